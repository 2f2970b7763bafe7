import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { leafHash } from '../../src/ledger/merkle-tree.js';
import { aHost, runIn } from '../helpers/host.js';
import { initWords } from '../helpers/password.js';

const SAMPLE = new URL('../../samples/county-clean-gb18030.csv', import.meta.url).pathname;

let home = '';
beforeEach(async () => {
  home = join(mkdtempSync(join(tmpdir(), 'mreg-ledger-commands-')), 'home');
  expect((await runIn(aHost(), [...initWords(), '--home', home])).code).toBe(0);
});
afterEach(() => rmSync(join(home, '..'), { recursive: true, force: true }));

const mreg = (...args: readonly string[]) => runIn(aHost(), [...args, '--home', home, '--lang', 'en']);
async function json(...args: readonly string[]) {
  const { code, stdout } = await mreg(...args, '--json');
  return { code, document: JSON.parse(stdout) };
}

function edit(sql: string): void {
  const database = new Database(join(home, 'registry.db'));
  database.exec(sql);
  database.close();
}

describe('mreg ledger list', () => {
  it('shows what happened, newest last', async () => {
    const { document } = await json('ledger', 'list');
    expect(document.entries.map(({ seq, kind, actor }: Record<string, unknown>) => [seq, kind, actor])).toEqual([
      [1, 'home.init', '测试员'],
      [2, 'ledger.key', '测试员'],
      [3, 'account.open', '测试员'],
      [4, 'session.login', '测试员'],
    ]);
  });

  it('shows the last ones with --limit', async () =>
    expect((await json('ledger', 'list', '--limit', '1')).document.entries).toMatchObject([{ seq: 4 }]));

  it('shows nothing before its time', async () => {
    expect((await json('ledger', 'list', '--since', '2026-05-20')).document.entries).toHaveLength(4);
    expect((await json('ledger', 'list', '--since', '2026-05-21')).document.entries).toEqual([]);
    expect((await mreg('ledger', 'list', '--since', '2026-05-21')).stdout).toContain('no entries fit');
  });

  it('refuses a day that is none', async () =>
    expect(await mreg('ledger', 'list', '--since', 'yesterday')).toMatchObject({ code: 2, stdout: '' }));

  it('masks a document number that a person typed, and gives no text then', async () => {
    const reason = 'same as 999901203101011234';
    await mreg('import', SAMPLE);
    expect((await mreg('batch', 'undo', '1', '--reason', reason, '--yes')).code).toBe(0);
    const { document } = await json('ledger', 'list', '--limit', '1');
    expect(document.entries[0].body.reason).toBe('same as 9999**********1234');
    expect((await json('ledger', 'show', String(document.entries[0].seq))).document.text).toBeNull();
    expect((await json('ledger', 'verify', '--state')).document).toMatchObject({ sound: true, state: { sound: true } });
  });
});

describe('mreg ledger show', () => {
  it('gives the text whose hash it gives, and its proof in the last checkpoint', async () => {
    const { document } = await json('ledger', 'show', '2');
    expect(leafHash(document.text).toString('hex')).toBe(document.hash);
    expect(document.inclusion).toMatchObject({ index: 1, tree_size: 4, holds: true });
    expect((await mreg('ledger', 'show', '2')).stdout).toContain('inside checkpoint 4: this entry and 2 hashes give the signed root');
  });

  it('says when an entry contradicts the checkpoint', async () => {
    edit('UPDATE ledger_entry SET hash = zeroblob(32) WHERE seq = 1');
    expect((await json('ledger', 'show', '1')).document.inclusion.holds).toBe(false);
  });

  it.each([
    ['0', 'not the number'],
    ['x', 'not the number'],
    ['99', 'has no entry 99 (it has 4)'],
  ])('refuses %s', async (seq, message) => {
    const { code, stderr } = await mreg('ledger', 'show', seq);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('mreg ledger verify', () => {
  it('is silent about a sound home but for what it proved', async () => {
    expect(await mreg('ledger', 'verify', '--state')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('the ledger is sound: 4 entries, 1 checkpoints\n  entries 1 to 4 are vouched for by a signature'),
      stderr: '',
    });
  });

  it('finds a record edited with plain sqlite3 and names its file and line', async () => {
    await mreg('import', SAMPLE);
    edit("UPDATE registration SET name_man = '张三' WHERE id = 7");
    const { code, stdout } = await mreg('ledger', 'verify', '--state');
    expect(code).toBe(5);
    expect(stdout).toMatch(/record 7 was changed \(batch 1, .*county-clean-gb18030\.csv, line 8\)/);
    expect((await json('ledger', 'verify')).document.sound).toBe(true);
  });

  it('names the first broken entry', async () => {
    edit("UPDATE ledger_entry SET body = replace(body, '测试员', '别人') WHERE seq = 2");
    const { code, document } = await json('ledger', 'verify');
    expect(code).toBe(5);
    expect(document).toMatchObject({
      sound: false,
      intact: 1,
      first_broken: 2,
      problems: [{ kind: 'entry-altered', seq: 2, message: 'the text of entry 2 does not give its hash' }],
    });
  });

  it('believes the key files of the home before the registry', async () => {
    for (const name of readdirSync(join(home, 'keys'))) rmSync(join(home, 'keys', name));
    expect((await json('ledger', 'verify')).document.sound).toBe(true);
    const other = join(home, '..', 'other');
    await runIn(aHost(), [...initWords('别人'), '--home', other]);
    const file = readdirSync(join(other, 'keys')).find((name) => name.startsWith('ledger-')) ?? '';
    copyFileSync(join(other, 'keys', file), join(home, 'keys', file));
    expect((await json('ledger', 'verify')).document.problems).toMatchObject([{ kind: 'checkpoint-unknown-key', tree_size: 4 }]);
  });
});

describe('mreg ledger checkpoint', () => {
  it('prints the note, and the same note again while nothing is added', async () => {
    const first = await mreg('ledger', 'checkpoint');
    expect(first.stdout).toMatch(/^mreg-440000\n4\n[A-Za-z0-9+/]{43}=\n\n\u2014 mreg-440000 [A-Za-z0-9+/]+=*\n$/u);
    expect((await mreg('ledger', 'checkpoint')).stdout).toBe(first.stdout);
    await mreg('import', SAMPLE);
    expect((await json('ledger', 'checkpoint')).document.tree_size).toBeGreaterThan(4);
  });

  it('signs nothing on a broken ledger', async () => {
    await mreg('import', SAMPLE);
    edit("UPDATE ledger_entry SET body = replace(body, '测试员', '别人') WHERE seq = 2; DELETE FROM ledger_checkpoint");
    expect(await mreg('ledger', 'checkpoint')).toMatchObject({ code: 5, stdout: '' });
    expect((await json('ledger', 'verify')).document.checkpoints).toBe(0);
  });
});
