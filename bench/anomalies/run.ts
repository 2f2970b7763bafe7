import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadAnomalyRules } from '../../src/config/anomaly-rules.js';
import { openRegistry, registryPath } from '../../src/store/open.js';
import { withFreshHome } from '../lib/fresh-home.js';
import { MEMORY_METHOD, runMeasured, type Measured } from '../lib/measured-child.js';
import { fixed, resultTable, thousands } from '../lib/result-table.js';
import { MREG } from '../lib/work-files.js';
import { makeScenario } from './scenario.js';
import { scoreOf, type Score } from './score.js';

const USAGE = `What \`mreg detect anomalies\` finds of planted cases, and what it says of clean records. Build first: npm run build && npx tsc -p tsconfig.tools.json

  node build/bench/anomalies/run.js [--rows 1000000] [--seed 1] [--offices 24] [--json FILE]

Ends with 1 when a planted case is missed, or with a false error for 100,000 clean records.
`;

const { values: flags } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    offices: { type: 'string', default: '24' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

interface Outcome {
  readonly rows: number;
  readonly score: Score;
  /** The whole command, and the same without the rules about offices. */
  readonly whole: Measured;
  readonly persons: Measured;
}

if (flags.help) process.stdout.write(USAGE);
else report(await measure());

async function measure(): Promise<Outcome> {
  const plan = {
    rows: Number(flags.rows),
    seed: Number(flags.seed),
    offices: Number(flags.offices),
    casesOfPersons: 10,
    today: new Date(),
  };
  return withFreshHome(async (home) => {
    const registry = openRegistry(registryPath(home));
    const scenario = makeScenario(registry, plan);
    registry.close();
    const whole = await detect(home, []);
    const found = openRegistry(registryPath(home), { readonly: true });
    const score = scoreOf(found, scenario);
    found.close();
    const codes = loadAnomalyRules().flatMap(({ code, about }) => (about === 'person' ? [code] : []));
    const persons = await detect(home, ['--rule', codes.join(',')]);
    return { rows: scenario.cleanRows, score, whole, persons };
  });
}

function detect(home: string, more: readonly string[]): Promise<Measured> {
  return runMeasured(process.execPath, [MREG, '--home', home, '--json', 'detect', 'anomalies', ...more]);
}

function report({ rows, score, whole, persons }: Outcome): void {
  const header = ['rule', 'planted', 'found', 'false errors', 'warnings', 'hints'];
  const lines = score.rules.map(({ rule, planted, found, stray }) => [
    rule,
    ...[planted, found, stray.error, stray.warning, stray.hint].map(String),
  ]);
  const missed = score.missed.map(({ rule, what }) => `missed: ${rule}: ${what}`);
  const { falseErrors, falseWarnings, falseHints } = score;
  process.stdout.write(
    [
      resultTable(header, lines),
      ...missed,
      `${thousands(rows)} clean records; for 100,000 of them ${fixed(falseErrors)} false errors, ${fixed(falseWarnings)} warnings, ${fixed(falseHints)} hints`,
      `all rules ${fixed(whole.seconds)} s, ${thousands(whole.peakMegabytes)} MB; the rules about persons alone ${fixed(persons.seconds)} s, ${thousands(persons.peakMegabytes)} MB`,
      `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}; peak memory: ${MEMORY_METHOD}`,
      '',
    ].join('\n'),
  );
  if (flags.json !== undefined)
    writeFileSync(join(process.cwd(), flags.json), `${JSON.stringify({ rows, score, whole, persons }, undefined, 2)}\n`);
  if (score.missed.length > 0 || falseErrors >= 1) process.exitCode = 1;
}
