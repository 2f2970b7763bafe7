import type { PairEvidence } from './detection.js';

/**
 * A Fellegi–Sunter model (Fellegi and Sunter, 1969, A Theory for Record Linkage) as data: for each comparison and level the
 * probability m among pairs that are one registration and u among pairs that have nothing to do with each other. Versioned, kept in
 * the registry. Two things stand beside "nothing to do with each other", because agreement on who married says nothing against
 * them: the same couple registered twice (复婚, a move, another certificate), and one of the two with another spouse.
 */
export interface LinkageModel {
  readonly version: number;
  /** The probability that two registrations of one type drawn at random are one. */
  readonly prior: number;
  readonly related: RelatedPriors;
  /** Probability from which a pair is a finding. */
  readonly threshold: number;
  readonly comparisons: readonly LinkageComparison[];
}

/** The probability that two registrations of one type drawn at random are two events of the same couple, or of one same person. */
export interface RelatedPriors {
  readonly couple: number;
  /** For the man and for the woman each. */
  readonly person: number;
}

/** Whom a comparison speaks of: one party, both, or the event of registering. */
export type ComparisonSubject = 'man' | 'woman' | 'couple' | 'event';

export interface LinkageComparison {
  /** What is compared: `name-man`, `document-woman`, `op-date`. Texts: `linkage.comparison.<key>`. */
  readonly key: string;
  readonly subject: ComparisonSubject;
  readonly levels: readonly LinkageLevel[];
}

export interface LinkageLevel {
  /** How far it agrees: `exact`, `homophone`, `missing`. Texts: `linkage.level.<key>`. */
  readonly key: string;
  readonly m: number;
  readonly u: number;
  /** The probability among two events of the same persons; only comparisons of the event have one. */
  readonly again?: number;
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
  /** One for each comparison, and last `other-event`: what the possibility of two events of the same persons takes away. */
  readonly steps: readonly WeightStep[];
  /** prior + all weights, bits. */
  readonly total: number;
  readonly probability: number;
}

/** The last step of every explanation; its only level is `possible`. */
export const OTHER_EVENT = 'other-event';

export function levelWeight({ m, u }: LinkageLevel): number {
  return Math.log2(m / u);
}

/** The weight of a level against another event of the same persons; 0 for what such an event shares. */
export function againWeight({ m, again }: LinkageLevel): number {
  return again === undefined ? 0 : Math.log2(m / again);
}

export function probabilityOf(bits: number): number {
  return 1 / (1 + 2 ** -bits);
}

/** Bits by subject of what is compared, with rarity; `again`: the event against another event of the same persons. */
export interface SubjectBits {
  readonly man: number;
  readonly woman: number;
  readonly couple: number;
  readonly event: number;
  readonly again: number;
}

/**
 * log2 of the odds of being one registration against everything else it could be: unrelated, the same couple at another event, the
 * same man or the same woman at another event.
 */
export function totalBits({ prior, related }: Pick<LinkageModel, 'prior' | 'related'>, bits: SubjectBits): number {
  const { man, woman, couple, event, again } = bits;
  const unrelated = Math.log2(prior / (1 - prior)) + man + woman + couple + event;
  const sameCouple = Math.log2(prior / related.couple) + again;
  const samePerson = Math.log2(prior / related.person) + again;
  return -Math.log2(2 ** -unrelated + 2 ** -sameCouple + 2 ** -(samePerson + woman) + 2 ** -(samePerson + man));
}

/** Why a pair has its probability: the levels of its evidence in the weights of its model. @throws Error when they do not belong together */
export function explainPair(model: LinkageModel, evidence: PairEvidence): PairExplanation {
  if (model.version !== evidence.model) throw new Error(`evidence of model ${evidence.model} read with model ${model.version}`);
  const prior = Math.log2(model.prior / (1 - model.prior));
  const bits = { man: 0, woman: 0, couple: 0, event: 0, again: 0 };
  const steps = model.comparisons.map(({ key, subject, levels }, index) => {
    const level = levels[evidence.levels[index] ?? -1];
    if (level === undefined) throw new Error(`no level ${evidence.levels[index]} of ${key} in model ${model.version}`);
    const step = { comparison: key, level: level.key, weight: levelWeight(level), rarity: evidence.rarity[index] ?? 0 };
    bits[subject] += step.weight + step.rarity;
    bits.again += againWeight(level);
    return step;
  });
  const total = totalBits(model, bits);
  const taken = total - (prior + bits.man + bits.woman + bits.couple + bits.event);
  return {
    prior,
    steps: [...steps, { comparison: OTHER_EVENT, level: 'possible', weight: taken, rarity: 0 }],
    total,
    probability: probabilityOf(total),
  };
}
