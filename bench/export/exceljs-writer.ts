import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import exceljs from 'exceljs';

/** exceljs' own streaming writer, given the same cells as text: JSON lines in, a workbook out. Prints how many rows. */
const [input = '', output = ''] = process.argv.slice(2);
const workbook = new exceljs.stream.xlsx.WorkbookWriter({ filename: output, useStyles: false, useSharedStrings: false });
const sheet = workbook.addWorksheet('1');
let rows = 0;
for await (const line of createInterface({ input: createReadStream(input), crlfDelay: Infinity })) {
  sheet.addRow(Object.values(JSON.parse(line) as Record<string, string>)).commit();
  rows += 1;
}
sheet.commit();
await workbook.commit();
process.stdout.write(String(rows));
