/**
 * What the grade of a field is worked out from. Each grows with the trust it deserves, so that the probability learnt from
 * them never falls when one of them rises.
 */
export const FEATURES = ['surest', 'lead', 'agreement', 'checks', 'repairs', 'covered'] as const;
export type Feature = (typeof FEATURES)[number];

/**
 * - `surest`: logit of the least sure character's confidence
 * - `lead`: by how much (natural logarithm) the value leads what else could stand there
 * - `agreement`: 1 when a second, independent reading is the same, −1 when it is another, 0 without one
 * - `checks`: how many independent checks the value passes (check digit, other fields, tables)
 * - `repairs`: minus the number of characters that were put right
 * - `covered`: share of the ink that belongs to a character that was read: a character left out looks confident
 */
export type Features = Readonly<Record<Feature, number>>;

export const NO_FEATURES: Features = { surest: 0, lead: 0, agreement: 0, checks: 0, repairs: 0, covered: 1 };

const HIGHEST_LOGIT = 9;

/** Confidences crowd at both ends of 0…1; their logits do not. */
export function logit(probability: number): number {
  const bounded = Math.min(1 - 1e-6, Math.max(1e-6, probability));
  return Math.max(-HIGHEST_LOGIT, Math.min(HIGHEST_LOGIT, Math.log(bounded / (1 - bounded))));
}
