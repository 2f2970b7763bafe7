import type { DetectionKind, DetectionSeverity, DetectionState } from '../domain/detection.js';
import type { Sqlite } from './open.js';

/** A finding as it is stored. */
export interface StoredFinding {
  readonly id: number;
  readonly kind: DetectionKind;
  readonly code: string;
  readonly subject: string;
  readonly severity: DetectionSeverity;
  readonly state: DetectionState;
  readonly score: number;
  readonly groupId: number;
  /** JSON. */
  readonly evidence: string;
  readonly firstRunId: number;
  readonly runId: number;
  /** When it was found first and last. */
  readonly firstFoundAt: string;
  readonly foundAt: string;
  /** Open, and the last full run did not find it, or one of the pair no longer stands. */
  readonly isGone: boolean;
  /** Dismissed, and stronger now than what the decider saw. */
  readonly isStronger: boolean;
  /** Number of the newest decision; 0 for none. What a decider has seen. */
  readonly decision: number;
  /** How many registrations it speaks of. */
  readonly recordCount: number;
}

export interface FindingFilter {
  /** Office codes of which one must occur; absent for all findings, those without a registration too. */
  readonly codes?: readonly string[];
  readonly ids?: readonly number[];
  readonly kind?: DetectionKind;
  readonly code?: string;
  readonly states?: readonly DetectionState[];
  /** This severity or a graver one. */
  readonly severity?: DetectionSeverity;
  readonly minScore?: number;
  readonly maxScore?: number;
  /** What the code of an office begins with. */
  readonly office?: string;
  readonly groupId?: number;
  readonly isGone?: boolean;
  readonly isStronger?: boolean;
}

export interface FindingRecordRow {
  readonly findingId: number;
  readonly registrationId: number;
  readonly deptCode: string;
}

const GRAVITY = (severity: string): string => `CASE ${severity} WHEN 'error' THEN 2 WHEN 'warning' THEN 1 ELSE 0 END`;

/**
 * A pair is gone as soon as one of the two no longer stands. An anomaly may speak of many registrations: it is the next full run
 * that judges those which are left. A pair whose merge was taken back waits for the next full run: the last one could not find it.
 */
const IS_GONE = `(f.state = 'open' AND (
  EXISTS (SELECT 1 FROM detection_run n WHERE n.id > f.run_id AND n.kind = f.kind AND n.is_full = 1 AND NOT EXISTS (
    SELECT 1 FROM finding_decision d WHERE d.finding_id = f.id AND d.from_state = 'merged' AND d.ledger_seq > n.ledger_seq))
  OR (f.kind = 'duplicate' AND EXISTS (
    SELECT 1 FROM finding_record r JOIN registration g ON g.id = r.registration_id WHERE r.finding_id = f.id AND g.state <> 'active'))))`;

const DECISION = '(SELECT max(id) FROM finding_decision WHERE finding_id = f.id)';
const RECORDS = '(SELECT count(*) FROM finding_record WHERE finding_id = f.id)';

/**
 * Stronger: graver, of more registrations, or with odds that grew eightfold (three bits). Scores above 0.9999 count as that: who
 * dismissed what was as good as certain has nothing new before him.
 */
const IS_STRONGER = `(f.state = 'dismissed' AND EXISTS (
  SELECT 1 FROM finding_decision d WHERE d.id = ${DECISION} AND (
    ${GRAVITY('f.severity')} > ${GRAVITY('d.severity')} OR ${RECORDS} > d.records
    OR min(f.score, 0.9999) * (1 - min(d.score, 0.9999)) > 8 * min(d.score, 0.9999) * (1 - min(f.score, 0.9999)))))`;

const SELECT = `SELECT f.id, f.kind, f.code, f.subject, f.severity, f.state, f.score, f.group_id AS groupId, f.evidence,
    f.first_run_id AS firstRunId, f.run_id AS runId, first.at AS firstFoundAt, last.at AS foundAt,
    ${IS_GONE} AS isGone, ${IS_STRONGER} AS isStronger, coalesce(${DECISION}, 0) AS decision, ${RECORDS} AS recordCount
  FROM finding f JOIN detection_run first ON first.id = f.first_run_id JOIN detection_run last ON last.id = f.run_id`;

type Bound = Record<string, string | number>;
type Row = Omit<StoredFinding, 'isGone' | 'isStronger'> & { readonly isGone: number; readonly isStronger: number };

/** Reads findings. A filter without an entry means all; every value is bound, none becomes SQL. */
export class FindingReader {
  private readonly database: Sqlite;

  constructor(database: Sqlite) {
    this.database = database;
  }

  /** Open ones first, then by score and severity. */
  list(filter: FindingFilter, limit: number): readonly StoredFinding[] {
    const { sql, bound } = conditionOf(filter);
    const rows = this.database.prepare<[Bound], Row>(
      `${SELECT} WHERE ${sql} ORDER BY f.state <> 'open', f.score DESC, ${GRAVITY('f.severity')} DESC, f.id LIMIT @limit`,
    );
    return rows.all({ ...bound, limit }).map(findingOf);
  }

  count(filter: FindingFilter): number {
    const { sql, bound } = conditionOf(filter);
    return Number(this.database.prepare<[Bound]>(`SELECT count(*) FROM finding f WHERE ${sql}`).pluck().get(bound) ?? 0);
  }

