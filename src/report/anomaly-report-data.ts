import type { AnomalyRule } from '../domain/anomaly-rule.js';
import type { DetectionSeverity } from '../domain/detection.js';
import type { FieldKey } from '../domain/fields.js';

/** What the report of a search for anomalies shows. Nothing in it is a full document number. */
export interface AnomalyReportData {
  readonly run: number;
  readonly at: string;
  readonly actor: string;
  /** Active registrations that were looked at, and how many different persons their document numbers name. */
  readonly records: number;
  readonly persons: number;
  readonly found: number;
  /** Those that no earlier run had found. */
  readonly added: number;
  readonly seconds: number;
  /** `false` when only what is new was looked at, or only some rules. */
  readonly isFull: boolean;
  /** Every rule that was used, those without findings too. */
  readonly rules: readonly AnomalyRuleCount[];
  readonly offices: OfficeMonths;
  /** Some of each rule, the gravest first; never all of them. */
  readonly examples: readonly ReportedAnomaly[];
}

/** Texts: `anomalyText(lang, rule.code, {})`. */
export interface AnomalyRuleCount {
  readonly rule: AnomalyRule;
  readonly bySeverity: Readonly<Record<DetectionSeverity, number>>;
}

/**
 * Findings by the office of the first record they speak of and the month of its registration. A finding without a record, or
 * whose record has no month, is in the office's `undated`.
 */
export interface OfficeMonths {
  /** `YYYY-MM`, ascending; only months that have a finding. */
  readonly months: readonly string[];
  /** Those with the most findings first; the offices beyond the last are counted in `othersFound`. */
  readonly offices: readonly OfficeMonthCounts[];
  readonly otherOffices: number;
  readonly othersFound: number;
}

export interface OfficeMonthCounts {
  /** As stored; '' when not given: then the name alone tells offices apart. */
  readonly deptCode: string;
  readonly deptName: string;
  readonly found: number;
  readonly undated: number;
  /** In the order of `months`. */
  readonly counts: readonly number[];
}

export interface ReportedAnomaly {
  readonly code: string;
  readonly severity: DetectionSeverity;
  readonly score: number;
  /** `anomalyText(lang, code, values)` makes the text, numbers masked. */
  readonly values: Readonly<Record<string, string | number>>;
  /** The registrations it speaks of, document numbers masked; only fields that matter and are given. */
  readonly records: readonly ReportedAnomalyRecord[];
}

export interface ReportedAnomalyRecord {
  readonly id: number;
  readonly fields: readonly { readonly field: FieldKey; readonly value: string }[];
}
