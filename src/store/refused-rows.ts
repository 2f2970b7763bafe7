import type { Registry, Sqlite } from './open.js';

/** A row on its way into quarantine. `cells` and `findings` are JSON. */
export interface NewQuarantineRow {
  readonly id: number;
  readonly line: number;
  readonly cells: string;
  readonly findings: string;
}

/** Writes what an import did not load: rows for quarantine, and rows the registry had. Inside the caller's transaction. */
export class RefusedRows {
  private readonly database: Sqlite;

  constructor(registry: Registry) {
    this.database = registry.database;
  }

  quarantine(batchId: number, fileNo: number, rows: readonly NewQuarantineRow[]): void {
    const insert = this.database.prepare(
      "INSERT INTO quarantine(id, batch_id, file_no, line, cells, findings, state) VALUES (?, ?, ?, ?, ?, ?, 'open')",
    );
    for (const row of rows) insert.run(row.id, batchId, fileNo, row.line, row.cells, row.findings);
  }

  markPresent(rows: readonly { readonly id: number; readonly otherId: number }[]): void {
    const insert = this.database.prepare('INSERT INTO present_row(id, existing_id) VALUES (?, ?)');
    for (const { id, otherId } of rows) insert.run(id, otherId);
  }
}
