import type { ExportScope } from '../domain/approval.js';
import { fieldOf } from '../domain/fields.js';
import type { RecordReader } from '../store/record-reader.js';
import type { ExportContent } from './content.js';
import { CsvLines, type ByteColumn } from './fast/csv-lines.js';
import type { RowMarker } from './marks/row-marker.js';
import type { MaskPlan } from './masking/mask-plan.js';

export interface RecordMeans {
  readonly reader: RecordReader;
  readonly masks: MaskPlan;
  /** The masks once more, with their forms in bytes. */
  readonly byteColumns: () => readonly ByteColumn[];
  readonly marker: RowMarker;
  /** Keeps what a leaked copy is traced by. */
  readonly remember: (exportNumber: string) => void;
  /** Called between blocks with the rows done; may throw to stop. */
  readonly onRows: (rows: number) => void;
}

/** The records in scope, masked and marked one by one. */
export function recordsContent({ fields }: ExportScope, means: RecordMeans): ExportContent {
  const { reader, masks, remember } = means;
  return {
    kind: 'records',
    rows: reader.count(),
    columns: fields.map((key) => ({ key, title: fieldOf(key).zh })),
    masking: Object.fromEntries(masks.columns.map(({ field, masking }) => [field, masking])),
    blocks: () => counted(reader.blocks(fields), means, (block) => readyRows(block, means)),
    csvLines: () => {
      const csv = new CsvLines(means.byteColumns(), means.marker);
      return counted(reader.stored(fields), means, (block) => csv.linesOf(block));
    },
    remember,
  };
}

/** Makes of each block what is to leave, and says how many rows have left. */
function* counted<B extends { readonly ids: readonly number[] }, T>(
  blocks: Iterable<B>,
  { onRows }: RecordMeans,
  make: (block: B) => T,
): Generator<T> {
  let done = 0;
  for (const block of blocks) {
    yield make(block);
    done += block.ids.length;
    onRows(done);
  }
}

function readyRows({ ids, rows }: { readonly ids: readonly number[]; readonly rows: string[][] }, { masks, marker }: RecordMeans) {
  for (const [index, row] of rows.entries()) {
    masks.maskRow(row);
    marker.mark(ids[index] ?? 0, row);
  }
  return rows;
}
