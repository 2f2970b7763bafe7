import type { Masking } from '../domain/approval.js';
import type { FieldKey } from '../domain/fields.js';
import type { ExportRows, FileColumn } from './writers/file-head.js';

/** What an export is made of, counted before anything is written; rows are read, masked and marked as they are walked. */
export interface ExportContent extends ExportRows {
  readonly kind: 'records' | 'statistics';
  readonly rows: number;
  readonly columns: readonly FileColumn[];
  /** How each field leaves, for the ledger. */
  readonly masking: Readonly<Partial<Record<FieldKey, Masking>>>;
  /** Called with the export's number inside the transaction that finishes it. */
  remember(exportNumber: string): void;
}
