import type { Sqlite } from './open.js';

export type ExportState = 'running' | 'done' | 'aborted';
export const SETTLEMENTS = ['destroyed', 'returned', 'kept'] as const;
/** What became of the copy when its term was over. */
export type Settlement = (typeof SETTLEMENTS)[number];

/** An export as the 台账 has it. */
export interface ExportRow {
  readonly id: number;
  /** `EXP-20261125-001` */
  readonly number: string;
  readonly state: ExportState;
  /** Number of the approved request, and the token it gave. */
  readonly request: string;
  readonly jti: string;
  /** Username. */
  readonly officer: string;
  /** `张三 (zhangsan)` */
  readonly actor: string;
  readonly purpose: string;
  readonly recipient: string;
  /** When the approval ends. */
  readonly valid_until: string;
  readonly format: string;
  /** JSON: field keys in order. */
  readonly fields: string;
  /** JSON: field key to masking. */
  readonly masking: string;
  /** JSON: `ExportFilter`. */
  readonly filter: string;
  readonly kind: 'records' | 'statistics';
  /** The age recipient the file is encrypted for. */
  readonly encrypted_for: string | null;
  readonly rows: number;
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly target: string;
  /** The folder with the unfinished or unpublished file; `null` once nothing is left there. */
  readonly staging: string | null;
  readonly started_at: string;
  readonly ended_at: string | null;
  /** Why it was aborted. */
  readonly reason: string | null;
  readonly settled_at: string | null;
  readonly settled_by: string | null;
  readonly settled_how: Settlement | null;
  readonly settled_note: string | null;
  readonly start_seq: number;
  readonly end_seq: number | null;
}

const START_COLUMNS = [
  'number',
  'request',
  'jti',
  'officer',
  'actor',
  'purpose',
  'recipient',
  'valid_until',
  'format',
  'fields',
  'masking',
  'filter',
  'kind',
  'encrypted_for',
  'rows',
  'target',
  'staging',
  'started_at',
  'start_seq',
] as const;

export type NewExport = Pick<ExportRow, (typeof START_COLUMNS)[number]>;

/** What the 台账 is searched by; absent means all. */
export interface ExportQuery {
  /** First and last time of the start, inclusive, as stored. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly officer?: string | undefined;
  /** A piece of the purpose. */
  readonly purpose?: string | undefined;
  readonly state?: ExportState | undefined;
}

/** Exports from their start to what became of the copy. Writing methods belong inside the caller's transaction. */
export class ExportRepository {
  private readonly database: Sqlite;

  constructor(database: Sqlite) {
    this.database = database;
  }

  /** The next free number of a day: `EXP-20261125-001`, which no passport number looks like. @param day eight digits */
  nextNumber(day: string): string {
    const taken = this.database
      .prepare<[string], number>(
        "SELECT coalesce(max(CAST(substr(number, 14) AS INTEGER)), 0) FROM export_run WHERE number GLOB 'EXP-' || ? || '-*'",
      )
      .pluck();
    return `EXP-${day}-${String((taken.get(day) ?? 0) + 1).padStart(3, '0')}`;
  }

  start(run: NewExport): void {
    const places = START_COLUMNS.map((name) => `@${name}`).join(', ');
    this.database.prepare(`INSERT INTO export_run(state, ${START_COLUMNS.join(', ')}) VALUES ('running', ${places})`).run(run);
  }

  finish(
    number: string,
    end: { readonly bytes: number; readonly sha256: string; readonly ended_at: string; readonly end_seq: number },
  ): void {
    this.database
      .prepare(
        "UPDATE export_run SET state = 'done', bytes = @bytes, sha256 = @sha256, ended_at = @ended_at, end_seq = @end_seq WHERE number = @number",
      )
      .run({ number, ...end });
  }

  abort(number: string, end: { readonly reason: string; readonly ended_at: string; readonly end_seq: number }): void {
    this.database
      .prepare("UPDATE export_run SET state = 'aborted', reason = @reason, ended_at = @ended_at, end_seq = @end_seq WHERE number = @number")
      .run({ number, ...end });
  }

  /** Nothing is left of it in its staging folder. */
  clearStaging(number: string): void {
    this.database.prepare('UPDATE export_run SET staging = NULL WHERE number = ?').run(number);
  }

  settle(number: string, by: { readonly at: string; readonly actor: string; readonly how: Settlement; readonly note: string }): void {
    this.database
      .prepare(
        'UPDATE export_run SET settled_at = @at, settled_by = @actor, settled_how = @how, settled_note = @note WHERE number = @number',
      )
      .run({ number, ...by });
  }

  find(number: string): ExportRow | undefined {
    return this.database.prepare<[string], ExportRow>('SELECT * FROM export_run WHERE number = ?').get(number);
  }

  /** Those with something left in a staging folder: running ones, killed ones, and ones killed before they were published. */
  unsettledFiles(): ExportRow[] {
    return this.database.prepare<[], ExportRow>('SELECT * FROM export_run WHERE staging IS NOT NULL ORDER BY id').all();
  }

  /** In the order they were started. */
  search({ since, until, officer, purpose, state }: ExportQuery): ExportRow[] {
    return this.database
      .prepare<[Record<string, string | null>], ExportRow>(
        `SELECT * FROM export_run
         WHERE ($since IS NULL OR started_at >= $since) AND ($until IS NULL OR started_at <= $until)
           AND ($officer IS NULL OR officer = $officer) AND ($purpose IS NULL OR instr(purpose, $purpose) > 0)
           AND ($state IS NULL OR state = $state)
         ORDER BY id`,
      )
      .all({ since: since ?? null, until: until ?? null, officer: officer ?? null, purpose: purpose ?? null, state: state ?? null });
  }
}
