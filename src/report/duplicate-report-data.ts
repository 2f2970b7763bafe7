import type { PairEvidence } from '../domain/detection.js';
import type { FieldKey } from '../domain/fields.js';
import type { LinkageModel } from '../domain/linkage-model.js';

/** What the report of a search for duplicates shows. Nothing in it is a full document number. */
export interface DuplicateReportData {
  readonly run: number;
  readonly at: string;
  readonly actor: string;
  /** Records of the registry that took part, and of them those that were new to this run; equal for a full one. */
  readonly records: number;
  readonly newRecords: number;
  readonly threshold: number;
  readonly pairsFound: number;
  readonly pairsAdded: number;
  readonly seconds: number;
  readonly model: LinkageModel;
  readonly rules: readonly BlockingRuleCount[];
  readonly scores: ScoreHistogram;
  /** Those around the threshold and some of each kind, the most doubtful first; never all of them. */
  readonly examples: readonly ReportedPair[];
  readonly clusters: ReportedClusters;
}

/** A blocking rule: pairs it compared, pairs over the threshold it was the first to find, and what it left out. */
export interface BlockingRuleCount {
  /** Texts: `linkage.rule.<key>`. */
  readonly key: string;
  readonly pairs: number;
  readonly found: number;
  /** Blocks so large that not every pair of them was compared, and how many pairs were not. */
  readonly limitedBlocks: number;
  readonly uncomparedPairs: number;
}

/**
 * Compared pairs by total weight: bar k holds those from `firstBits + k` up to one bit more. A pair is one registration with the
 * probability 1 / (1 + 2^−bits), so `expected[k]`, the sum of the probabilities, is how many of the bar are.
 * Precision above a threshold is expected above / pairs above, recall (of what was compared) expected above / all expected.
 */
export interface ScoreHistogram {
  readonly firstBits: number;
  readonly pairs: readonly number[];
  readonly expected: readonly number[];
  /** Compared pairs whose weight is below the first bar. */
  readonly below: number;
}

export interface ReportedPair {
  readonly leftId: number;
  readonly rightId: number;
  readonly clusterId: number;
  readonly probability: number;
  /** `explainPair(model, evidence)` makes the waterfall. */
  readonly evidence: PairEvidence;
  /** Side by side, document numbers masked; only fields that one of the two has. */
  readonly fields: readonly { readonly field: FieldKey; readonly left: string; readonly right: string }[];
}

export interface ReportedClusters {
  /** How many clusters have how many records, smallest first. */
  readonly sizes: readonly { readonly records: number; readonly clusters: number }[];
  /** The largest, and those with a bridge; never all of them. */
  readonly shown: readonly ReportedCluster[];
}

export interface ReportedCluster {
  readonly clusterId: number;
  readonly records: readonly number[];
  /** `bridge`: the only pair between two groups that are otherwise not alike; it was not allowed to join them. */
  readonly pairs: readonly { readonly left: number; readonly right: number; readonly probability: number; readonly bridge: boolean }[];
}
