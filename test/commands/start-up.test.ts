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

/**
 * The budget is 80 ms for --version and 150 ms for --help on a machine where Node alone starts in about 50. Ratios to
 * Node alone hold on a slower or busier machine too.
 */
describe('starting up', () => {
  const bareMs = medianMs(['-e', '0']);

  it('answers --version before anything is loaded', () => {
    expect(medianMs([BINARY, '--version']) / bareMs).toBeLessThan(1.6);
  });

  it('answers --help without loading what only a command needs', () => {
    expect(medianMs([BINARY, '--help']) / bareMs).toBeLessThan(3);
  });
});
