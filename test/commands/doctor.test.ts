import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../../src/commands/run.js';
import { aHost, runIn } from '../helpers/host.js';
import { initWords } from '../helpers/password.js';

let home = '';
beforeEach(async () => {
  home = join(mkdtempSync(join(tmpdir(), 'mreg-doctor-')), 'home');
  await runIn(aHost(), [...initWords(), '--home', home]);
});
afterEach(() => rmSync(join(home, '..'), { recursive: true, force: true }));

async function doctor(host: Host = aHost(), path = home) {
  const { code, stdout, stderr } = await runIn(host, ['doctor', '--home', path, '--json', '--lang', 'en']);
  const { checks } = JSON.parse(stdout) as { checks: { id: string; status: string }[] };
  const troubled = checks.filter(({ status }) => status !== 'ok').map(({ id, status }) => `${id} ${status}`);
  return { code, troubled, stderr };
}

const withEnvironment = (over: Partial<Host['environment']>): Host => aHost({ environment: { ...aHost().environment, ...over } });

describe('mreg doctor', () => {
  it('finds nothing wrong with a fresh home', async () => {
    expect(await doctor()).toEqual({ code: 0, troubled: [], stderr: '' });
  });

  it('does not blame a machine for having no home yet', async () => {
    expect(await doctor(aHost(), join(home, 'none'))).toMatchObject({ code: 0, troubled: ['home warning'] });
  });

  it.each<[string, () => Host | void, string[], number]>([
    ['an old Node', () => withEnvironment({ versions: { node: '18.19.0' } }), ['node failed'], 2],
    ['a locale that is not UTF-8', () => withEnvironment({ variables: { LANG: 'zh_CN.GBK' } }), ['locale warning'], 0],
    ['a clock in the past', () => aHost({ clock: { now: () => new Date('1999-12-31T00:00:00Z') } }), ['clock failed'], 2],
    ['a home others can read', () => chmodSync(home, 0o755), ['permissions warning'], 0],
    [
      'shards left by a killed import',
      () => (mkdirSync(join(home, 'work')), writeFileSync(join(home, 'work', '1-1-1.shard'), '')),
      ['leftovers warning'],
      0,
    ],
    ['settings with a slip', () => writeFileSync(join(home, 'config.toml'), '[provnice]'), ['config failed'], 2],
    ['a damaged registry', () => writeFileSync(join(home, 'registry.db'), 'no database at all'.repeat(100)), ['schema failed'], 2],
    ['a registry of a later version', () => changeRegistry('PRAGMA user_version = 99'), ['schema failed'], 2],
    [
      'settings that name a folder without models for reading scans',
      () => appendFileSync(join(home, 'config.toml'), '\n[ocr]\nmodels = "none"\n'),
      ['ocr-paddle warning'],
      0,
    ],
    ['an init that was cut off', () => changeRegistry('DELETE FROM ledger_entry'), ['ledger failed'], 2],
  ])('finds %s', async (_name, prepare, troubled, code) => {
    const host = prepare();
    expect(await doctor(host ?? aHost())).toMatchObject({ code, troubled });
  });

  it('leaves nothing behind', async () => {
    await doctor();
    expect((await doctor()).troubled).toEqual([]);
  });
});

function changeRegistry(sql: string): void {
  const database = new Database(join(home, 'registry.db'));
  database.exec(sql);
  database.close();
}
