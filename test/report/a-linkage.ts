import type { PairEvidence } from '../../src/domain/detection.js';
import type { LinkageComparison, LinkageLevel, LinkageModel } from '../../src/domain/linkage-model.js';

type LevelRow = readonly [key: string, m: number, u: number, again?: number];

const comparison = (key: string, subject: LinkageComparison['subject'], rows: readonly LevelRow[]): LinkageComparison => ({
  key,
  subject,
  levels: rows.map(([level, m, u, again]): LinkageLevel => ({ key: level, m, u, ...(again === undefined ? {} : { again }) })),
});

/** A small model with the shape of a real one. */
export function aModel(over: Partial<LinkageModel> = {}): LinkageModel {
  return {
    version: 3,
    prior: 1e-7,
    related: { couple: 2e-8, person: 8e-8 },
    threshold: 0.95,
    comparisons: [
      comparison('name-man', 'man', [
        ['exact', 0.92, 0.0008],
        ['homophone', 0.04, 0.002],
        ['different', 0.02, 0.98],
        ['missing', 0.02, 0.0172],
      ]),
      comparison('document-man', 'man', [
        ['exact', 0.8, 1e-7],
        ['one-digit', 0.05, 1e-6],
        ['different', 0.01, 0.9],
        ['missing', 0.14, 0.0999989],
      ]),
      comparison('name-woman', 'woman', [
        ['exact', 0.92, 0.0008],
        ['homophone', 0.04, 0.002],
        ['different', 0.02, 0.98],
        ['missing', 0.02, 0.0172],
      ]),
      comparison('op-date', 'event', [
        ['exact', 0.93, 0.0002, 0.004],
        ['different', 0.07, 0.9998, 0.996],
      ]),
    ],
    ...over,
  };
}

/** Names and day agree, the man's document number is missing, the woman's name is rare. */
export function anEvidence(over: Partial<PairEvidence> = {}): PairEvidence {
  return { model: 3, levels: [0, 3, 0, 0], rarity: [0, 0, 2.5, 0], ...over };
}
