import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { differencesBetween, numberIn } from '../helpers/compare-homes.js';
import { FaultBench, runOrderly, writeArchive, type Archive, type JsonAnswer, type LaunchOptions } from '../helpers/faults.js';
import { initWords } from '../helpers/password.js';

const bench = new FaultBench();
let archive: Archive;
let undisturbed: string;

beforeAll(async () => {
  await bench.makeTemplate();
  archive = writeArchive(bench.at('archive.csv'), { rows: 12_000, seed: 3, defects: 0.04 });
  undisturbed = bench.copyHome();
  expect((await importInto(undisturbed)).code).toBe(0);
});
afterAll(() => bench.remove());

function importInto(home: string, options: LaunchOptions = {}): Promise<JsonAnswer<{ rows: number }>> {
  return runOrderly(['--home', home, 'import', archive.path], { ...options, numbers: archive.numbers });
}

/** No file that the command writes may grow beyond this: the shell's own unit is 1 KiB. */
function fileLimit(kib: number): LaunchOptions {
  return { wrapper: ['bash', '-c', `ulimit -f ${kib}; exec "$@"`, 'bash'] };
}

async function expectWholeAfterRoomIsMade(home: string): Promise<void> {
  expect((await runOrderly(['--home', home, 'ledger', 'verify', '--state'])).code).toBe(0);
  expect((await importInto(home)).document?.rows).toBe(archive.rows);
  expect(differencesBetween(undisturbed, home)).toEqual([]);
}

function registryKib(): number {
  return statSync(join(undisturbed, 'registry.db')).size / 1024;
}

describe('a file that may not grow', () => {
  it.each([
    ['before the first chunk', () => 100, 0],
    ['in the midst of the archive', () => Math.floor(registryKib() * 0.7), 1],
    ['near the end', () => Math.floor(registryKib() * 0.97), 3],
  ])('%s ends the import with a reason, and the same command goes on later', async (_name, kib, mostlyDone) => {
    const home = bench.copyHome();
    const { code, error } = await importInto(home, fileLimit(kib()));
    expect([code, error?.code]).toEqual([2, 'store.disk-full']);
    expect(numberIn(home, 'SELECT count(*) FROM batch_chunk')).toBeGreaterThanOrEqual(mostlyDone);
    expect(numberIn(home, 'SELECT count(*) FROM registration')).toBe(numberIn(home, 'SELECT coalesce(sum(accepted), 0) FROM batch_chunk'));
    expect(readdirSync(join(home, 'work'))).toEqual([]);
    await expectWholeAfterRoomIsMade(home);
  });

  it('leaves no half-made home', async () => {
    const home = bench.at('new-home');
    const init = ['--home', home, ...initWords()];
    const { code, error } = await runOrderly(init, fileLimit(20));
    expect([code, error?.code]).toEqual([2, 'store.disk-full']);
    expect((await runOrderly(init)).code).toBe(0);
    expect((await runOrderly(['--home', home, 'ledger', 'verify'])).code).toBe(0);
  });

  it('leaves no half-written report', async () => {
    const report = bench.at('report.html');
    const args = ['validate', archive.path, '--report', report];
    const { code, error } = await runOrderly(args, { ...fileLimit(10), numbers: archive.numbers });
    expect([code, error?.code]).toEqual([2, 'report.disk-full']);
    expect(readdirSync(bench.folder).filter((name) => name.includes('report') || name.startsWith('.mreg'))).toEqual([]);
  });
});

/** A file system of its own with so much room; the reason why not, where only root may mount. */
function mountSmallDisk(folder: string, kib: number): string | undefined {
  mkdirSync(folder);
  const { status, stderr, error } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kib}k`, 'tmpfs', folder], { encoding: 'utf8' });
  return status === 0 ? undefined : (error?.message ?? stderr.trim());
}

describe('a disk that is full', () => {
  const disk = bench.at('disk');
  const reason = mountSmallDisk(disk, 6_500);
  afterAll(() => {
    if (reason === undefined) spawnSync('umount', [disk]);
  });

  it.skipIf(reason !== undefined)(
    `ends the import with a reason, and the same command goes on later${reason === undefined ? '' : ` (skipped: ${reason})`}`,
    async () => {
      const home = join(disk, 'home');
      cpSync(bench.at('template'), home, { recursive: true });
      const { code, error } = await importInto(home);
      expect([code, error?.code]).toEqual([2, 'store.disk-full']);
      expect(numberIn(home, 'SELECT count(*) FROM batch_chunk')).toBeGreaterThan(0);
      expect(spawnSync('mount', ['-o', 'remount,size=100m', disk]).status).toBe(0);
      await expectWholeAfterRoomIsMade(home);
    },
  );
});
