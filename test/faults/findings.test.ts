import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decideFindings } from '../../src/findings/decide.js';
import { listNotices } from '../../src/findings/report.js';
import { decider, FindingHomes, openHome, recordRun, WHOLE_NUMBERS } from '../findings/a-finding-home.js';
import { launch, runOrderly, type JsonAnswer, type LaunchOptions } from '../helpers/faults.js';

const homes = new FindingHomes();
let home = '';

beforeAll(() => homes.make());
beforeEach(() => {
  home = homes.home();
  const { context, close } = openHome(home);
  recordRun(context, [homes.pair('kept', 'again'), homes.pair('kept', 'third')]);
  close();
});
afterAll(() => homes.bench.remove());

const mreg = (words: readonly string[], options: LaunchOptions = {}): Promise<JsonAnswer<Record<string, unknown>>> =>
  runOrderly(['--home', home, '--yes', ...words], { ...options, numbers: new Set(WHOLE_NUMBERS) });

function inHome<T>(use: (open: ReturnType<typeof openHome>['context']) => T): T {
  const { context, close } = openHome(home);
  try {
    return use(context);
  } finally {
    close();
  }
}

/** Whatever happened: ledger, states and notices tell the same, and the files that a notice names are whole. */
async function expectSound(): Promise<void> {
  expect((await mreg(['ledger', 'verify', '--state'])).code).toBe(0);
  inHome((context) => {
    const { database } = context.registry;
    const count = (sql: string): unknown => database.prepare(sql).pluck().get();
    const entries = (kind: string): unknown => count(`SELECT count(*) FROM ledger_entry WHERE body ->> '$.kind' = '${kind}'`);
    expect(count("SELECT count(*) FROM registration WHERE state = 'superseded'")).toBe(
      count('SELECT count(*) FROM registration_merge WHERE undone_seq = 0'),
    );
    expect(entries('finding.report')).toBe(count('SELECT count(*) FROM finding_notice'));
    for (const { files } of listNotices(context, ''))
      for (const { name, sha256 } of files)
        expect(
          createHash('sha256')
            .update(readFileSync(join(home, name)))
            .digest('hex'),
        ).toBe(sha256);
  });
}

const merge = (id: number, keep: number) => mreg(['findings', 'merge', String(id), '--keep', String(keep), '--reason', 'x']);

describe('two at once', () => {
  it('decide about one finding: the first decides, the second is told', async () => {
    const answers = await Promise.all([mreg(['findings', 'confirm', '1']), mreg(['findings', 'dismiss', '1', '--reason', 'x'])]);
    expect(answers.map(({ code }) => Number(code)).toSorted((left, right) => left - right)).toEqual([0, 3]);
    expect(answers.find(({ code }) => code === 3)?.error?.code).toMatch(/^finding\.is-(confirmed|dismissed)$/u);
    await expectSound();
  });

  it('merge two pairs with one registration: neither is lost, none is merged twice', async () => {
    const answers = await Promise.all([merge(1, homes.ids.again), merge(2, homes.ids.third)]);
    expect(answers.map(({ code }) => Number(code)).toSorted((left, right) => left - right)).toEqual([0, 3]);
    expect(answers.find(({ code }) => code === 3)?.error?.code).toBe('finding.merge.not-standing');
    await expectSound();
  });
});

const words = (name: string): readonly string[] => ['findings', 'report', join(home, `${name}.xlsx`), join(home, `${name}.html`)];

describe('a notice', () => {
  beforeEach(() => inHome((context) => decideFindings(context, { verdict: 'confirm', ids: [1, 2], reason: '' }, decider())));

  it('on a full disk is not written, and the same command writes it later', async () => {
    const before = readdirSync(home).toSorted();
    // Each file of a notice is larger than this, and so is what the registry would have to write.
    const { code, error } = await mreg(words('a'), { wrapper: ['bash', '-c', 'ulimit -f 2; exec "$@"', 'bash'] });
    expect([code, error?.code]).toEqual([2, expect.stringMatching(/disk-full$/u)]);
    expect(
      readdirSync(home)
        .toSorted()
        .filter((name) => !name.startsWith('registry.db-')),
    ).toEqual(before.filter((name) => !name.startsWith('registry.db-')));
    await expectSound();
    expect((await mreg(words('a'))).document).toMatchObject({ notice: expect.stringMatching(/-001$/u) });
    await expectSound();
  });

  it.each([60, 120, 180, 240, 320])('killed after %i ms is whole or not there, and can be written again', async (afterMs) => {
    const { child, done } = launch(['--home', home, ...words('killed')]);
    await setTimeout(afterMs);
    child.kill('SIGKILL');
    await done;
    await expectSound();
    const isThere = inHome((context) => listNotices(context, '').length) === 1;
    if (isThere) expect(existsSync(join(home, 'killed.html'))).toBe(true);
    else expect((await mreg(words('again'))).document).toMatchObject({ notice: expect.stringMatching(/-001$/u) });
    await expectSound();
  });
});
