/**
 * What `detect` finds about registrations: a pair that is one registration, or an anomaly. (A `Finding` is something else: what
 * a rule says about one row while it is loaded.)
 */
export const DETECTION_KINDS = ['duplicate', 'anomaly'] as const;
export type DetectionKind = (typeof DETECTION_KINDS)[number];

/** How a finding was decided: at the command line, or in the review page. */
export type DecisionWay = 'command' | 'review';

export const DETECTION_STATES = ['open', 'confirmed', 'dismissed', 'merged', 'reported'] as const;
export type DetectionState = (typeof DETECTION_STATES)[number];

/** `error`: cannot be right. `warning`: a person has to look. `hint`: odd, and worth a look when there is time. */
export const DETECTION_SEVERITIES = ['error', 'warning', 'hint'] as const;
export type DetectionSeverity = (typeof DETECTION_SEVERITIES)[number];

/** A registration that a finding speaks of. */
export interface DetectedRecord {
  readonly id: number;
  /** As stored; '' when not given. Who works in its area sees the finding. */
  readonly deptCode: string;
}

/** The code of every finding of kind `duplicate`. */
export const DUPLICATE_CODE = 'duplicate-registration';

export interface Detection {
  readonly kind: DetectionKind;
  /** `duplicate-registration`, or the code of the rule. */
  readonly code: string;
  /** With kind and code what makes it the same finding in a later run: `12-98`, smaller id first; for an anomaly what its rule says. */
  readonly subject: string;
  readonly severity: DetectionSeverity;
  /** A pair: the probability of being one registration. An anomaly: 1 for what is certain, else 1 − its false-alarm rate. */
  readonly score: number;
  /** The smallest registration id of the cluster; 0 for anomalies. */
  readonly groupId: number;
  readonly evidence: DetectionEvidence;
  /** Registrations spoken of, those that matter first; not more than `MOST_RECORDS`. May be empty: an office that did not exist. */
  readonly records: readonly DetectedRecord[];
}

export const MOST_RECORDS = 50;

/** Why. Kept as JSON with the finding; full document numbers never enter it. */
export type DetectionEvidence = PairEvidence | AnomalyEvidence;

/** What the model said of a pair: `explainPair` (linkage-model.ts) makes the weights of it again. */
export interface PairEvidence {
  /** Version of the model. */
  readonly model: number;
  /** The level of each comparison, in the model's order. */
  readonly levels: readonly number[];
  /** Bits added for how rare the agreeing values are, by comparison; 0 where nothing is adjusted. */
  readonly rarity: readonly number[];
}

/** What the texts of an anomaly's rule are filled with; a value under a name ending in `Number` is masked by whoever prints it. */
export interface AnomalyEvidence {
  readonly values: Readonly<Record<string, string | number>>;
}
