import type { ExportScope } from '../domain/approval.js';
import { fieldOf } from '../domain/fields.js';
import type { RecordReader } from '../store/record-reader.js';
import type { ExportContent } from './content.js';
import type { MaskPlan } from './masking/mask-plan.js';
import type { RowBlocks } from './writers/file-head.js';

/** Marks a row in its place after it was masked, and keeps what a leaked copy is traced by. */
export interface RecordMarker {
  mark(recordId: number, values: string[]): void;
  remember(exportNumber: string): void;
}

export interface RecordMeans {
  readonly reader: RecordReader;
  readonly masks: MaskPlan;
  readonly marker: RecordMarker;
  /** Called between blocks with the rows done; may throw to stop. */
  readonly onRows: (rows: number) => void;
}

/** The records in scope, masked and marked one by one. */
export function recordsContent({ fields }: ExportScope, means: RecordMeans): ExportContent {
  return {
    kind: 'records',
    rows: means.reader.count(),
    columns: fields.map((key) => ({ key, title: fieldOf(key).zh })),
    masking: Object.fromEntries(means.masks.columns.map(({ field, masking }) => [field, masking])),
    blocks: () => readyBlocks(fields, means),
    remember: (exportNumber) => means.marker.remember(exportNumber),
  };
}

function* readyBlocks(fields: ExportScope['fields'], { reader, masks, marker, onRows }: RecordMeans): RowBlocks & Generator<string[][]> {
  let done = 0;
  for (const { ids, rows } of reader.blocks(fields)) {
    for (const [index, row] of rows.entries()) {
      masks.maskRow(row);
      marker.mark(ids[index] ?? 0, row);
    }
    yield rows;
    done += rows.length;
    onRows(done);
  }
}
