import ExcelJS from 'exceljs';

/** The yardstick of the XLSX race: `node exceljs-reader.js FILE` streams the workbook and prints how many rows it met. */
const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('a file is missing');

const options = { worksheets: 'emit', sharedStrings: 'cache', hyperlinks: 'ignore', styles: 'cache', entries: 'emit' } as const;
let rows = 0;
let cells = 0;
for await (const worksheet of new ExcelJS.stream.xlsx.WorkbookReader(file, options)) {
  for await (const row of worksheet) {
    rows++;
    row.eachCell((cell) => {
      if (cell.value !== null) cells++;
    });
  }
}
if (cells < rows) throw new Error('the rows were empty');
process.stdout.write(`${rows}\n`);
