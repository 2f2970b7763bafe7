import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { fixed, resultTable, thousands } from '../lib/result-table.js';
import { MEMORY_METHOD } from '../lib/measured-child.js';
import { median, pairRatios, spreadOf } from '../lib/statistics.js';
import { archiveFor, type Archive } from './archives.js';
import { pairsByToken, tokensOf } from './detect.js';
import type { NamesAs } from './duckdb/comparisons.js';
import { GENERATOR_PROFILES, type GeneratorProfileName } from './generate/profiles.js';
import { measureIncrement } from './increment.js';
import { bestThreshold, describeScore, scorePairs } from './score.js';
import { scoredBaseline, scoredMreg, truthOf, type ScoredRun } from './scored.js';

const USAGE = `How well and how fast \`mreg detect duplicates\` finds couples keyed twice. Build first: npm run build && npx tsc -p tsconfig.tools.json

  node build/bench/linkage/run.js [--size 1000000] [--profile unseen] [--seed 1] [--runs 1]
      generates an archive, imports it, runs the whole command on a copy of the home that was never searched, scores its pairs;
      in turn with it DuckDB-only SQL as Splink 4 generates it
  … --baseline bytes|characters|both|none
                             which SQL: names as they are (default; DuckDB compares their bytes), or each character mapped to one
                             byte first
  … --no-mreg                only the SQL
  … --prepare                only generates and imports, and prints the paths
  … --pairs FILE.csv         scores pairs that were made of that archive (left_id,right_id,…,…,probability)
  … --scale                  mreg alone at 1 and 10 million records
  … --thirty-million         mreg alone at 30 million records
  … --increment              3,000 new records against --size, over the time of the full run

Profiles: ${Object.keys(GENERATOR_PROFILES).join(', ')}. \`unseen\` is held out: nothing may be tuned on it, \`mixed\` is for that.
Archives stay in bench/.work/linkage-*. --json FILE writes the figures.
`;

