import { runMeasured } from '../lib/measured-child.js';
import { fixed, resultTable } from '../lib/result-table.js';
import { spreadOf, type Spread } from '../lib/statistics.js';
import { MREG } from '../lib/work-files.js';

export interface StartupResult {
  readonly name: string;
  readonly milliseconds: Spread;
}

const COMMANDS: readonly (readonly [name: string, args: readonly string[]])[] = [
  ['node -e 0 (the floor)', ['-e', '0']],
  ['mreg --version', [MREG, '--version']],
  ['mreg --help', [MREG, '--help']],
];

/** From the start of the process to its end, the commands in turn. */
export async function measureStartup(runs: number): Promise<readonly StartupResult[]> {
  const seconds = COMMANDS.map((): number[] => []);
  for (let turn = 0; turn < runs; turn++) {
    for (const [index, [, args]] of COMMANDS.entries()) seconds[index]?.push((await runMeasured(process.execPath, args)).seconds);
  }
  return COMMANDS.map(([name], index) => ({ name, milliseconds: spreadOf((seconds[index] ?? []).map((value) => value * 1_000)) }));
}

export function describeStartup(results: readonly StartupResult[]): string {
  const lines = results.map(({ name, milliseconds }) => [
    name,
    ...[milliseconds.median, milliseconds.min, milliseconds.max].map((value) => fixed(value, 0)),
  ]);
  return resultTable(['start-up', 'median ms', 'min', 'max'], lines);
}
