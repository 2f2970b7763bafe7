import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clockAhead } from '../helpers/clock.js';
import { textsIn } from '../helpers/compare-homes.js';
import { PASSWORD, passwordFile } from '../helpers/password.js';
import { run, type RunResult } from '../helpers/run.js';

const NEW_PASSWORD = 'Autumn-2026-lake';
const folder = mkdtempSync(join(tmpdir(), 'mreg-login-'));
const template = join(folder, 'template');
const initialPasswordPath = join(folder, 'lisi.txt');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Everything any command here printed: no secret may be in it. */
const said: string[] = [];
/** Every session token there was. */
const tokens = new Set<string>();
let homes = 0;

type Env = Readonly<Record<string, string>>;

async function mreg(home: string, args: readonly string[], env: Env = {}): Promise<RunResult & { readonly error: string }> {
  const result = await run([...args, '--home', home, '--json'], { env });
  said.push(result.stdout, result.stderr);
  remember(join(home, 'sessions', 'current'));
  const error = result.code === 0 ? '' : (JSON.parse(result.stderr) as { error: { code: string } }).error.code;
  return { ...result, error };
}

function remember(sessionPath: string): void {
  if (!existsSync(sessionPath)) return;
  const token = readFileSync(sessionPath, 'utf8').trim();
  if (token.length === TOKEN_CHARACTERS) tokens.add(token);
}

const TOKEN_CHARACTERS = 43;

/** A home of 张三, administrator of the province, who is logged in; 李四 is its auditor and has an initial password. */
function aHome(): string {
  const home = join(folder, `home-${(homes += 1)}`);
  cpSync(template, home, { recursive: true });
  return home;
}

const login = (home: string, username: string, password: string, env: Env = {}) =>
  mreg(home, ['login', username, '--password-file', passwordFile(password)], env);

const documentOf = ({ stdout }: RunResult) => JSON.parse(stdout) as Record<string, unknown>;

/** Kinds and bodies of the ledger entries behind the ones of the template. */
function written(home: string): readonly (readonly [string, Record<string, unknown>])[] {
  return textsIn(home, 'SELECT body FROM ledger_entry ORDER BY seq')
    .slice(TEMPLATE_ENTRIES)
    .map((text) => JSON.parse(text) as { kind: string; body: Record<string, unknown> })
    .map(({ kind, body }) => [kind, body]);
}

/** init, key, account and login of 张三; account of 李四. */
const TEMPLATE_ENTRIES = 5;

beforeAll(async () => {
  const words = ['init', '--operator', '张三', '--account', 'zhangsan', '--password-file', passwordFile()];
  expect((await mreg(template, words)).code).toBe(0);
  const appointed = [
    'user',
    'appoint',
    '--username',
    'lisi',
    '--name',
    '李四',
    '--as',
    'auditor',
    '--initial-password',
    initialPasswordPath,
  ];
  expect((await mreg(template, appointed)).code).toBe(0);
});

const initialPassword = (): string => readFileSync(initialPasswordPath, 'utf8').trim();

describe('a new home', () => {
  it('has its operator logged in as the administrator of the province', async () => {
    const { code, stdout } = await mreg(aHome(), ['whoami']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      username: 'zhangsan',
      name: '张三',
      role: 'province-admin',
      region: '440000',
      must_change_password: false,
      session: { opened_at: expect.stringContaining('+08:00') },
    });
  });

  it.each([
    ['a weak password', () => passwordFile('abc'), 2, 'access.password-short'],
    ['a password that others can read', () => passwordFile(PASSWORD, 0o640), 4, 'access.secret-file-open'],
    ['no password', () => passwordFile(''), 2, 'access.password-file-content'],
    ['a password file that is not there', () => join(folder, 'nowhere'), 2, 'access.password-file-missing'],
  ])('is not made with %s', async (_name, path, code, key) => {
    const home = join(folder, `home-${(homes += 1)}`);
    const result = await mreg(home, ['init', '--operator', '张三', '--password-file', path()]);
    expect([result.code, result.error, existsSync(home)]).toEqual([code, key, false]);
  });

  it('names the missing flag where there is no terminal', async () => {
    const { code, stderr } = await run(['init', '--operator', '张三', '--home', join(folder, 'none'), '--lang', 'en']);
    expect(code).toBe(2);
    expect(stderr).toContain('--password-file');
  });

  it('of a version before accounts gets its first one by init', async () => {
    const home = aHome();
    textsIn(home, "DELETE FROM session RETURNING 'x'");
    textsIn(home, "DELETE FROM password_history RETURNING 'x'");
    textsIn(home, "DELETE FROM account RETURNING 'x'");
    rmSync(join(home, 'keys', 'holders.key'));
    expect((await mreg(home, ['init', '--operator', '王五', '--password-file', passwordFile()])).code).toBe(0);
    expect(documentOf(await mreg(home, ['whoami']))).toMatchObject({ username: '王五' });
    expect((await mreg(home, ['ledger', 'verify'])).code).toBe(0);
  });
});

