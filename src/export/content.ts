import type { Masking } from '../domain/approval.js';
import type { FieldKey } from '../domain/fields.js';
import type { FileColumn, RowBlocks } from './writers/file-head.js';

/** What an export is made of, counted before anything is written. */
export interface ExportContent {
  readonly kind: 'records' | 'statistics';
  readonly rows: number;
  readonly columns: readonly FileColumn[];
  /** How each field leaves, for the ledger. */
  readonly masking: Readonly<Partial<Record<FieldKey, Masking>>>;
  /** Reads, masks and marks as it is walked; once. */
  blocks(): RowBlocks;
  /** Called with the export's number inside the transaction that finishes it. */
  remember(exportNumber: string): void;
}
