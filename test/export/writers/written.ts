import type { FileHead } from '../../../src/export/writers/file-head.js';
import type { ExportWriter } from '../../../src/export/writers/writers.js';

export const HEAD: FileHead = {
  columns: [
    { key: 'cert_no', title: '证件字号' },
    { key: 'remark', title: '备注' },
  ],
  facts: [
    ['用途', '核查 <2026>'],
    ['导出编号', 'EXP-20261125-001'],
  ],
};

/** The bytes a writer makes of rows, in blocks of two. */
export async function written(write: ExportWriter, rows: readonly (readonly string[])[], head: FileHead = HEAD): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const blocks = Array.from({ length: Math.ceil(rows.length / 2) }, (_, index) => rows.slice(index * 2, index * 2 + 2));
  await write(
    async (piece) => {
      pieces.push(Buffer.from(piece));
    },
    head,
    { blocks: () => blocks },
  );
  return Buffer.concat(pieces);
}

/** What breaks a format that is written by hand: its own signs, formulas, line ends, characters outside the first plane. */
export const HOSTILE: readonly (readonly string[])[] = [
  ['J990101-2019-000001', ''],
  ['a,b', 'say "hi"'],
  ['=1+1', '@SUM(A1)'],
  ['-1', '+1'],
  ['\t=1', 'line\nbreak\r\nend'],
  ['<b>&amp;</b>', '\u{20BB7}野家'],
  ['', ''],
];