describe('nobody', () => {
  it.each(['batch list', 'whoami', 'logout', 'ledger checkpoint'])('may run %s', async (command) => {
    const home = aHome();
    rmSync(join(home, 'sessions'), { recursive: true });
    const { code, error } = await mreg(home, command.split(' '));
    expect([code, error]).toEqual([4, 'access.no-session']);
  });

  it('is let in by another home, by chance, or by the hash in the registry', async () => {
    const home = aHome();
    const hash = textsIn(home, 'SELECT token_sha256 FROM session')[0] ?? '';
    for (const text of [hash, 'A'.repeat(43)]) {
      writeFileSync(join(home, 'sessions', 'current'), text);
      expect((await mreg(home, ['whoami'])).code).toBe(4);
    }
  });
});

describe('a login', () => {
  it('opens a session in a file of its owner, and is in the ledger', async () => {
    const home = aHome();
    const { code, stdout } = await login(home, 'ZhangSan', PASSWORD);
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { username: 'zhangsan' }]);
    expect(statSync(join(home, 'sessions', 'current')).mode & 0o777).toBe(0o600);
    expect(written(home)).toMatchObject([['session.login', { username: 'zhangsan', via: 'password' }]]);
  });

  it('with a wrong password says the same as for an unknown username, which the ledger does not repeat', async () => {
    const home = aHome();
    const wrong = await login(home, 'zhangsan', 'Wrong-2026-hill');
    const unknown = await login(home, 'Typed-Pass-2026', 'Wrong-2026-hill');
    expect([wrong.code, wrong.error]).toEqual([4, 'access.login-refused']);
    expect([unknown.code, unknown.stderr]).toEqual([wrong.code, wrong.stderr]);
    expect(written(home)).toEqual([
      ['session.refuse', { username: 'zhangsan', reason: 'wrong-password', command: 'login' }],
      ['session.refuse', { username: null, reason: 'unknown-account', command: 'login' }],
    ]);
  });

  it('is refused after five wrong passwords also with the right one, for fifteen minutes', async () => {
    const home = aHome();
    const guesses = await Promise.all(Array.from({ length: 8 }, () => login(home, 'zhangsan', 'Wrong-2026-hill')));
    expect(new Set(guesses.map(({ error }) => error))).toEqual(new Set(['access.login-refused']));
    expect((await login(home, 'zhangsan', PASSWORD)).error).toBe('access.login-refused');
    const reasons = written(home).map(([kind, { reason }]) => reason ?? kind);
    expect(reasons).toEqual([...Array.from({ length: 5 }, () => 'wrong-password'), 'account.lock', 'locked', 'locked', 'locked', 'locked']);
    expect((await login(home, 'zhangsan', PASSWORD, clockAhead(14))).code).toBe(4);
    expect((await login(home, 'zhangsan', PASSWORD, clockAhead(16))).code).toBe(0);
  });

  it('at the same time as another leaves one whole session, and both in the ledger', async () => {
    const home = aHome();
    const both = await Promise.all([login(home, 'zhangsan', PASSWORD), login(home, 'zhangsan', PASSWORD)]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect((await mreg(home, ['whoami'])).code).toBe(0);
    expect(written(home).map(([kind]) => kind)).toEqual(['session.login', 'session.login']);
    expect(readdirSync(join(home, 'sessions'))).toEqual(['current']);
  });

  it('makes the hash anew when the settings ask for more', async () => {
    const home = aHome();
    writeFileSync(join(home, 'config.toml'), '\n[access.hashing]\npasses = 3\n', { flag: 'a' });
    expect((await login(home, 'zhangsan', PASSWORD)).code).toBe(0);
    expect(textsIn(home, "SELECT password_hash FROM account WHERE username = 'zhangsan'")).toEqual([expect.stringContaining('t=3')]);
    expect((await login(home, 'zhangsan', PASSWORD)).code).toBe(0);
    expect((await passwd(home, PASSWORD, PASSWORD)).error).toBe('access.password-used');
  });
});

