import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { FeatureSet } from '../../src/detect/features/feature-set.js';
import { CACHE_FOLDER, FEATURE_FILE, loadFeatures } from '../../src/detect/features/load-features.js';
import { openRegistry, registryPath } from '../../src/store/open.js';
import { readReferenceTables } from '../../src/store/reference-repository.js';
import { withFreshHome } from '../lib/fresh-home.js';
import { runMeasured } from '../lib/measured-child.js';
import { fixed, resultTable, thousands } from '../lib/result-table.js';
import { MREG, sampleFile } from '../lib/work-files.js';

const USAGE = `How long the records that linkage compares take to load. Build first: npm run build && npx tsc -p tsconfig.tools.json

  node build/bench/linkage/features.js [--rows 1000000] [--new 3000] [--jobs 2]

cold: from the registry, with writing the side-car file; file: from that file; new: from it and what was imported since.
`;

const BYTES_A_MEGABYTE = 1_000_000;
const MICROSECONDS_A_SECOND = 1_000_000;
const NEWLINE = 0x0a;

interface Loaded {
  readonly name: string;
  readonly features: FeatureSet;
  readonly seconds: number;
  readonly cpuSeconds: number;
}

const { values: flags } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    new: { type: 'string', default: '3000' },
    jobs: { type: 'string', default: '2' },
    help: { type: 'boolean', default: false },
  },
});

if (flags.help) process.stdout.write(USAGE);
else {
  const sample = await sampleFile({ rows: Number(flags.rows), extension: 'csv' });
  await withFreshHome((home) => measure(home, sample));
}

async function measure(home: string, sample: string): Promise<void> {
  const [most, rest] = cutSample(sample, home);
  await importFile(home, most);
  const cold = await load(home, 'cold', 'registry');
  const bytes = statSync(join(home, CACHE_FOLDER, FEATURE_FILE)).size;
  const again = await load(home, 'file', 'file');
  await importFile(home, rest);
  const refreshed = await load(home, 'new', 'refreshed');
  const lines = [cold, again, refreshed].map(({ name, features, seconds, cpuSeconds }) => [
    name,
    thousands(features.count),
    fixed(seconds),
    fixed(cpuSeconds),
    `${fixed((100 * seconds) / cold.seconds, 1)} %`,
  ]);
  process.stdout.write(`${resultTable(['load', 'records', 'seconds', 'CPU seconds', 'of cold'], lines)}\n`);
  process.stdout.write(
    `side-car file: ${fixed(bytes / BYTES_A_MEGABYTE, 0)} MB, ${fixed(bytes / cold.features.count, 1)} bytes a record\n`,
  );
}

/** All rows but the last ones, and those, under the header of the file. */
function cutSample(path: string, home: string): readonly [most: string, rest: string] {
  const bytes = readFileSync(path);
  const header = bytes.subarray(0, bytes.indexOf(NEWLINE) + 1);
  let at = bytes.length - 1;
  for (let row = 0; row < Number(flags.new); row += 1) at = bytes.lastIndexOf(NEWLINE, at - 1);
  const [most, rest] = [join(home, 'most.csv'), join(home, 'rest.csv')];
  writeFileSync(most, bytes.subarray(0, at + 1));
  writeFileSync(rest, Buffer.concat([header, bytes.subarray(at + 1)]));
  return [most, rest];
}

async function importFile(home: string, file: string): Promise<void> {
  await runMeasured(process.execPath, [MREG, '--home', home, '--no-progress', '--json', 'import', file]);
}

async function load(home: string, name: string, source: FeatureSet['source']): Promise<Loaded> {
  const registry = openRegistry(registryPath(home), { readonly: true });
  try {
    const tables = readReferenceTables(registry);
    const { signal } = new AbortController();
    const cpu = process.cpuUsage();
    const started = performance.now();
    const features = await loadFeatures({
      registry,
      tables,
      jobs: Number(flags.jobs),
      signal,
      onProgress: () => undefined,
      cachePath: join(home, CACHE_FOLDER),
    });
    const seconds = (performance.now() - started) / 1_000;
    const { user, system } = process.cpuUsage(cpu);
    if (features.source !== source) throw new Error(`${name} came from ${features.source}`);
    return { name, features, seconds, cpuSeconds: (user + system) / MICROSECONDS_A_SECOND };
  } finally {
    registry.close();
  }
}
