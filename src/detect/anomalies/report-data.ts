import { GRAVITY, type AnomalyRule, type AnomalyRules } from '../../domain/anomaly-rule.js';
import type { AnomalyEvidence, Detection, DetectionSeverity } from '../../domain/detection.js';
import type { FieldKey } from '../../domain/fields.js';
import type { FindingArea } from '../../findings/area.js';
import { compareFields } from '../../findings/side-by-side.js';
import type { AnomalyReportData, AnomalyRuleCount, ReportedAnomaly, ReportedAnomalyRecord } from '../../report/anomaly-report-data.js';
import type { Registry } from '../../store/open.js';
import { registrationsById, type StoredRegistration } from '../../store/registration-repository.js';
import type { AnomalySummary, RuleCount } from './detect-anomalies.js';
import { officeMonths } from './office-months.js';

const EXAMPLES_OF_A_RULE = 3;
const RECORDS_OF_AN_EXAMPLE = 8;

/** What a reader needs to find the file and to see what is odd; the rest is in `findings show`. */
const SHOWN_FIELDS: ReadonlySet<FieldKey> = new Set<FieldKey>([
  'op_type',
  'op_date',
  'cert_no',
  'old_op_date',
  'dept_name',
  'operator',
  'name_man',
  'cert_num_man',
  'birth_man',
  'name_woman',
  'cert_num_woman',
  'birth_woman',
]);

/** What of a registration outside the area may be seen (docs/access.md). */
const FIELDS_ELSEWHERE: ReadonlySet<FieldKey> = new Set<FieldKey>(['op_type', 'op_date', 'dept_name']);

export interface AnomalyReportContext {
  readonly registry: Registry;
  readonly rules: AnomalyRules;
  /** Over which records the reader of the report may see more than that they are there. */
  readonly area: FindingArea;
}

/** What the report of a run shows: counts by rule, by office and month, and the gravest examples of each rule. */
export function anomalyReportData(
  { registry, rules, area }: AnomalyReportContext,
  summary: AnomalySummary,
  frame: { readonly at: string; readonly actor: string; readonly seconds: number },
): AnomalyReportData {
  const { run, records, persons, found, added, isFull, counts, detections } = summary;
  const used = rules.all.filter(({ enabled }) => enabled !== false);
  const examples = examplesOf(detections);
  const ids = examples.flatMap((example) => idsOf(example));
  const known = new Map(registrationsById(registry.database, ids).map((registration) => [registration.id, registration]));
  return {
    run,
    ...frame,
    records,
    persons,
    found,
    added,
    isFull,
    rules: used.map((rule) => ruleCount(rule, counts)),
    offices: officeMonths(registry, detections),
    examples: examples.map((example) => reported(example, known, area)),
  };
}

function ruleCount(rule: AnomalyRule, counts: readonly RuleCount[]): AnomalyRuleCount {
  const of = (severity: DetectionSeverity): number =>
    counts.find((count) => count.code === rule.code && count.severity === severity)?.found ?? 0;
  return { rule, bySeverity: { error: of('error'), warning: of('warning'), hint: of('hint') } };
}

/** The gravest of each rule, the surest of these first. */
function examplesOf(detections: readonly Detection[]): readonly Detection[] {
  const byCode = new Map<string, Detection[]>();
  for (const detection of detections) {
    const examples = byCode.get(detection.code) ?? [];
    byCode.set(detection.code, [...examples, detection].toSorted(byGravity).slice(0, EXAMPLES_OF_A_RULE));
  }
  return [...byCode.values()].flat().toSorted(byGravity);
}

/** Equally grave ones keep their order. */
function byGravity(left: Detection, right: Detection): number {
  return GRAVITY[right.severity] - GRAVITY[left.severity] || right.score - left.score;
}

function idsOf({ records }: Detection): readonly number[] {
  return records.slice(0, RECORDS_OF_AN_EXAMPLE).map(({ id }) => id);
}

function reported(example: Detection, known: ReadonlyMap<number, StoredRegistration>, area: FindingArea): ReportedAnomaly {
  const registrations = idsOf(example).flatMap((id) => known.get(id) ?? []);
  const { code, severity, score } = example;
  // Every detection of this kind has the evidence of a rule.
  const { values } = example.evidence as AnomalyEvidence;
  return { code, severity, score, values, records: recordsOf(registrations, area) };
}

function recordsOf(registrations: readonly StoredRegistration[], area: FindingArea): readonly ReportedAnomalyRecord[] {
  const fields = compareFields(registrations).filter(({ field }) => SHOWN_FIELDS.has(field));
  return registrations.map(({ id, dept_code: code }, at) => {
    const seen = area.holds(code) ? SHOWN_FIELDS : FIELDS_ELSEWHERE;
    return {
      id,
      fields: fields
        .map(({ field, values }) => ({ field, value: values[at] ?? '' }))
        .filter(({ field, value }) => value !== '' && seen.has(field)),
    };
  });
}