const { values: flags } = parseArgs({
  options: {
    size: { type: 'string', default: '1000000' },
    profile: { type: 'string', default: 'unseen' },
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '1' },
    baseline: { type: 'string', default: 'bytes' },
    'no-mreg': { type: 'boolean', default: false },
    prepare: { type: 'boolean', default: false },
    pairs: { type: 'string' },
    scale: { type: 'boolean', default: false },
    'thirty-million': { type: 'boolean', default: false },
    increment: { type: 'boolean', default: false },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const NEW_RECORDS = 3_000;

if (flags.help) process.stdout.write(USAGE);
else await measure(profileNamed(flags.profile), Number(flags.seed));

function profileNamed(name: string): GeneratorProfileName {
  if (!Object.hasOwn(GENERATOR_PROFILES, name)) throw new RangeError(`no profile ${name}: ${Object.keys(GENERATOR_PROFILES).join(', ')}`);
  return name as GeneratorProfileName;
}

async function measure(profile: GeneratorProfileName, seed: number): Promise<void> {
  print(`${cpus().length} × ${cpus()[0]?.model.trim() ?? ''}, Node ${process.version}; peak memory: ${MEMORY_METHOD}`);
  if (flags.increment) return incremental(profile, seed);
  if (flags.scale) return alone([1_000_000, 10_000_000], profile, seed);
  if (flags['thirty-million']) return alone([30_000_000], profile, seed);
  const archive = await archiveFor({ records: Number(flags.size), profile, seed, later: 0 });
  if (flags.prepare) print(JSON.stringify(archive, undefined, 2));
  else if (flags.pairs === undefined) await inTurn(archive);
  else await describePairs(archive, flags.pairs);
}

/** A B A B …, so that whatever else the machine does falls on all. */
async function inTurn(archive: Archive): Promise<void> {
  const sides: { readonly run: () => Promise<ScoredRun>; readonly runs: ScoredRun[] }[] = [];
  if (!flags['no-mreg']) sides.push({ run: () => scoredMreg(archive), runs: [] });
  for (const namesAs of baselinesNamed(flags.baseline)) sides.push({ run: () => scoredBaseline(archive, namesAs), runs: [] });
  for (let turn = 0; turn < Number(flags.runs); turn += 1) {
    for (const { run, runs } of sides) runs.push(await run());
  }
  print(tableOf(sides.map(({ runs }) => runs)));
  const [first, ...others] = sides.map(({ runs }) => runs.map(({ measured }) => measured.seconds));
  for (const other of others) {
    const ratio = spreadOf(pairRatios(first ?? [], other));
    print(`time over that of the SQL: median ${fixed(ratio.median, 3)}, min ${fixed(ratio.min, 3)}, max ${fixed(ratio.max, 3)}`);
  }
  for (const [run] of sides.map(({ runs }) => runs)) if (run !== undefined) print(describeScore(`\n${run.name}`, run.score));
  writeFigures(sides.map(({ runs }) => runs));
}

function baselinesNamed(name: string): readonly NamesAs[] {
  if (name === 'both') return ['bytes', 'characters'];
  return name === 'bytes' || name === 'characters' ? [name] : [];
}

async function alone(sizes: readonly number[], profile: GeneratorProfileName, seed: number): Promise<void> {
  const all: ScoredRun[] = [];
  for (const records of sizes) {
    const run = await scoredMreg(await archiveFor({ records, profile, seed, later: 0 }));
    all.push({ ...run, name: thousands(records) });
    print(tableOf([all.slice(-1)]));
  }
  const [first, last] = [all[0], all.at(-1)];
  if (first !== undefined && last !== first) print(`time grew ${fixed((last?.measured.seconds ?? 0) / first.measured.seconds)} ×`);
  writeFigures(all);
}

async function incremental(profile: GeneratorProfileName, seed: number): Promise<void> {
  const result = await measureIncrement(Number(flags.size), NEW_RECORDS, profile, seed);
  print(
    `${thousands(result.laterRows)} new records against ${flags.size}: ${result.incrementSeconds.map((seconds) => fixed(seconds)).join(', ')} s; ` +
      `the full run before took ${fixed(result.fullSeconds)} s, once more ${fixed(result.againSeconds)} s; ratio ${fixed(result.ratio, 3)}`,
  );
  print(describeScore('pairs of a new record', result.score));
  writeFigures(result);
}

async function describePairs(archive: Archive, pairsFile: string): Promise<void> {
  const tokens = tokensOf(archive.home);
  const truth = await truthOf(archive, tokens);
  const found = await pairsByToken(pairsFile, tokens);
  const best = bestThreshold(found, truth);
  print(describeScore('pairs', scorePairs(found, truth)));
  print(`best F1 ${fixed(best.f1, 4)} at threshold ${fixed(best.threshold, 3)}`);
}

function tableOf(sides: readonly (readonly ScoredRun[])[]): string {
  const rows = sides.flatMap((runs) => {
    const [first] = runs;
    if (first === undefined) return [];
    const { name, score, best, comparedPairs, atHalf } = first;
    const seconds = fixed(median(runs.map(({ measured }) => measured.seconds)));
    const processor = fixed(median(runs.map(({ measured }) => measured.processorSeconds)), 1);
    const memory = thousands(Math.max(...runs.map(({ measured }) => measured.peakMegabytes)));
    const quality = [
      fixed(score.precision, 4),
      fixed(score.recall, 4),
      fixed(score.f1, 4),
      atHalf === undefined ? '' : fixed(atHalf.f1, 4),
      fixed(best.f1, 4),
    ];
    return [[name, seconds, processor, memory, thousands(comparedPairs), ...quality]];
  });
  return resultTable(
    ['', 'median s', 'processor s', 'peak MB', 'pairs compared', 'precision', 'recall', 'F1', 'F1 at 0.5', 'best F1'],
    rows,
  );
}

function writeFigures(figures: unknown): void {
  if (flags.json === undefined) return;
  writeFileSync(flags.json, `${JSON.stringify(figures, mapsAsObjects, 2)}\n`);
}

function mapsAsObjects(_key: string, value: unknown): unknown {
  return value instanceof Map ? Object.fromEntries(value) : value;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
