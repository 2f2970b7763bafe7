import type { ByteSink } from '../../report/xlsx/zip-writer.js';
import type { ExportRows, FileHead } from './file-head.js';

/** One JSON object a line (jsonlines.org): UTF-8, keys in the order of the columns, every value text. */
export async function writeJsonLines(sink: ByteSink, { columns }: FileHead, rows: ExportRows): Promise<void> {
  const names = columns.map(({ key }, index) => `${index === 0 ? '{' : ','}${JSON.stringify(key)}:`);
  for (const block of rows.blocks()) {
    let text = '';
    for (const row of block) text += `${names.map((name, index) => name + JSON.stringify(row[index] ?? '')).join('')}}\n`;
    await sink(Buffer.from(text));
  }
}