const passwd = (home: string, present: string, next: string, env: Env = {}) =>
  mreg(home, ['passwd', '--password-file', passwordFile(present), '--new-password-file', passwordFile(next)], env);

describe('an initial password', () => {
  it('is in a file of its owner', () => {
    expect(statSync(initialPasswordPath).mode & 0o777).toBe(0o600);
  });

  it('opens nothing but its own change (Art. 19)', async () => {
    const home = aHome();
    expect(documentOf(await login(home, 'lisi', initialPassword()))).toMatchObject({ must_change_password: true });
    expect((await mreg(home, ['ledger', 'list'])).error).toBe('access.must-change-password');
    expect(documentOf(await mreg(home, ['whoami']))).toMatchObject({ designations: ['auditor'] });
    expect((await passwd(home, initialPassword(), initialPassword())).error).toBe('access.password-used');
    expect((await passwd(home, initialPassword(), 'Aa1')).error).toBe('access.password-short');
    expect((await passwd(home, 'Wrong-2026-hill', NEW_PASSWORD)).error).toBe('access.login-refused');
    expect((await passwd(home, initialPassword(), NEW_PASSWORD)).code).toBe(0);
    expect((await mreg(home, ['ledger', 'list'])).code).toBe(0);
    expect(written(home).map(([kind]) => kind)).toEqual(['session.login', 'access.refuse', 'session.refuse', 'account.password']);
  });
});

describe('a password', () => {
  it('that was one of the last five is refused, the sixth is not', async () => {
    const home = aHome();
    writeFileSync(join(home, 'config.toml'), '\n[access.password]\nhistory = 2\n', { flag: 'a' });
    expect((await passwd(home, PASSWORD, NEW_PASSWORD)).code).toBe(0);
    expect((await passwd(home, NEW_PASSWORD, PASSWORD)).error).toBe('access.password-used');
    expect((await passwd(home, NEW_PASSWORD, 'Winter-2026-wood')).code).toBe(0);
    expect((await passwd(home, 'Winter-2026-wood', PASSWORD)).code).toBe(0);
  });

  it('changed ends the other sessions of its account and keeps this one', async () => {
    const home = aHome();
    const elsewhere = { MREG_SESSION: join(home, 'elsewhere') };
    expect((await login(home, 'zhangsan', PASSWORD, elsewhere)).code).toBe(0);
    expect(documentOf(await passwd(home, PASSWORD, NEW_PASSWORD))).toEqual({ username: 'zhangsan', ended_sessions: 1 });
    expect((await mreg(home, ['whoami'], elsewhere)).error).toBe('access.session-ended');
    expect((await mreg(home, ['whoami'])).code).toBe(0);
  });
});

describe('a session', () => {
  it('that others can read is not used', async () => {
    const home = aHome();
    chmodSync(join(home, 'sessions', 'current'), 0o604);
    const { code, error } = await mreg(home, ['whoami']);
    expect([code, error]).toEqual([4, 'access.secret-file-open']);
  });

  it('unused for half an hour is over, also when the clock is set back then', async () => {
    const home = aHome();
    expect((await mreg(home, ['batch', 'list'], clockAhead(31))).error).toBe('access.session-idle');
    expect((await mreg(home, ['batch', 'list'])).error).toBe('access.session-idle');
    expect(written(home)).toMatchObject([['session.end', { username: 'zhangsan', reason: 'idle' }]]);
  });

  it('is over after twelve hours however busy, and its use is written by commands that only read', async () => {
    const home = aHome();
    writeFileSync(join(home, 'config.toml'), '\n[access]\nidle_minutes = 300\n', { flag: 'a' });
    for (const minutes of [250, 500, 700]) expect((await mreg(home, ['batch', 'list'], clockAhead(minutes))).code).toBe(0);
    expect((await mreg(home, ['batch', 'list'], clockAhead(725))).error).toBe('access.session-too-long');
  });

  it('used after the clock was set back is over', async () => {
    const home = aHome();
    expect((await mreg(home, ['batch', 'list'], clockAhead(-60))).error).toBe('access.session-clock-back');
    expect((await mreg(home, ['batch', 'list'])).code).toBe(4);
  });

  it('leaves no byte behind in a dry run', async () => {
    const home = aHome();
    const before = readFileSync(join(home, 'registry.db'));
    const sample = new URL('../../samples/messy.xlsx', import.meta.url).pathname;
    expect((await mreg(home, ['import', sample, '--dry-run'], clockAhead(10))).code).toBe(0);
    expect(readFileSync(join(home, 'registry.db')).equals(before)).toBe(true);
  });

  it('is void behind logout, wherever its file was copied', async () => {
    const home = aHome();
    cpSync(join(home, 'sessions', 'current'), join(home, 'copy'));
    expect(documentOf(await mreg(home, ['logout']))).toEqual({ username: 'zhangsan', sessions: 1 });
    expect(readdirSync(join(home, 'sessions'))).toEqual([]);
    expect((await mreg(home, ['whoami'], { MREG_SESSION: join(home, 'copy') })).error).toBe('access.session-ended');
    expect(written(home)).toMatchObject([['session.logout', { username: 'zhangsan' }]]);
  });

  it('is void behind logout --all elsewhere', async () => {
    const home = aHome();
    const elsewhere = { MREG_SESSION: join(home, 'elsewhere') };
    await login(home, 'zhangsan', PASSWORD, elsewhere);
    expect(documentOf(await mreg(home, ['logout', '--all'], elsewhere))).toMatchObject({ sessions: 2 });
    expect((await mreg(home, ['whoami'])).error).toBe('access.session-ended');
  });
});

