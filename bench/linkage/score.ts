import { fixed, resultTable, thousands } from '../lib/result-table.js';
import type { Truth } from './truth.js';

export interface FoundPair {
  readonly key: number;
  readonly probability: number;
}

export interface Score {
  readonly found: number;
  readonly wanted: number;
  readonly right: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface DetailedScore extends Score {
  /** Of the pairs that differ in this way, how many were found: `[found, all]`. */
  readonly byCorruption: ReadonlyMap<string, readonly [number, number]>;
  /** What the wrong pairs are: `twin`, or `unrelated`. */
  readonly wrong: ReadonlyMap<string, number>;
}

function scoreOf(found: number, right: number, wanted: number): Score {
  const precision = found === 0 ? 0 : right / found;
  const recall = wanted === 0 ? 0 : right / wanted;
  return { found, wanted, right, precision, recall, f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

export function scorePairs(found: readonly FoundPair[], truth: Truth): DetailedScore {
  const right = new Set<number>();
  const wrong = new Map<string, number>();
  for (const { key } of found) {
    if (truth.duplicates.has(key)) right.add(key);
    else add(wrong, truth.lookalikes.get(key) ?? 'unrelated');
  }
  const byCorruption = new Map<string, readonly [number, number]>();
  for (const [key, how] of truth.duplicates) {
    for (const kind of how.slice(how.indexOf(':') + 1).split('+')) {
      const [had, all] = byCorruption.get(kind) ?? [0, 0];
      byCorruption.set(kind, [had + (right.has(key) ? 1 : 0), all + 1]);
    }
  }
  return { ...scoreOf(found.length, right.size, truth.duplicates.size), byCorruption, wrong };
}

export interface BestThreshold extends Score {
  readonly threshold: number;
}

/** The threshold at which F1 is highest: what nobody without labels can know, given to the baseline out of fairness. */
export function bestThreshold(found: readonly FoundPair[], truth: Truth): BestThreshold {
  let right = 0;
  let best: BestThreshold = { ...scoreOf(0, 0, truth.duplicates.size), threshold: 1 };
  const sorted = found.toSorted((a, b) => b.probability - a.probability);
  sorted.forEach(({ key, probability }, index) => {
    if (truth.duplicates.has(key)) right += 1;
    if (sorted[index + 1]?.probability === probability) return;
    const score = scoreOf(index + 1, right, truth.duplicates.size);
    if (score.f1 > best.f1) best = { ...score, threshold: probability };
  });
  return best;
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

export function describeScore(name: string, score: DetailedScore): string {
  const kinds = [...score.byCorruption].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const wrong = [...score.wrong].toSorted(([, a], [, b]) => b - a);
  return [
    `${name}: precision ${fixed(score.precision, 4)}, recall ${fixed(score.recall, 4)}, F1 ${fixed(score.f1, 4)} ` +
      `(${thousands(score.found)} found, ${thousands(score.right)} right, ${thousands(score.wanted)} to find)`,
    wrong.length === 0 ? 'no wrong pair' : `wrong pairs: ${wrong.map(([kind, count]) => `${kind} ${thousands(count)}`).join(', ')}`,
    resultTable(
      ['what differs', 'pairs', 'recall'],
      kinds.map(([kind, [had, all]]) => [kind, thousands(all), fixed(had / all, 3)]),
    ),
  ].join('\n');
}
