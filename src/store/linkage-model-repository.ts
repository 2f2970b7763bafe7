import type { Sqlite } from './open.js';

/** A version of the model as it is kept; `model` and `basis` are JSON (docs/linkage.md). */
export interface LinkageModelRow {
  readonly version: number;
  readonly model: string;
  readonly basis: string;
  readonly created_at: string;
  readonly created_by: string;
  readonly ledger_seq: number;
}

/** The estimated models of record linkage. Writing belongs inside the caller's transaction. */
export class LinkageModelRepository {
  private readonly database: Sqlite;

  constructor(database: Sqlite) {
    this.database = database;
  }

  /** The one in use. */
  newest(): LinkageModelRow | undefined {
    return this.database.prepare<[], LinkageModelRow>('SELECT * FROM linkage_model ORDER BY version DESC LIMIT 1').get();
  }

  find(version: number): LinkageModelRow | undefined {
    return this.database.prepare<[number], LinkageModelRow>('SELECT * FROM linkage_model WHERE version = ?').get(version);
  }

  /** The newest first. */
  list(): readonly LinkageModelRow[] {
    return this.database.prepare<[], LinkageModelRow>('SELECT * FROM linkage_model ORDER BY version DESC').all();
  }

  add({ version, model, basis, created_at, created_by, ledger_seq }: LinkageModelRow): void {
    this.database
      .prepare('INSERT INTO linkage_model(version, model, basis, created_at, created_by, ledger_seq) VALUES (?, ?, ?, ?, ?, ?)')
      .run(version, model, basis, created_at, created_by, ledger_seq);
  }
}
