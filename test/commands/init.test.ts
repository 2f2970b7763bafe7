import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLedgerKey } from '../../src/ledger/ledger-key.js';
import { createRegistry, registryPath } from '../../src/store/open.js';
import { aHost, runIn } from '../helpers/host.js';
import { initWords } from '../helpers/password.js';
import { run } from '../helpers/run.js';

/** What the ledger of a new home holds. */
const FIRST_KINDS = ['home.init', 'ledger.key', 'account.open', 'session.login'];

let parent = '';
let home = '';
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'mreg-init-'));
  home = join(parent, 'home');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const init = (...args: string[]) => runIn(aHost(), [...initWords(), '--home', home, '--json', ...args]);
const errorOf = (stderr: string): string => (JSON.parse(stderr) as { error: { code: string } }).error.code;

/** What a home holds, read by plain SQL. */
function contents() {
  const database = new Database(registryPath(home), { readonly: true });
  try {
    return {
      kinds: database.prepare("SELECT body ->> 'kind' FROM ledger_entry ORDER BY seq").pluck().all(),
      actors: database.prepare("SELECT DISTINCT body ->> 'actor' FROM ledger_entry").pluck().all(),
      signedSize: database.prepare('SELECT max(tree_size) FROM ledger_checkpoint').pluck().get(),
      tables: database.prepare('SELECT count(*) FROM reference_table').pluck().get(),
      keys: readdirSync(join(home, 'keys')),
    };
  } finally {
    database.close();
  }
}

describe('mreg init', () => {
  it('makes a home whose ledger begins with its own making, signed', async () => {
    const { code, stdout } = await init('--account', 'ceshi');
    expect(code).toBe(0);
    const made = JSON.parse(stdout) as { key_id: string };
    expect(made).toMatchObject({ home, province: { code: '440000', name: '广东省' }, origin: 'mreg-440000' });
    expect(contents()).toEqual({
      kinds: FIRST_KINDS,
      actors: ['测试员 (ceshi)'],
      signedSize: 4,
      tables: 6,
      keys: ['holders.key', `ledger-${made.key_id}.pem`],
    });
  });

  it('leaves nothing for others to read', async () => {
    mkdirSync(home);
    chmodSync(home, 0o755);
    await init();
    const paths = ['.', ...readdirSync(home, { recursive: true, encoding: 'utf8' })];
    expect(paths.map((path) => statSync(join(home, path)).mode & 0o077)).toEqual(paths.map(() => 0));
  });

  it('refuses a finished home and leaves it alone', async () => {
    await init();
    const before = readFileSync(registryPath(home));
    const { code, stderr } = await init('--operator', '另一人');
    expect([code, errorOf(stderr)]).toEqual([2, 'init.already']);
    expect(readFileSync(registryPath(home)).equals(before)).toBe(true);
    expect(readdirSync(home)).not.toContain('config.toml.new');
  });

  it('gives back lost settings under the name the ledger already has', async () => {
    await init('--origin', 'mreg-first');
    rmSync(join(home, 'config.toml'));
    const { code, stdout } = await init('--origin', 'mreg-second');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ origin: 'mreg-first' });
    expect(contents().kinds).toEqual(FIRST_KINDS);
  });

  it.each([
    ['right after the folder', () => mkdirSync(home)],
    ['before the first migration', () => (mkdirSync(home), writeFileSync(registryPath(home), ''))],
    ['before the settings', () => (mkdirSync(home), createRegistry(registryPath(home)).close())],
    [
      'in the middle of the settings',
      () => (mkdirSync(home), createRegistry(registryPath(home)).close(), writeFileSync(join(home, 'config.toml.new'), '[prov')),
    ],
    [
      'before the ledger',
      () => (mkdirSync(home), createRegistry(registryPath(home)).close(), createLedgerKey(join(home, 'keys'), 'mreg-440000')),
    ],
  ])('completes a home cut off %s', async (_name, cut) => {
    cut();
    expect((await init()).code).toBe(0);
    expect(contents()).toMatchObject({ kinds: FIRST_KINDS, signedSize: 4, tables: 6, keys: { length: 2 } });
    expect(existsSync(join(home, 'config.toml.new'))).toBe(false);
  });

  it.each([
    ['a folder with other things in it', () => (mkdirSync(home), writeFileSync(join(home, 'letter.txt'), '')), [], 'init.folder-in-use'],
    ['a file', () => writeFileSync(home, ''), [], 'init.not-a-folder'],
    ['an unknown province', () => {}, ['--province', '990000'], 'init.unknown-province'],
    ['a name that cannot stand in a checkpoint', () => {}, ['--origin', 'my ledger'], 'init.bad-origin'],
  ])('refuses %s', async (_name, prepare, args, code) => {
    prepare();
    const result = await init(...args);
    expect([result.code, errorOf(result.stderr)]).toEqual([2, code]);
    expect(existsSync(registryPath(home))).toBe(false);
  });

  it('works as installed', async () => {
    const result = await run(initWords(), { env: { MREG_HOME: home } });
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(result.stdout).toContain(`已建立数据目录 ${home}`);
  });
});
