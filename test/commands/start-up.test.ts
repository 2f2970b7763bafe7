import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { BINARY } from '../helpers/run.js';

const ROUNDS = 7;

function medianMs(args: readonly string[]): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const begin = performance.now();
    spawnSync(process.execPath, args, { env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent' } });
    return performance.now() - begin;
  });
  return times.toSorted((left, right) => left - right)[Math.floor(ROUNDS / 2)] ?? 0;
}

/** The budgets hold on a machine where Node alone starts in 40 ms or less; on a slower or busier one they grow with it. */
describe('starting up', () => {
  const bareMs = medianMs(['-e', '0']);

  it('answers --version before anything is loaded', () => {
    expect(medianMs([BINARY, '--version'])).toBeLessThan(Math.max(80, 2 * bareMs));
  });

  it('answers --help without loading what only a command needs', () => {
    expect(medianMs([BINARY, '--help'])).toBeLessThan(Math.max(150, 3.75 * bareMs));
  });
});
