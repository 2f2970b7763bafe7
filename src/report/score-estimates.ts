import type { ScoreHistogram } from './duplicate-report-data.js';

/** What a threshold would give, by the probabilities of the model: nobody has looked at the pairs. */
export interface ThresholdEstimate {
  /** log2 of the odds. */
  readonly bits: number;
  /** Compared pairs at or over the threshold, and how many of them are expected to be one registration. */
  readonly pairs: number;
  readonly expected: number;
  /** NaN when no pair is over the threshold, or nothing is expected at all. */
  readonly precision: number;
  /** Of the pairs that were compared: what no blocking rule brought together is not in it. */
  readonly recall: number;
}

export function oddsBits(probability: number): number {
  return Math.log2(probability / (1 - probability));
}

/** The estimate at a threshold; of the bar that the threshold cuts, the share above the cut. */
export function estimateAt({ firstBits, pairs, expected }: ScoreHistogram, bits: number): ThresholdEstimate {
  const shareOver = (bar: number): number => Math.min(1, Math.max(0, firstBits + bar + 1 - bits));
  const sumOver = (counts: readonly number[]): number => counts.reduce((sum, count, bar) => sum + count * shareOver(bar), 0);
  const over = { pairs: sumOver(pairs), expected: sumOver(expected) };
  const whole = expected.reduce((sum, count) => sum + count, 0);
  return { bits, ...over, precision: over.expected / over.pairs, recall: over.expected / whole };
}

/** The estimates at every edge of a bar between two thresholds: what a curve is drawn from. */
export function estimatesBetween(scores: ScoreHistogram, leastBits: number, mostBits: number): readonly ThresholdEstimate[] {
  const edges = scores.pairs.map((_, bar) => scores.firstBits + bar).filter((bits) => bits >= leastBits && bits <= mostBits);
  return edges.map((bits) => estimateAt(scores, bits)).filter(({ precision, recall }) => Number.isFinite(precision + recall));
}

/** The harmonic mean of precision and recall. */
export function f1Of({ precision, recall }: ThresholdEstimate): number {
  return (2 * precision * recall) / (precision + recall);
}
