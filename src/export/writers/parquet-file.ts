import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { ByteSink } from '../../report/xlsx/zip-writer.js';
import type { ExportRows, FileColumn, FileHead, RowBlocks } from './file-head.js';

/** Rows of a group are held until it is written: 20,000 of 42 columns are some 20 MB. */
const GROUP_ROWS = 20_000;

/** Apache Parquet: every column required UTF-8 text, Snappy, the facts of the export as key-value metadata of the file. */
export async function writeParquet(sink: ByteSink, { columns, facts }: FileHead, rows: ExportRows): Promise<void> {
  const bytes = new ByteWriter();
  const parquet = new ParquetWriter({
    writer: bytes,
    schema: [{ name: 'export', num_children: columns.length }, ...columns.map(schemaOf)],
    statistics: false,
    kvMetadata: facts.map(([key, value]) => ({ key, value })),
    createdBy: 'mreg',
  });
  for (const group of groupsOf(rows.blocks(), columns.length)) {
    const columnData = columns.map(({ key }, index) => ({ name: key, data: group[index] ?? [] }));
    await parquet.write({ columnData, rowGroupSize: GROUP_ROWS });
    await drain(bytes, sink);
  }
  await parquet.finish();
  await drain(bytes, sink);
}

const schemaOf = ({ key }: FileColumn) => ({ name: key, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' }) as const;

/** Hands on what has been written so far, copied: the writer goes on in the same memory. */
async function drain(bytes: ByteWriter, sink: ByteSink): Promise<void> {
  const written = bytes.getBytes().slice();
  bytes.index = 0;
  await sink(written);
}

/** Rows turned into columns, a group at a time. */
function* groupsOf(blocks: RowBlocks, width: number): Generator<readonly string[][]> {
  let group: string[][] = emptyColumns(width);
  for (const rows of blocks) {
    for (const row of rows) {
      for (let column = 0; column < width; column += 1) group[column]?.push(row[column] ?? '');
      if (group[0]?.length !== GROUP_ROWS) continue;
      yield group;
      group = emptyColumns(width);
    }
  }
  if ((group[0]?.length ?? 0) > 0) yield group;
}

const emptyColumns = (width: number): string[][] => Array.from({ length: width }, () => []);
