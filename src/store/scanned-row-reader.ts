import { FIELD_KEYS, type FieldKey } from '../domain/fields.js';
import type { Registry } from './open.js';

/** A keyed row that names its scans. */
export interface ScannedRow {
  readonly id: number;
  /** Normalised values of a registration; of a row in quarantine the cells as the file had them. */
  readonly cells: Readonly<Partial<Record<FieldKey, string>>>;
  readonly isLoaded: boolean;
}

const VALUES = FIELD_KEYS.map((key) => `r.${key}`).join(', ');
/** Ids of the rows of a file of a batch. */
export interface RowRange {
  readonly first: number;
  readonly last: number;
}

/** Rows that name scans and were compared with none yet, in id order, without holding a read lock between pages. */
export class ScannedRowReader {
  private readonly registrations;
  private readonly quarantined;

  constructor({ database }: Pick<Registry, 'database'>) {
    this.registrations = database.prepare<[Bound], { id: number } & Record<FieldKey, string>>(
      `SELECT r.id AS id, ${VALUES} FROM registration r WHERE r.id BETWEEN @first AND @last AND r.scan_files <> '' AND r.state = 'active'
       AND ${unchecked('r.id')} ORDER BY r.id LIMIT @limit`,
    );
    this.quarantined = database.prepare<[Bound], { id: number; cells: string }>(
      `SELECT q.id AS id, q.cells AS cells FROM quarantine q WHERE q.id BETWEEN @first AND @last AND q.state = 'open'
       AND coalesce(q.cells ->> '$.scan_files', '') <> '' AND ${unchecked('q.id')} ORDER BY q.id LIMIT @limit`,
    );
  }

  loaded({ first, last }: RowRange, limit: number): readonly ScannedRow[] {
    return this.registrations.all({ first, last, limit }).map(({ id, ...cells }) => ({ id, cells, isLoaded: true }));
  }

  waiting({ first, last }: RowRange, limit: number): readonly ScannedRow[] {
    const rows = this.quarantined.all({ first, last, limit });
    return rows.map(({ id, cells }) => ({ id, cells: JSON.parse(cells) as ScannedRow['cells'], isLoaded: false }));
  }
}

const unchecked = (id: string): string => `NOT EXISTS (SELECT 1 FROM scan_comparison c WHERE c.row_id = ${id})`;

interface Bound extends RowRange {
  readonly limit: number;
}
