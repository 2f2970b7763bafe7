import type { PairEvidence } from './detection.js';

/**
 * A Fellegi–Sunter model (Fellegi and Sunter, 1969, A Theory for Record Linkage) as data: for each comparison and level the
 * probability m among pairs that are one registration and u among pairs that are not. Versioned, kept in the registry.
 */
export interface LinkageModel {
  readonly version: number;
  /** The probability that two registrations drawn at random are one. */
  readonly prior: number;
  /** Probability from which a pair is a finding. */
  readonly threshold: number;
  readonly comparisons: readonly LinkageComparison[];
}

export interface LinkageComparison {
  /** What is compared: `name-man`, `document-woman`, `op-date`. Texts: `linkage.comparison.<key>`. */
  readonly key: string;
  readonly levels: readonly LinkageLevel[];
}

export interface LinkageLevel {
  /** How far it agrees: `exact`, `homophone`, `missing`. Texts: `linkage.level.<key>`. */
  readonly key: string;
  readonly m: number;
  readonly u: number;
}

/** One bar of the waterfall. */
export interface WeightStep {
  readonly comparison: string;
  readonly level: string;
  /** log2(m / u), bits. */
  readonly weight: number;
  /** Bits for how rare the agreeing value is. */
  readonly rarity: number;
}

export interface PairExplanation {
  /** log2 of the prior odds. */
  readonly prior: number;
  readonly steps: readonly WeightStep[];
  /** prior + all weights, bits. */
  readonly total: number;
  readonly probability: number;
}

export function levelWeight({ m, u }: LinkageLevel): number {
  return Math.log2(m / u);
}

export function probabilityOf(totalBits: number): number {
  return 1 / (1 + 2 ** -totalBits);
}

/** Why a pair has its probability: the levels of its evidence in the weights of its model. @throws Error when they do not belong together */
export function explainPair(model: LinkageModel, evidence: PairEvidence): PairExplanation {
  if (model.version !== evidence.model) throw new Error(`evidence of model ${evidence.model} read with model ${model.version}`);
  const prior = Math.log2(model.prior / (1 - model.prior));
  const steps = model.comparisons.map((comparison, index) => {
    const level = comparison.levels[evidence.levels[index] ?? -1];
    if (level === undefined) throw new Error(`no level ${evidence.levels[index]} of ${comparison.key} in model ${model.version}`);
    return { comparison: comparison.key, level: level.key, weight: levelWeight(level), rarity: evidence.rarity[index] ?? 0 };
  });
  const total = steps.reduce((sum, { weight, rarity }) => sum + weight + rarity, prior);
  return { prior, steps, total, probability: probabilityOf(total) };
}
