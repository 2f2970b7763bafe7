import { createReadStream, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { MEMORY_METHOD, runMeasured } from '../lib/measured-child.js';
import { sampleFile } from '../lib/work-files.js';
import { describeMemory, measureMemory } from './memory-growth.js';
import { importWithMreg, importWithSqlite, readWithExceljs } from './programs.js';
import { describeRace, race, type RaceResult } from '../lib/race.js';
import { describeStartup, measureStartup } from './startup.js';

const USAGE = `How fast and how small \`mreg import\` is. Build first: npm run build && npx tsc -p tsconfig.tools.json

  node build/bench/import/run.js [--rows 1000000] [--runs 5]    CSV against \`sqlite3 .import\` of the same file
  node build/bench/import/run.js --xlsx [--rows 200000]         XLSX against exceljs' streaming reader alone
  node build/bench/import/run.js --memory-5m                    peak memory at 1 and 5 million rows
  node build/bench/import/run.js --startup [--runs 21]          mreg --help and mreg --version

Each takes --json FILE for the figures. Sample files stay in bench/.work.
`;

interface Outcome {
  readonly mode: string;
  readonly figures: unknown;
  readonly text: string;
}

const { values: flags } = parseArgs({
  options: {
    rows: { type: 'string' },
    runs: { type: 'string' },
    xlsx: { type: 'boolean', default: false },
    'memory-5m': { type: 'boolean', default: false },
    startup: { type: 'boolean', default: false },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (flags.help) process.stdout.write(USAGE);
else await report(await measure());

async function measure(): Promise<Outcome> {
  if (flags.startup) {
    const figures = await measureStartup(Number(flags.runs ?? 21));
    return { mode: 'startup', figures, text: describeStartup(figures) };
  }
  if (flags['memory-5m']) {
    const figures = await measureMemory([1_000_000, 5_000_000]);
    return { mode: 'memory', figures, text: describeMemory(figures) };
  }
  const figures = flags.xlsx ? await raceXlsx() : await raceCsv();
  return { mode: flags.xlsx ? 'xlsx' : 'csv', figures, text: describeRace(figures) };
}

async function raceCsv(): Promise<RaceResult> {
  const rows = Number(flags.rows ?? 1_000_000);
  const file = await sampleFile({ rows, extension: 'csv' });
  await intoPageCache(file);
  const mreg = { name: 'mreg import (all rules, ledger, indexes)', run: () => importWithMreg(file, rows) };
  const sqlite = { name: 'sqlite3 .import (text table, no checks)', run: () => importWithSqlite(file, rows) };
  return race(rows, Number(flags.runs ?? 5), mreg, sqlite);
}

async function raceXlsx(): Promise<RaceResult> {
  const rows = Number(flags.rows ?? 200_000);
  const file = await sampleFile({ rows, extension: 'xlsx' });
  await intoPageCache(file);
  const mreg = { name: 'mreg import (all rules, ledger, indexes)', run: () => importWithMreg(file, rows) };
  const exceljs = { name: "exceljs' streaming reader alone", run: () => readWithExceljs(file, rows) };
  return race(rows, Number(flags.runs ?? 3), mreg, exceljs);
}

/** The first to read the file should not pay for the disk. */
async function intoPageCache(file: string): Promise<void> {
  await pipeline(createReadStream(file), new Writable({ write: (_block, _encoding, done) => done() }));
}

async function report({ mode, figures, text }: Outcome): Promise<void> {
  const sqlite = (await runMeasured('sqlite3', ['--version'])).stdout.split(' ')[0] ?? '';
  const machine = {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    node: process.version,
    sqlite,
    memoryMethod: MEMORY_METHOD,
  };
  process.stdout.write(
    `${text}\n\n${machine.cores} × ${machine.processor}, Node ${machine.node}, sqlite3 ${sqlite}\npeak memory: ${MEMORY_METHOD}\n`,
  );
  if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify({ mode, machine, figures }, undefined, 2)}\n`);
}
