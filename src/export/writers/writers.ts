import type { ExportFormat } from '../../domain/approval.js';
import type { ByteSink } from '../../report/xlsx/zip-writer.js';
import { writeCsv } from './csv-file.js';
import type { ExportRows, FileHead } from './file-head.js';
import { writeJsonLines } from './json-lines.js';

export type ExportWriter = (sink: ByteSink, head: FileHead, rows: ExportRows) => Promise<void>;

/** A writer for each format; those with a library of their own load it when they are used. */
export const WRITERS: Readonly<Record<ExportFormat, ExportWriter>> = {
  csv: writeCsv,
  jsonl: writeJsonLines,
  xlsx: async (sink, head, rows) => (await import('./xlsx-file.js')).writeXlsx(sink, head, rows),
  parquet: async (sink, head, rows) => (await import('./parquet-file.js')).writeParquet(sink, head, rows),
};
