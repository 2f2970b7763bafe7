import type { AnomalyRules } from '../../domain/anomaly-rule.js';
import { MOST_RECORDS, type Detection, type DetectionSeverity } from '../../domain/detection.js';
import type { FieldKey } from '../../domain/fields.js';
import type { Reference } from '../../domain/reference.js';
import type { RuleSettings } from '../../domain/rule.js';
import type { Registry } from '../../store/open.js';

/**
 * What the one pass over the registry reads of each registration: what no scan needs is not here. A scan reads its fields by
 * `AT`, because looking up a name for each of thirty million rows would cost more than reading them.
 */
export const SCANNED_FIELDS = [
  'op_type',
  'op_date',
  'cert_no',
  'old_cert_no',
  'old_op_date',
  'dept_code',
  'dept_name',
  'operator',
  'renew_flag',
  'remedy_flag',
  'name_man',
  'id_type_man',
  'cert_type_man',
  'cert_num_man',
  'birth_man',
  'folk_man',
  'marry_status_man',
  'reg_detail_man',
  'name_woman',
  'id_type_woman',
  'cert_type_woman',
  'cert_num_woman',
  'birth_woman',
  'folk_woman',
  'marry_status_woman',
  'reg_detail_woman',
] as const satisfies readonly FieldKey[];

export type ScannedField = (typeof SCANNED_FIELDS)[number];

/** The values of one registration in the order of `SCANNED_FIELDS`; '' is "not given". */
export type ScannedRow = readonly string[];

/** The place of each field in a `ScannedRow`. */
export const AT: Readonly<Record<ScannedField, number>> = placesOf(SCANNED_FIELDS);

function placesOf(fields: readonly ScannedField[]): Readonly<Record<ScannedField, number>> {
  return Object.fromEntries(fields.map((field, at) => [field, at])) as Record<ScannedField, number>;
}

/** What a scan may look at besides the rows. */
export interface ScanContext {
  readonly registry: Registry;
  readonly reference: Reference;
  readonly rules: AnomalyRules;
  readonly settings: RuleSettings;
  /** The Asia/Shanghai date as yyyymmdd. */
  readonly today: number;
}

/** Rules that look at every active registration once, in the order of ids, and say at the end what they found. */
export interface AnomalyScan {
  add(id: number, row: ScannedRow): void;
  findings(): Iterable<Detection>;
}

/** Makes the scans of a run; those whose rules are all off are not made. */
export type ScanFactory = (context: ScanContext) => readonly AnomalyScan[];

interface AnomalyDraft {
  readonly code: string;
  readonly subject: string;
  readonly severity: DetectionSeverity;
  /** 1 for what is certain, else 1 − the false-alarm rate. */
  readonly score?: number;
  readonly values: Readonly<Record<string, string | number>>;
  readonly records: Detection['records'];
}

/** A finding of an anomaly rule, no graver than its rule is set to. */
export function anomaly(rules: AnomalyRules, { code, subject, severity, score = 1, values, records }: AnomalyDraft): Detection {
  const shown = records.slice(0, MOST_RECORDS);
  return {
    kind: 'anomaly',
    code,
    subject,
    severity: rules.severity(code, severity),
    score,
    groupId: 0,
    evidence: { values },
    records: shown,
  };
}
