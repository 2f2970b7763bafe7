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
const OF_BATCH = 'EXISTS (SELECT 1 FROM batch_file f WHERE f.batch_id = @batch AND id BETWEEN f.first_id AND f.last_id)';

/** Rows of a batch that name scans and were compared with none yet, in id order, without holding a read lock between pages. */
export class ScannedRowReader {
  private readonly registrations;
  private readonly quarantined;

  constructor({ database }: Pick<Registry, 'database'>) {
    this.registrations = database.prepare<[Bound], { id: number } & Record<FieldKey, string>>(
      `SELECT r.id AS id, ${VALUES} FROM registration r WHERE r.id > @after AND r.scan_files <> '' AND r.state = 'active'
       AND ${OF_BATCH.replace('id BETWEEN', 'r.id BETWEEN')} AND ${unchecked('r.id')} ORDER BY r.id LIMIT @limit`,
    );
    this.quarantined = database.prepare<[Bound], { id: number; cells: string }>(
      `SELECT q.id AS id, q.cells AS cells FROM quarantine q WHERE q.id > @after AND q.batch_id = @batch AND q.state = 'open'
       AND coalesce(q.cells ->> '$.scan_files', '') <> '' AND ${unchecked('q.id')} ORDER BY q.id LIMIT @limit`,
    );
  }

  loaded(batch: number, after: number, limit: number): readonly ScannedRow[] {
    return this.registrations.all({ batch, after, limit }).map(({ id, ...cells }) => ({ id, cells, isLoaded: true }));
  }

  waiting(batch: number, after: number, limit: number): readonly ScannedRow[] {
    const rows = this.quarantined.all({ batch, after, limit });
    return rows.map(({ id, cells }) => ({ id, cells: JSON.parse(cells) as ScannedRow['cells'], isLoaded: false }));
  }
}

const unchecked = (id: string): string => `NOT EXISTS (SELECT 1 FROM scan_comparison c WHERE c.row_id = ${id})`;

interface Bound {
  readonly batch: number;
  readonly after: number;
  readonly limit: number;
}
