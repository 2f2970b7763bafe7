import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { textsIn } from '../../helpers/compare-homes.js';
import { passwordFile } from '../../helpers/password.js';
import { aProvince, CLERK, type Province, type Who } from '../a-province.js';

const NEW_PASSWORD = 'Autumn-2026-lake';

let province: Province;
beforeAll(async () => {
  province = await aProvince();
});

async function result(where: Province, who: Who, ...words: string[]): Promise<{ readonly code: number; readonly document: unknown }> {
  const { code, stdout, stderr } = await where.run(who, words);
  return { code, document: JSON.parse(code === 0 ? stdout : stderr) as unknown };
}

const reset = (where: Province, username: string, file: string, reason = '忘记口令，本人到场') =>
  result(where, 'security', 'user', 'reset-password', username, '--reason', reason, '--initial-password', file);

const login = (where: Province, username: string, file: string) => result(where, 'nobody', 'login', username, '--password-file', file);

function newFile(where: Province): string {
  return join(where.home, 'first-password.txt');
}

describe('who forgot the password', () => {
  it('gets a new first one, which opens nothing but its own change', async () => {
    const home = province.copy();
    const file = newFile(home);
    expect(await reset(home, CLERK, file)).toMatchObject({ code: 0, document: { username: CLERK, password_file: file, sessions: 0 } });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await login(home, CLERK, file)).toMatchObject({ code: 0, document: { must_change_password: true } });
    expect(await result(home, 'nobody', 'batch', 'list')).toMatchObject({ document: { error: { code: 'access.must-change-password' } } });
    const change = ['--password-file', file, '--new-password-file', passwordFile(NEW_PASSWORD)];
    expect(await result(home, 'nobody', 'passwd', ...change)).toMatchObject({ code: 0 });
    expect(await result(home, 'nobody', 'batch', 'list')).toMatchObject({ code: 0 });
    expect(await login(home, CLERK, file)).toMatchObject({ code: 4 });
  });

  it('is let in at once, also when guessing had locked the account', async () => {
    const home = province.copy();
    for (let turn = 0; turn < 5; turn += 1) await login(home, CLERK, passwordFile('Wrong-2026-hill'));
    expect(textsIn(home.home, `SELECT locked_until FROM account WHERE username = '${CLERK}'`)).toEqual([expect.stringContaining('T')]);
    await reset(home, CLERK, newFile(home));
    expect(await login(home, CLERK, newFile(home))).toMatchObject({ code: 0 });
  });

  it('is told by the refusal whom to ask', async () => {
    const { stderr } = await province.copy().speak('nobody', ['login', CLERK, '--password-file', passwordFile('Wrong-2026-hill')]);
    expect(stderr).toContain('mreg user reset-password');
  });

  it('has no session any more, and the ledger says who reset it and why, but not the password', async () => {
    const home = province.copy();
    const file = newFile(home);
    expect(await reset(home, 'registrar', file, '本人持 990101196001011234 到场')).toMatchObject({ document: { sessions: 1 } });
    expect(await result(home, 'registrar', 'whoami')).toMatchObject({ code: 4 });
    expect(await result(home, 'auditor', 'ledger', 'list', '--kind', 'account.password-reset')).toMatchObject({
      document: {
        entries: [
          { actor: 'security 样本 (security)', body: { username: 'registrar', reason: '本人持 9901**********1234 到场', sessions: 1 } },
        ],
      },
    });
    expect(await result(home, 'auditor', 'ledger', 'verify')).toMatchObject({ code: 0 });
    const registry = readFileSync(join(home.home, 'registry.db'));
    expect(registry.includes(readFileSync(file, 'utf8').trim())).toBe(false);
    expect(registry.includes('990101196001011234')).toBe(false);
  });
});

describe('a password is not reset', () => {
  it.each([
    ['of oneself', 'security', 'x', 4, 'user.reset-own'],
    ['without a reason', CLERK, ' ', 2, 'user.reason-missing'],
    ['of nobody', 'nobody-here', 'x', 3, 'access.no-account'],
  ])('%s', async (_what, username, reason, code, key) => {
    const file = newFile(province);
    expect(await reset(province, username, file, reason)).toMatchObject({ code, document: { error: { code: key } } });
    expect(existsSync(file)).toBe(false);
  });

  it('of a frozen account, which is to be unfrozen', async () => {
    const home = province.copy();
    await home.run('county', ['user', 'report-theft', CLERK, '--what', 'x']);
    const refused = await reset(home, CLERK, newFile(home));
    expect(refused).toMatchObject({ code: 3, document: { error: { code: 'user.reset-frozen' } } });
    expect(JSON.stringify(refused)).toContain(`mreg user unfreeze ${CLERK}`);
    expect(existsSync(newFile(home))).toBe(false);
  });

  it('of a closed account', async () => {
    const home = province.copy();
    textsIn(home.home, `UPDATE account SET state = 'closed' WHERE username = '${CLERK}' RETURNING state`);
    expect(await reset(home, CLERK, newFile(home))).toMatchObject({ code: 3, document: { error: { code: 'access.account-is-closed' } } });
  });

  it('into a file that is there: the session goes on, and the file stays as it is', async () => {
    const home = province.copy();
    const taken = join(home.home, 'config.toml');
    const before = readFileSync(taken, 'utf8');
    expect(await reset(home, 'registrar', taken)).toMatchObject({ code: 2, document: { error: { code: 'access.initial-password-file' } } });
    expect(readFileSync(taken, 'utf8')).toBe(before);
    expect(await result(home, 'registrar', 'whoami')).toMatchObject({ code: 0 });
  });
});
