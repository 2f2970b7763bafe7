import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headersOf } from '../../samples/generate/spelling.js';
import { initWords } from '../helpers/password.js';
import { run, runJson } from '../helpers/run.js';
import { csvOf, sampleRows } from '../helpers/rows.js';

const MESSY = fileURLToPath(new URL('../../samples/messy.xlsx', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'mreg-command-batch-'));
const home = join(folder, 'home');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const mreg = (...args: string[]) => run([...args, '--home', home]);
const json = (...args: string[]) => runJson([...args, '--home', home]);

beforeAll(async () => {
  await mreg(...initWords());
  await mreg('import', MESSY);
  const rows = sampleRows('county-modern', { rows: 12, seed: 9, defects: 0 });
  for (const [name, part] of [
    ['a.csv', rows],
    ['b.csv', rows.slice(4).toReversed()],
  ] as const) {
    writeFileSync(join(folder, name), csvOf([headersOf('modern'), ...part]));
    await mreg('import', join(folder, name));
  }
});

describe('mreg batch', () => {
  it('lists what was imported', async () => {
    const { code, document } = await json('batch', 'list');
    expect([code, document]).toMatchObject([
      0,
      {
        batches: [
          { batch: 1, state: 'done', kind: 'import', rows: 120, accepted: 88, quarantined: 32, already_present: 0 },
          { batch: 2, rows: 12, accepted: 12 },
          { batch: 3, rows: 8, accepted: 0, already_present: 8 },
        ],
      },
    ]);
  });

  it.each(['zh', 'en'])('lists and shows in %s without a whole number', async (lang) => {
    for (const args of [['list'], ['show', '1']]) {
      const { code, stdout } = await mreg('batch', ...args, '--lang', lang);
      expect(code).toBe(0);
      expect(stdout).toMatch(/120/u);
      expect(stdout.replaceAll(/[\da-f]{64}/gu, '')).not.toMatch(/\d{15,}/u);
    }
  });

  it('shows a batch with its tables and reasons', async () => {
    const { document } = await json('batch', 'show', '1');
    expect(document).toMatchObject({
      batch: 1,
      parent: null,
      undone_at: null,
      tables: [
        { sheet: '登记台账', rows: 80 },
        { sheet: '补录', rows: 40 },
      ],
    });
    expect((document as { reasons: unknown[] }).reasons.length).toBeGreaterThan(5);
  });

  it.each([
    ['show of a batch that is not there', ['show', '99'], 2, 'batch.unknown'],
    ['show of something that is no number', ['show', 'last'], 2, 'batch.bad-id'],
    ['undo without a reason', ['undo', '1', '--yes'], 2, ''],
    ['undo with an empty reason', ['undo', '1', '--reason', ' ', '--yes'], 2, 'batch.reason-missing'],
    ['undo without being asked and without --yes', ['undo', '1', '--reason', '重报'], 2, ''],
    ['undo of a batch that another rests on', ['undo', '2', '--reason', '重报', '--yes'], 3, 'batch.depended-on'],
  ])('refuses %s', async (_name, args, code, key) => {
    const result = await json('batch', ...args);
    expect(result).toMatchObject({ code, document: { error: { code: expect.stringContaining(key) as string } } });
  });

  it('undoes a batch once, and its rows can come again', async () => {
    expect(await json('batch', 'undo', '1', '--reason', '移交单位要求重报', '--yes')).toMatchObject({
      code: 0,
      document: { batch: 1, deleted: 88, quarantined: 32 },
    });
    expect(await json('batch', 'undo', '1', '--reason', '再撤', '--yes')).toMatchObject({
      code: 2,
      document: { error: { code: 'batch.undone' } },
    });
    expect(await mreg('ledger', 'verify', '--state')).toMatchObject({ code: 0 });
    expect(await json('import', MESSY)).toMatchObject({ code: 0, document: { batch: 4, accepted: 88 } });
    expect(await mreg('ledger', 'verify', '--state')).toMatchObject({ code: 0 });
  });
});