  /** Open findings of a kind, the strongest first and the newest of equals, as the index has them: quick among hundreds of thousands. */
  openOnes(kind: DetectionKind, filter: FindingFilter, limit: number): readonly { readonly id: number; readonly score: number }[] {
    const { sql, bound } = conditionOf(filter);
    return this.database
      .prepare<[Bound], { readonly id: number; readonly score: number }>(
        `SELECT f.id, f.score FROM finding f WHERE f.kind = @only AND f.state = 'open' AND ${sql} ORDER BY f.score DESC, f.id DESC LIMIT @limit`,
      )
      .all({ ...bound, only: kind, limit });
  }

  /** How many of them, up to a number that is as good as many. */
  countOpen(kind: DetectionKind, filter: FindingFilter, most: number): number {
    const { sql, bound } = conditionOf(filter);
    const counted = `SELECT 1 FROM finding f WHERE f.kind = @only AND f.state = 'open' AND ${sql} LIMIT @most`;
    return Number(
      this.database
        .prepare<[Bound]>(`SELECT count(*) FROM (${counted})`)
        .pluck()
        .get({ ...bound, only: kind, most }) ?? 0,
    );
  }

  find(id: number): StoredFinding | undefined {
    const row = this.database.prepare<[number], Row>(`${SELECT} WHERE f.id = ?`).get(id);
    return row === undefined ? undefined : findingOf(row);
  }

  /** Those of each finding that matter first, in their order. */
  records(findingIds: readonly number[], mostOfEach: number): readonly FindingRecordRow[] {
    return this.database
      .prepare<[string, number], FindingRecordRow>(
        `SELECT finding_id AS findingId, registration_id AS registrationId, dept_code AS deptCode FROM finding_record
         WHERE finding_id IN (SELECT value FROM json_each(?)) AND place < ? ORDER BY finding_id, place, registration_id`,
      )
      .all(JSON.stringify(findingIds), mostOfEach);
  }

  /** Office codes of the registrations that findings speak of. */
  officeCodes(): readonly string[] {
    return this.database.prepare<[], string>('SELECT DISTINCT dept_code FROM finding_record').pluck().all();
  }

  /** Pairs whose two registrations are both among these. */
  pairsAmong(registrationIds: readonly number[]): readonly StoredFinding[] {
    const rows = this.database.prepare<[Bound], Row>(
      `${SELECT} WHERE f.kind = 'duplicate' AND f.id IN (
         SELECT finding_id FROM finding_record WHERE registration_id IN (SELECT value FROM json_each(@ids)) GROUP BY finding_id HAVING count(*) = 2)
       ORDER BY f.id`,
    );
    return rows.all({ ids: JSON.stringify(registrationIds) }).map(findingOf);
  }
}

function findingOf(row: Row): StoredFinding {
  return { ...row, isGone: row.isGone === 1, isStronger: row.isStronger === 1 };
}

interface Condition {
  readonly sql: string;
  readonly bound: Bound;
}

function conditionOf(filter: FindingFilter): Condition {
  const parts = PARTS.flatMap(({ sql, value }) => {
    const bound = value(filter);
    return bound === undefined ? [] : [{ sql, bound }];
  });
  return { sql: ['TRUE', ...parts.map(({ sql }) => sql)].join(' AND '), bound: Object.assign({}, ...parts.map(({ bound }) => bound)) };
}

const RECORD_WHERE = 'EXISTS (SELECT 1 FROM finding_record r WHERE r.finding_id = f.id AND';

const PARTS: readonly { readonly sql: string; readonly value: (filter: FindingFilter) => Bound | undefined }[] = [
  part(
    'f.id IN (SELECT finding_id FROM finding_record WHERE dept_code IN (SELECT value FROM json_each(@codes)))',
    ({ codes }) => codes && { codes: JSON.stringify(codes) },
  ),
  part('f.id IN (SELECT value FROM json_each(@ids))', ({ ids }) => ids && { ids: JSON.stringify(ids) }),
  part('f.kind = @kind', ({ kind }) => kind && { kind }),
  part('f.code = @code', ({ code }) => (code === undefined ? undefined : { code })),
  part('f.state IN (SELECT value FROM json_each(@states))', ({ states }) => states && { states: JSON.stringify(states) }),
  part(`${GRAVITY('f.severity')} >= ${GRAVITY('@severity')}`, ({ severity }) => severity && { severity }),
  part('f.score >= @minScore', ({ minScore }) => (minScore === undefined ? undefined : { minScore })),
  part('f.score <= @maxScore', ({ maxScore }) => (maxScore === undefined ? undefined : { maxScore })),
  part(`${RECORD_WHERE} substr(r.dept_code, 1, length(@office)) = @office)`, ({ office }) =>
    office === undefined ? undefined : { office },
  ),
  // The second half says what the index is limited to: without it, SQLite cannot tell that it may use it.
  part('f.group_id = @groupId AND f.group_id <> 0', ({ groupId }) => (groupId === undefined ? undefined : { groupId })),
  part(`${IS_GONE} = @isGone`, ({ isGone }) => (isGone === undefined ? undefined : { isGone: isGone ? 1 : 0 })),
  part(`${IS_STRONGER} = @isStronger`, ({ isStronger }) => (isStronger === undefined ? undefined : { isStronger: isStronger ? 1 : 0 })),
];

function part(sql: string, value: (filter: FindingFilter) => Bound | undefined) {
  return { sql, value };
}
