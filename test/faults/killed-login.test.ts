import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textsIn } from '../helpers/compare-homes.js';
import { FaultBench, launch, runOrderly } from '../helpers/faults.js';
import { initWords, passwordFile } from '../helpers/password.js';

const bench = new FaultBench();
const NEW_PASSWORD = 'Autumn-2026-lake';
const MOMENTS = 5;
/** How long the slowest of the commands takes undisturbed: moments are spread over it. */
let wholeMs = 0;

beforeAll(async () => {
  const begun = performance.now();
  await bench.makeTemplate();
  wholeMs = performance.now() - begun;
});
afterAll(() => bench.remove());

/** Runs a command on a copy of the template, or on nothing, and kills it at each of the moments. @returns the homes left behind */
async function killedHomes(words: (home: string) => readonly string[], from?: string): Promise<readonly string[]> {
  const homes: string[] = [];
  for (let moment = 1; moment <= MOMENTS; moment += 1) {
    const home = bench.copyHome();
    if (from === undefined) rmSync(home, { recursive: true });
    const { child, done } = launch(['--home', home, ...words(home)]);
    await setTimeout((wholeMs * moment) / MOMENTS);
    child.kill('SIGKILL');
    await done;
    homes.push(home);
  }
  return homes;
}

const login = (home: string, password?: string) =>
  runOrderly(['--home', home, 'login', '测试员', '--password-file', passwordFile(password)]);

const appointWords = (home: string) => [
  'user',
  'appoint',
  '--username',
  'lisi',
  '--name',
  '李四',
  '--as',
  'auditor',
  '--initial-password',
  join(home, 'sessions', 'lisi.txt'),
];

async function expectSound(home: string): Promise<void> {
  expect((await runOrderly(['--home', home, 'whoami'])).code).toBe(0);
  expect((await runOrderly(['--home', home, 'ledger', 'verify'])).code).toBe(0);
}

describe('killed', { timeout: 900_000 }, () => {
  it('init is completed by running it again, with one account', async () => {
    for (const home of await killedHomes(() => initWords())) {
      const { code, error } = await runOrderly(['--home', home, ...initWords()]);
      expect([0, 2]).toContain(code);
      if (code === 2) expect([error?.code, (await login(home)).code]).toEqual(['init.already', 0]);
      await expectSound(home);
      expect(textsIn(home, 'SELECT username FROM account')).toEqual(['测试员']);
    }
  });

  it('login leaves the account as usable as before', async () => {
    for (const home of await killedHomes(() => ['login', '测试员', '--password-file', passwordFile()], bench.at('template'))) {
      expect((await login(home)).code).toBe(0);
      await expectSound(home);
      expect(textsIn(home, 'SELECT failed_attempts FROM account')).toEqual(['0']);
    }
  });

  it('passwd leaves the old password or the new one, never none and never both', async () => {
    const words = ['passwd', '--password-file', passwordFile(), '--new-password-file', passwordFile(NEW_PASSWORD)];
    for (const home of await killedHomes(() => words, bench.at('template'))) {
      const other = bench.copyHome(home);
      const codes = [(await login(home)).code, (await login(other, NEW_PASSWORD)).code];
      expect(new Set(codes)).toEqual(new Set([0, 4]));
      await expectSound(codes[0] === 0 ? home : other);
    }
  });

  it('user appoint leaves no account without its initial password', async () => {
    for (const home of await killedHomes(appointWords, bench.at('template'))) {
      const appointed = textsIn(home, "SELECT username FROM account WHERE username = 'lisi'").length;
      if (appointed === 1) expect(existsSync(join(home, 'sessions', 'lisi.txt'))).toBe(true);
      await expectSound(home);
    }
  });
});
