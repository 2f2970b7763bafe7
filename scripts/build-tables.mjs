// Makes data/regions.json, data/codes.json, data/holidays.json and data/han-readings.txt from the compact sources in scripts/tables
// and from the npm packages chinese-days, pinyin-pro and to-jyutping. `--check` writes nothing and fails when a file is not what the sources make.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { codeTable } from './tables/code-table.mjs';
import { licences, readingTable } from './tables/reading-table.mjs';
import { regionTable } from './tables/region-table.mjs';

const require = createRequire(import.meta.url);
const place = (path) => fileURLToPath(new URL(path, import.meta.url));
const source = (name) => readFileSync(place(`tables/${name}`), 'utf8');

function holidayTable() {
  const { version } = require('chinese-days/package.json');
  const { holidays, workdays } = require('chinese-days/dist/chinese-days.json');
  const rows = [...holidayRows(holidays, 'off'), ...holidayRows(workdays, 'work')].toSorted((a, b) => (a.date < b.date ? -1 : 1));
  return {
    source: `Yearly holiday notices of the State Council, as collected in npm chinese-days ${version} (MIT)`,
    years: [Number(rows.at(0).date.slice(0, 4)), Number(rows.at(-1).date.slice(0, 4))],
    rows,
  };
}

/** The package's label is `English,Chinese,days`. */
const holidayRows = (labels, kind) => Object.entries(labels).map(([date, label]) => ({ date, kind, name: label.split(',')[1] }));

/** One row a line, so that a change of one fact is one line of a diff. */
function tableText({ rows, ...head }) {
  const lines = Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`);
  return `{\n${lines.join('')}  "rows": [\n${rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n')}\n  ]\n}\n`;
}

const files = {
  'regions.json': tableText(regionTable(source('region-histories.txt'))),
  'codes.json': tableText(codeTable(source('codes.txt'))),
  'holidays.json': tableText(holidayTable()),
  'han-readings.txt': readingTable(source('han-readings-in-names.txt')),
  'LICENSES.txt': licences(),
};

for (const [name, text] of Object.entries(files)) {
  const path = place(`../data/${name}`);
  if (!process.argv.includes('--check')) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) {
    console.error(`data/${name} is not what its sources make: run node scripts/build-tables.mjs`);
    process.exitCode = 1;
  }
}
