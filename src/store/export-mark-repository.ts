import type { Masking } from '../domain/approval.js';
import type { FieldKey } from '../domain/fields.js';
import type { Registry, Sqlite } from './open.js';

/** What is kept of an export so that a leaked copy can be traced to it: migration 7. */
export interface StoredExportMark {
  /** `EXP-20261125-001` */
  readonly exportNumber: string;
  /** The export's secret, 32 bytes. */
  readonly key: Buffer;
  readonly columns: readonly { readonly field: FieldKey; readonly masking: Masking }[];
  readonly rows: number;
  /** The exported records as src/export/marks/id-set.ts writes them. */
  readonly ids: Buffer;
}

interface Row {
  readonly export_number: string;
  readonly mark_key: Buffer;
  readonly columns: string;
  readonly rows: number;
  readonly record_ids: Buffer;
}

/** The marks of finished exports. `add` belongs inside the transaction that finishes the export. */
export class ExportMarkRepository {
  private readonly database: Sqlite;

  constructor({ database }: Registry) {
    this.database = database;
  }

  add({ exportNumber, key, columns, rows, ids }: StoredExportMark): void {
    this.database
      .prepare('INSERT INTO export_mark(export_number, mark_key, columns, rows, record_ids) VALUES (?, ?, ?, ?, ?)')
      .run(exportNumber, key, JSON.stringify(columns), rows, ids);
  }

  count(): number {
    return Number(this.database.prepare('SELECT count(*) FROM export_mark').pluck().get());
  }

  /** One after the other: the ids of a thousand exports together are hundreds of megabytes. */
  *all(): Generator<StoredExportMark> {
    for (const row of this.database.prepare<[], Row>('SELECT * FROM export_mark ORDER BY export_number').iterate()) yield markOf(row);
  }
}

function markOf({ export_number: exportNumber, mark_key: key, columns, rows, record_ids: ids }: Row): StoredExportMark {
  return { exportNumber, key, columns: JSON.parse(columns) as StoredExportMark['columns'], rows, ids };
}
