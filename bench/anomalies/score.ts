import type { DetectionSeverity } from '../../src/domain/detection.js';
import type { Registry } from '../../src/store/open.js';
import type { Scenario, StandingCase } from './scenario.js';

export interface RuleScore {
  readonly rule: string;
  readonly planted: number;
  readonly found: number;
  /** Findings that have to do with no planted row, by severity. */
  readonly stray: Readonly<Record<DetectionSeverity, number>>;
}

export interface Score {
  readonly rules: readonly RuleScore[];
  readonly missed: readonly StandingCase[];
  /** False findings for 100,000 clean records. */
  readonly falseErrors: number;
  readonly falseWarnings: number;
  readonly falseHints: number;
}

interface StoredFinding {
  readonly code: string;
  readonly subject: string;
  readonly severity: DetectionSeverity;
  readonly ids: ReadonlySet<number>;
}

/** Holds the findings of a registry against what was planted into it. */
export function scoreOf(registry: Registry, { cleanRows, cases }: Scenario): Score {
  const findings = readFindings(registry);
  const planted = new Set(cases.flatMap(({ ids }) => ids));
  const subjects = cases.flatMap(({ rule, subject }) => (subject === undefined ? [] : [`${rule} ${subject}`]));
  const crowds = crowdsOf(cases);
  // Planted rows set off other rules, too, as do many of them at one office: neither is a false alarm of the clean rows.
  const isPlanted = (finding: StoredFinding): boolean =>
    [...finding.ids].some((id) => planted.has(id)) ||
    subjects.some((each) => `${finding.code} ${finding.subject}`.startsWith(each)) ||
    (CROWD_RULES.has(finding.code) && crowds.has(crowdOf(finding.subject)));
  const stray = findings.filter((finding) => !isPlanted(finding));
  const missed = cases.filter((each) => !findings.some((finding) => isFoundBy(each, finding)));
  const per100000 = (severity: DetectionSeverity): number =>
    (stray.filter((finding) => finding.severity === severity).length * 100_000) / cleanRows;
  return {
    rules: scoresByRule(cases, missed, stray),
    missed,
    falseErrors: per100000('error'),
    falseWarnings: per100000('warning'),
    falseHints: per100000('hint'),
  };
}

const CROWD_RULES: ReadonlySet<string> = new Set(['registrar-volume', 'office-volume', 'registrar-hours']);
const CROWD_ROWS = 20;

/** `kind/office/operator/date` → office and year. */
function crowdOf(subject: string): string {
  const [, office = '', , date = ''] = subject.split('/');
  return `${office} ${date.slice(0, 4)}`.trim();
}

/** Offices in years, and offices in all years, for which many rows were planted. */
function crowdsOf(cases: readonly StandingCase[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { row } of cases.flatMap(({ rows }) => rows)) {
    const key = `${row.dept_code} ${row.op_date.slice(0, 4)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return new Set([...counts].flatMap(([key, count]) => (count >= CROWD_ROWS ? [key, key.slice(0, -5)] : [])));
}

function isFoundBy({ rule, ids, subject }: StandingCase, finding: StoredFinding): boolean {
  if (finding.code !== rule) return false;
  if (subject !== undefined && !finding.subject.startsWith(subject)) return false;
  return ids.length === 0 || ids.some((id) => finding.ids.has(id)) || (subject !== undefined && finding.ids.size === 0);
}

function scoresByRule(
  cases: readonly StandingCase[],
  missed: readonly StandingCase[],
  stray: readonly StoredFinding[],
): readonly RuleScore[] {
  const rules = [...new Set([...cases.map(({ rule }) => rule), ...stray.map(({ code }) => code)])];
  return rules.map((rule) => {
    const planted = cases.filter((each) => each.rule === rule).length;
    const own = stray.filter(({ code }) => code === rule);
    const of = (severity: DetectionSeverity): number => own.filter((finding) => finding.severity === severity).length;
    const found = planted - missed.filter((each) => each.rule === rule).length;
    return { rule, planted, found, stray: { error: of('error'), warning: of('warning'), hint: of('hint') } };
  });
}

function readFindings({ database }: Registry): readonly StoredFinding[] {
  return database
    .prepare<[], { code: string; subject: string; severity: DetectionSeverity; ids: string }>(
      `SELECT code, subject, severity, coalesce((SELECT group_concat(registration_id) FROM finding_record WHERE finding_id = finding.id), '') AS ids
       FROM finding WHERE kind = 'anomaly'`,
    )
    .all()
    .map(({ ids, ...finding }) => ({ ...finding, ids: new Set(ids === '' ? [] : ids.split(',').map(Number)) }));
}
