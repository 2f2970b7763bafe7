// Makes data/regions.json, data/codes.json and data/holidays.json from the compact sources in scripts/tables and from the
// npm package chinese-days. `--check` writes nothing and fails when a file is not what the sources make.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { codeTable } from './tables/code-table.mjs';
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

const tables = {
  'regions.json': regionTable(source('region-histories.txt')),
  'codes.json': codeTable(source('codes.txt')),
  'holidays.json': holidayTable(),
};

for (const [name, table] of Object.entries(tables)) {
  const path = place(`../data/${name}`);
  const text = tableText(table);
  if (!process.argv.includes('--check')) writeFileSync(path, text);
  else if (readFileSync(path, 'utf8') !== text) {
    console.error(`data/${name} is not what its sources make: run node scripts/build-tables.mjs`);
    process.exitCode = 1;
  }
}
