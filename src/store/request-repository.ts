import type { RequestKind, RequestState } from '../domain/request.js';
import type { Registry, Sqlite } from './open.js';

export interface RequestRow {
  readonly number: string;
  readonly kind: RequestKind;
  readonly region: string;
  readonly applicant: string;
  readonly applicant_name: string;
  readonly state: RequestState;
  readonly version: number;
  /** JSON array of levels. */
  readonly steps: string;
  readonly step: number;
  /** '' where nobody is named. */
  readonly executor: string;
  /** `YYYY-MM-DD`; '' when no opinion is awaited. */
  readonly due_on: string;
  readonly due_provisional: 0 | 1;
  readonly submitted_at: string;
  readonly revision: number;
}

export type RequestEventKind = 'submit' | 'attach' | 'approve' | 'reject' | 'return' | 'resubmit' | 'withdraw' | 'carried-out';

export interface RequestEventRow {
  readonly request: string;
  readonly seq: number;
  readonly kind: RequestEventKind;
  readonly version: number;
  readonly level: string;
  readonly username: string;
  readonly name: string;
  readonly at: string;
  readonly opinion: string;
  /** JSON object. */
  readonly facts: string;
  readonly ledger_seq: number;
}

export interface RequestVersionRow {
  readonly request: string;
  readonly version: number;
  /** JSON object. */
  readonly form: string;
  readonly form_sha256: string;
}

/** What a request is looked for by; absent means any. */
export interface RequestSearch {
  readonly kind?: RequestKind;
  readonly state?: RequestState;
  readonly applicant?: string;
  /** What the region begins with: `4401`. */
  readonly regionPrefix?: string;
}

/** Columns that an event changes. */
export type RequestProgress = Pick<
  RequestRow,
  'number' | 'state' | 'version' | 'step' | 'executor' | 'due_on' | 'due_provisional' | 'revision'
>;

/** Requests, their forms and their events. Writing methods belong inside the caller's transaction. */
export class RequestRepository {
  private readonly database: Sqlite;

  constructor(registry: Pick<Registry, 'database'>) {
    this.database = registry.database;
  }

  find(number: string): RequestRow | undefined {
    return this.database.prepare<[string], RequestRow>('SELECT * FROM request WHERE number = ?').get(number);
  }

  /** Newest first. */
  search({ kind, state, applicant, regionPrefix = '' }: RequestSearch): RequestRow[] {
    return this.database
      .prepare<[object], RequestRow>(
        `SELECT * FROM request
         WHERE (@kind IS NULL OR kind = @kind) AND (@state IS NULL OR state = @state)
           AND (@applicant IS NULL OR applicant = @applicant) AND substr(region, 1, length(@regionPrefix)) = @regionPrefix
         ORDER BY submitted_at DESC, number DESC`,
      )
      .all({ kind: kind ?? null, state: state ?? null, applicant: applicant ?? null, regionPrefix });
  }

  /** The highest serial given out under a prefix such as `440104-20261125-`; 0 when there is none. */
  lastSerial(prefix: string): number {
    const select = this.database.prepare<[object], number | null>(
      'SELECT max(CAST(substr(number, length(@prefix) + 1) AS INTEGER)) FROM request WHERE substr(number, 1, length(@prefix)) = @prefix',
    );
    return select.pluck().get({ prefix }) ?? 0;
  }

  create(request: RequestRow): void {
    this.database
      .prepare(
        `INSERT INTO request(number, kind, region, applicant, applicant_name, state, version, steps, step, executor, due_on, due_provisional, submitted_at, revision)
         VALUES (@number, @kind, @region, @applicant, @applicant_name, @state, @version, @steps, @step, @executor, @due_on, @due_provisional, @submitted_at, @revision)`,
      )
      .run(request);
  }

  progress(progress: RequestProgress): void {
    this.database
      .prepare(
        `UPDATE request SET state = @state, version = @version, step = @step, executor = @executor, due_on = @due_on,
           due_provisional = @due_provisional, revision = @revision WHERE number = @number`,
      )
      .run(progress);
  }

  addVersion(version: RequestVersionRow): void {
    this.database
      .prepare('INSERT INTO request_version(request, version, form, form_sha256) VALUES (@request, @version, @form, @form_sha256)')
      .run(version);
  }

  /** In order; the last is the one that counts. */
  versions(number: string): RequestVersionRow[] {
    return this.database
      .prepare<[string], RequestVersionRow>('SELECT * FROM request_version WHERE request = ? ORDER BY version')
      .all(number);
  }

  addEvent(event: RequestEventRow): void {
    this.database
      .prepare(
        `INSERT INTO request_event(request, seq, kind, version, level, username, name, at, opinion, facts, ledger_seq)
         VALUES (@request, @seq, @kind, @version, @level, @username, @name, @at, @opinion, @facts, @ledger_seq)`,
      )
      .run(event);
  }

  events(number: string): RequestEventRow[] {
    return this.database.prepare<[string], RequestEventRow>('SELECT * FROM request_event WHERE request = ? ORDER BY seq').all(number);
  }

  /** Usernames of those who gave an opinion on a version of the form. */
  deciders(number: string, version: number): string[] {
    return this.database
      .prepare<[string, number], string>(
        `SELECT username FROM request_event WHERE request = ? AND version = ? AND kind IN ('approve', 'reject', 'return') ORDER BY seq`,
      )
      .pluck()
      .all(number, version);
  }

  /** The office code of a registration that stands; `undefined` when there is none. */
  officeOfRecord(id: number): string | undefined {
    return this.database.prepare<[number], string>("SELECT dept_code FROM registration WHERE id = ? AND state = 'active'").pluck().get(id);
  }
}
