import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Random } from '../../samples/generate/random.js';
import { createRegistry, openRegistry, registryPath, type Registry } from '../../src/store/open.js';
import { withFreshFolder, withFreshHome } from '../lib/fresh-home.js';
import { runMeasured } from '../lib/measured-child.js';
import { fixed, resultTable, thousands } from '../lib/result-table.js';
import { median, wilsonUpperBound } from '../lib/statistics.js';
import { MREG, WORK } from '../lib/work-files.js';
import { measureAttribution, someRecords, type Attribution } from './attribution.js';
import { DISGUISES, writeLeak } from './leaks.js';
import { EXPORT_KINDS, exportedRows, recordExport } from './synthetic-exports.js';
import { fillRegistry } from './synthetic-registry.js';

const USAGE = `How fast and how rightly \`mreg export trace\` judges. Build first: npm run build && npx tsc -p tsconfig.tools.json

  node build/bench/trace/run.js [--records 1000000] [--exports 1000] [--rows 100000] [--runs 5]
      the whole command on 1 % of one export among so many past exports
  node build/bench/trace/run.js --attribution [--records 60000] [--exports 1001] [--rows 6000] [--innocent 299]
      1 % of every export leaked once, in one disguise after another, and leaks of exports that are not kept

Each takes --json FILE for the figures.
`;

const { values: flags } = parseArgs({
  options: {
    attribution: { type: 'boolean', default: false },
    records: { type: 'string' },
    exports: { type: 'string' },
    rows: { type: 'string' },
    runs: { type: 'string', default: '5' },
    innocent: { type: 'string', default: '299' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

mkdirSync(WORK, { recursive: true });
if (flags.help) process.stdout.write(USAGE);
else if (flags.attribution) await withFreshFolder(reportAttribution);
else await withFreshHome(reportSpeed);

async function reportSpeed(home: string): Promise<void> {
  const records = Number(flags.records ?? 1_000_000);
  const exports = Number(flags.exports ?? 1_000);
  const rows = Number(flags.rows ?? 100_000);
  const leak = join(home, 'leak');
  const registry = openRegistry(registryPath(home));
  fillRegistry(registry, records, 5);
  await makeSituation(registry, { records, exports, rows, leak });
  registry.close();
  const seconds: number[] = [];
  for (let run = 0; run < Number(flags.runs); run += 1) {
    const ran = await runMeasured(process.execPath, [MREG, '--home', home, '--json', 'export', 'trace', leak]);
    if (!/"verdict":\s*"named"/.test(ran.stdout)) throw new Error(`not named: ${ran.stdout}`);
    seconds.push(ran.seconds);
  }
  const each = seconds.map((value) => fixed(value)).join(' ');
  console.log(
    `${thousands(rows / 100)} rows of one of ${thousands(exports)} exports of ${thousands(rows)} among ${thousands(records)} records`,
  );
  console.log(`mreg export trace  ${fixed(median(seconds))} s (${each}), at most 5`);
  writeFigures({ records, exports, rows, seconds });
}

interface Situation {
  readonly records: number;
  readonly exports: number;
  readonly rows: number;
  readonly leak: string;
}

async function makeSituation(registry: Registry, { records, exports, rows, leak }: Situation): Promise<void> {
  const random = new Random(11);
  const made = Array.from({ length: exports }, (_, index) => {
    const one = { number: `EXP-20261125-${index + 1}`, kind: 'de-identified' as const, ids: someRecords(records, rows, random) };
    recordExport(registry, one);
    return index === Math.floor(exports / 2) ? one : undefined;
  });
  const leaked = made.find((one) => one !== undefined);
  if (leaked === undefined) throw new Error('no export to leak');
  const ids = leaked.ids.filter(() => random.chance(0.01));
  await writeLeak(
    leak,
    { header: EXPORT_KINDS[leaked.kind].map(({ field }) => field), rows: exportedRows(registry, leaked, ids) },
    'utf-8',
  );
}

async function reportAttribution(folder: string): Promise<void> {
  const records = Number(flags.records ?? 60_000);
  const rowsAnExport = Number(flags.rows ?? 6_000);
  const registry = createRegistry(join(folder, 'registry.db'));
  fillRegistry(registry, records, 5);
  const plan = {
    registry,
    folder,
    records,
    rowsAnExport,
    exports: Number(flags.exports ?? 1_001),
    innocent: Number(flags.innocent),
    rowsALeak: Math.round(rowsAnExport / 100),
    seed: 1,
  };
  const judged = await measureAttribution(plan, (done) => {
    if (done % 100 === 0) process.stderr.write(`${done}\n`);
  });
  registry.close();
  console.log(describeAttribution(judged, plan.exports));
  writeFigures({ plan: { ...plan, registry: undefined, folder: undefined }, judged });
}

function describeAttribution(judged: readonly Attribution[], exports: number): string {
  const wrong = judged.filter(({ wronglyNamed }) => wronglyNamed).length;
  const bound = wilsonUpperBound(wrong, judged.length) * 100;
  const rows = DISGUISES.map(({ name }) => detectionRow(name, judged));
  const plain = judged.filter(({ kind }) => kind === 'plain');
  return [
    `${thousands(judged.length)} leaks against ${thousands(exports)} exports: ${wrong} named wrongly, at most ${fixed(bound)} % (Wilson, 95 %)`,
    `of all-plain exports ${plain.filter(({ verdict }) => verdict === 'undecided').length} of ${plain.length} undecided, as they must be`,
    resultTable(['disguise', 'leaks', 'named rightly'], rows),
  ].join('\n');
}

/** Of exports that could be marked. */
function detectionRow(name: string, judged: readonly Attribution[]): string[] {
  const leaks = judged.filter(({ disguise, kind }) => disguise === name && kind !== 'plain' && kind !== 'no export');
  const right = leaks.filter(({ rightlyNamed }) => rightlyNamed).length;
  return [name, String(leaks.length), `${fixed((right / Math.max(1, leaks.length)) * 100, 1)} %`];
}

function writeFigures(figures: unknown): void {
  if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify(figures)}\n`);
}