describe('a cron job', () => {
  it('proves itself for one command by a password file, and the ledger tells of each', async () => {
    const home = aHome();
    rmSync(join(home, 'sessions'), { recursive: true });
    const cron = { MREG_USER: 'zhangsan', MREG_PASSWORD_FILE: passwordFile() };
    expect((await mreg(home, ['batch', 'list'], cron)).code).toBe(0);
    expect(documentOf(await mreg(home, ['whoami'], cron))).toMatchObject({ username: 'zhangsan', session: null });
    expect(existsSync(join(home, 'sessions'))).toBe(false);
    expect(written(home)).toEqual([
      ['session.login', { username: 'zhangsan', via: 'password-file', command: 'batch list' }],
      ['session.login', { username: 'zhangsan', via: 'password-file', command: 'whoami' }],
    ]);
    expect((await mreg(home, ['ledger', 'verify'], cron)).code).toBe(0);
  });

  it.each([
    ['a file that others can read', () => passwordFile(PASSWORD, 0o644), 'access.secret-file-open'],
    ['a wrong password', () => passwordFile('Wrong-2026-hill'), 'access.login-refused'],
  ])('with %s is refused, session or not', async (_name, path, key) => {
    const { code, error } = await mreg(aHome(), ['batch', 'list'], { MREG_USER: 'zhangsan', MREG_PASSWORD_FILE: path() });
    expect([code, error]).toEqual([4, key]);
  });
});

describe('a command beyond the account', () => {
  it('is refused, and the ledger says who wanted what', async () => {
    const home = aHome();
    await login(home, 'lisi', initialPassword());
    await passwd(home, initialPassword(), NEW_PASSWORD);
    for (const words of [
      ['import', 'a.csv'],
      ['user', 'appoint', '--username', 'x', '--name', '王五', '--as', 'approver', '--initial-password', join(folder, 'never')],
    ]) {
      const { code, error } = await mreg(home, words);
      expect([code, error]).toEqual([4, 'access.not-allowed']);
    }
    expect(written(home).slice(-2)).toEqual([
      ['access.refuse', { username: 'lisi', command: 'import', permission: 'records.import' }],
      ['access.refuse', { username: 'lisi', command: 'user appoint', permission: 'account.appoint' }],
    ]);
    expect(existsSync(join(folder, 'never'))).toBe(false);
    expect((await mreg(home, ['ledger', 'verify'])).code).toBe(0);
  });
});

describe('secrets', () => {
  it('are in no message and in no file of a home but the session file', () => {
    const passwords = [PASSWORD, NEW_PASSWORD, initialPassword(), 'Wrong-2026-hill', 'Typed-Pass-2026'];
    const secrets = [...passwords, ...tokens];
    // Of two logins at once, one may overwrite the other's token before it is seen here.
    expect(tokens.size).toBeGreaterThanOrEqual(10);
    expect(secrets.filter((secret) => said.some((text) => text.includes(secret)))).toEqual([]);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => path !== initialPasswordPath && !/\/(?:current|copy|elsewhere)$/u.test(path));
    const leaks = files.filter((path) => secrets.some((secret) => readFileSync(path).includes(secret)));
    expect(leaks).toEqual([]);
  });
});
