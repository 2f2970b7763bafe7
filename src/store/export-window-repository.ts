import type { Sqlite } from './open.js';

/** A time in which exports may run (定时开放). */
export interface WindowRow {
  readonly id: number;
  /** Digits of ISO weekdays, 1 Monday to 7 Sunday: `12345`. */
  readonly weekdays: string;
  /** First and last day, `YYYY-MM-DD`; `null` means without beginning or end. */
  readonly from_day: string | null;
  readonly until_day: string | null;
  /** First minute, and the minute it is over: `09:00`, `17:30`; `24:00` is the end of the day. */
  readonly from_time: string;
  readonly until_time: string;
  readonly reason: string;
  readonly opened_at: string;
  readonly opened_by: string;
  readonly closed_at: string | null;
  readonly closed_by: string | null;
  readonly close_reason: string | null;
  readonly ledger_seq: number;
}

export type NewWindow = Omit<WindowRow, 'id' | 'closed_at' | 'closed_by' | 'close_reason'>;

/** Export windows, those closed for good included. Writing methods belong inside the caller's transaction. */
export class ExportWindowRepository {
  private readonly database: Sqlite;

  constructor(database: Sqlite) {
    this.database = database;
  }

  list(): WindowRow[] {
    return this.database.prepare<[], WindowRow>('SELECT * FROM export_window ORDER BY id').all();
  }

  find(id: number): WindowRow | undefined {
    return this.database.prepare<[number], WindowRow>('SELECT * FROM export_window WHERE id = ?').get(id);
  }

  /** The id the next window gets, for the ledger entry that comes before it. */
  nextId(): number {
    return this.database.prepare<[], number>('SELECT coalesce(max(id), 0) + 1 FROM export_window').pluck().get() ?? 1;
  }

  add(id: number, window: NewWindow): void {
    this.database
      .prepare(
        `INSERT INTO export_window(id, weekdays, from_day, until_day, from_time, until_time, reason, opened_at, opened_by, ledger_seq)
         VALUES (@id, @weekdays, @from_day, @until_day, @from_time, @until_time, @reason, @opened_at, @opened_by, @ledger_seq)`,
      )
      .run({ id, ...window });
  }

  close(id: number, by: { readonly at: string; readonly actor: string; readonly reason: string }): void {
    this.database
      .prepare('UPDATE export_window SET closed_at = @at, closed_by = @actor, close_reason = @reason WHERE id = @id')
      .run({ id, ...by });
  }
}
