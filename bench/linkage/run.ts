import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { fixed, thousands } from '../lib/result-table.js';
import { MEMORY_METHOD } from '../lib/measured-child.js';
import { linkWithDuckdb } from './baseline.js';
import { archiveFor, withCopyOf, type Archive } from './archives.js';
import { detectWithMreg, pairsByToken, tokensOf, type DetectRun } from './detect.js';
import type { NamesAs } from './duckdb/comparisons.js';
import { GENERATOR_PROFILES, type GeneratorProfileName } from './generate/profiles.js';
import { bestThreshold, describeScore, scorePairs } from './score.js';
import { readTruth, type Truth } from './truth.js';

const USAGE = `How well and how fast \`mreg detect duplicates\` finds couples keyed twice. Build first: npm run build && npx tsc -p tsconfig.tools.json

  node build/bench/linkage/run.js [--size 100000] [--profile mixed] [--seed 1]
      generates an archive, imports it, runs the command on a copy of the home, scores its pairs
  … --prepare                only generates and imports, and prints the paths
  … --baseline bytes|characters|both|none   DuckDB-only SQL beside it, as Splink 4 generates it; \`characters\` maps each character of a
                             name to one byte first. Default: none
  … --no-mreg                only the baseline
  … --pairs FILE.csv         scores pairs made elsewhere of that archive (left_id,right_id,…,…,probability)

Profiles: ${Object.keys(GENERATOR_PROFILES).join(', ')}. \`unseen\` is held out: nothing may be tuned on it.
Archives stay in bench/.work/linkage-*. --json FILE writes the figures.
`;

const { values: flags } = parseArgs({
  options: {
    size: { type: 'string', default: '100000' },
    profile: { type: 'string', default: 'mixed' },
    seed: { type: 'string', default: '1' },
    baseline: { type: 'string', default: 'none' },
    'no-mreg': { type: 'boolean', default: false },
    prepare: { type: 'boolean', default: false },
    pairs: { type: 'string' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (flags.help) process.stdout.write(USAGE);
else await measure(profileNamed(flags.profile));

function profileNamed(name: string): GeneratorProfileName {
  if (!Object.hasOwn(GENERATOR_PROFILES, name)) throw new RangeError(`no profile ${name}: ${Object.keys(GENERATOR_PROFILES).join(', ')}`);
  return name as GeneratorProfileName;
}

async function measure(profile: GeneratorProfileName): Promise<void> {
  const archive = await archiveFor({ records: Number(flags.size), profile, seed: Number(flags.seed), later: 0 });
  if (flags.prepare) return print(JSON.stringify(archive, undefined, 2));
  if (flags.pairs !== undefined) return reportPairs(archive, flags.pairs);
  if (!flags['no-mreg']) await withCopyOf(archive.home, async (home) => reportRun(archive, await detectWithMreg(home)));
  for (const namesAs of baselinesNamed(flags.baseline)) await reportBaseline(archive, namesAs);
}

function baselinesNamed(name: string): readonly NamesAs[] {
  if (name === 'both') return ['bytes', 'characters'];
  return name === 'bytes' || name === 'characters' ? [name] : [];
}

/** At Splink's usual thresholds, and at the best one, which nobody without labels knows. */
async function reportBaseline(archive: Archive, namesAs: NamesAs): Promise<void> {
  const truth = await truthOf(archive, tokensOf(archive.home));
  const run = await linkWithDuckdb(archive.rows, namesAs);
  print(
    `\nDuckDB SQL, names as ${namesAs}: ${fixed(run.seconds)} s, ${thousands(run.peakMegabytes)} MB peak, ${thousands(run.comparedPairs)} pairs compared`,
  );
  for (const threshold of [0.5, 0.9]) {
    const score = scorePairs(
      run.found.filter(({ probability }) => probability >= threshold),
      truth,
    );
    print(`  at ${threshold}: precision ${fixed(score.precision, 4)}, recall ${fixed(score.recall, 4)}, F1 ${fixed(score.f1, 4)}`);
  }
  const best = bestThreshold(run.found, truth);
  print(
    `  best at ${fixed(best.threshold, 4)}: precision ${fixed(best.precision, 4)}, recall ${fixed(best.recall, 4)}, F1 ${fixed(best.f1, 4)}`,
  );
}

async function reportRun(archive: Archive, run: DetectRun): Promise<void> {
  print(`${thousands(Number(flags.size))} records (${flags.profile}): ${fixed(run.seconds)} s, ${thousands(run.peakMegabytes)} MB peak`);
  print(`${cpus().length} × ${cpus()[0]?.model.trim() ?? ''}, Node ${process.version}; peak memory: ${MEMORY_METHOD}`);
  await reportPairs(archive, run.pairsFile);
}

async function reportPairs(archive: Archive, pairsFile: string): Promise<void> {
  const tokens = tokensOf(archive.home);
  const truth = await truthOf(archive, tokens);
  const found = await pairsByToken(pairsFile, tokens);
  const score = scorePairs(found, truth);
  const best = bestThreshold(found, truth);
  print(describeScore('mreg', score));
  print(`best F1 ${fixed(best.f1, 4)} at threshold ${fixed(best.threshold, 3)}`);
  if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify({ score, best }, undefined, 2)}\n`);
}

async function truthOf(archive: Archive, tokens: Uint32Array): Promise<Truth> {
  const known = new Uint8Array(tokens.reduce((most, token) => Math.max(most, token), 0) + 1);
  for (const token of tokens) known[token] = 1;
  return readTruth(archive.truth, (token) => known[token] === 1);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
