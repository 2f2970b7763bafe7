import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withFreshFolder, withFreshHome } from '../lib/fresh-home.js';
import { MEMORY_METHOD, runMeasured } from '../lib/measured-child.js';
import { describeRace, race, type RaceResult } from '../lib/race.js';
import { MREG, sampleFile } from '../lib/work-files.js';
import { approveEverything, type ApprovedHome } from './approved-home.js';
import { exportWithMreg, exportWithSqlite, writeWithExceljs } from './programs.js';

const USAGE = `How fast and how small \`mreg export run\` is. Build first: npm run build && npx tsc -p tsconfig.tools.json

  node build/bench/export/run.js [--rows 1000000] [--runs 5]    CSV against \`sqlite3 -csv\` of the same rows
  node build/bench/export/run.js --xlsx [--rows 200000]         XLSX against exceljs' streaming writer of the same cells

Each takes --json FILE for the figures.
`;

const { values: flags } = parseArgs({
  options: {
    rows: { type: 'string' },
    runs: { type: 'string' },
    xlsx: { type: 'boolean', default: false },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (flags.help) process.stdout.write(USAGE);
else report(await measure());

/** Some rows of the sample go to quarantine, so fewer leave than were read. */
async function measure(): Promise<RaceResult> {
  const rows = Number(flags.rows ?? (flags.xlsx ? 200_000 : 1_000_000));
  const file = await sampleFile({ rows, extension: 'csv' });
  return withFreshHome((home) =>
    withFreshFolder(async (folder) => {
      const loaded = await runMeasured(process.execPath, [MREG, '--home', home, '--no-progress', '--json', 'import', file]);
      const { accepted } = JSON.parse(loaded.stdout) as { accepted: number };
      const approved = await approveEverything(home, folder);
      Object.assign(process.env, approved.environment);
      return flags.xlsx ? raceXlsx(approved, folder, accepted) : raceCsv(approved, folder, accepted);
    }),
  );
}

function raceCsv(approved: ApprovedHome, folder: string, rows: number): Promise<RaceResult> {
  const mreg = {
    name: 'mreg export run (token, masks, marks, ledger)',
    run: () => exportWithMreg(approved, 'csv', join(folder, 'mreg.csv'), rows),
  };
  const sqlite = { name: 'sqlite3 -csv (rows as stored)', run: () => exportWithSqlite(approved, join(folder, 'sqlite.csv')) };
  return race(rows, Number(flags.runs ?? 5), mreg, sqlite);
}

async function raceXlsx(approved: ApprovedHome, folder: string, rows: number): Promise<RaceResult> {
  const jsonLines = join(folder, 'cells.jsonl');
  await exportWithMreg(approved, 'jsonl', jsonLines, rows);
  const mreg = {
    name: 'mreg export run (token, masks, marks, ledger)',
    run: () => exportWithMreg(approved, 'xlsx', join(folder, 'mreg.xlsx'), rows),
  };
  const exceljs = { name: "exceljs' streaming writer alone", run: () => writeWithExceljs(jsonLines, join(folder, 'exceljs.xlsx'), rows) };
  return race(rows, Number(flags.runs ?? 3), mreg, exceljs);
}

function report(figures: RaceResult): void {
  const machine = { processor: cpus()[0]?.model.trim() ?? 'unknown', cores: cpus().length, node: process.version };
  process.stdout.write(
    `${describeRace(figures)}\n\n${machine.cores} × ${machine.processor}, Node ${machine.node}\npeak memory: ${MEMORY_METHOD}\n`,
  );
  if (flags.json !== undefined)
    writeFileSync(flags.json, `${JSON.stringify({ mode: flags.xlsx ? 'xlsx' : 'csv', machine, figures }, undefined, 2)}\n`);
}
