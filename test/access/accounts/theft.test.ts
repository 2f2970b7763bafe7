import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { aProvince, CLERK, type Province, type Who } from '../a-province.js';

let province: Province;
beforeAll(async () => {
  province = await aProvince();
});

async function result(where: Province, who: Who, ...words: string[]): Promise<{ readonly code: number; readonly document: unknown }> {
  const { code, stdout, stderr } = await where.run(who, words);
  return { code, document: JSON.parse(code === 0 ? stdout : stderr) as unknown };
}

describe('a stolen account', () => {
  it('is frozen at once, its sessions end, and the bureau above and the province are told', async () => {
    const home = province.copy();
    expect(await result(home, 'registrar', 'user', 'report-theft', 'registrar', '--what', '昨晚有人用我的账户登录')).toMatchObject({
      code: 0,
      document: { username: 'registrar', incident: 1, addressees: ['440100', '440000'], sessions: 1 },
    });
    expect(await result(home, 'registrar', 'whoami')).toMatchObject({ code: 4 });
    expect(await result(home, 'city', 'user', 'show', 'registrar')).toMatchObject({ document: { state: 'frozen', sessions: [] } });
    expect(await result(home, 'province', 'user', 'incidents', '--open')).toMatchObject({
      document: {
        incidents: [{ id: 1, kind: 'account-theft', username: 'registrar', state: 'open', reported_by: 'registrar 样本 (registrar)' }],
      },
    });
    expect(await result(home, 'county there', 'user', 'incidents')).toEqual({ code: 0, document: { incidents: [] } });
    expect(await result(home, 'auditor', 'ledger', 'verify')).toMatchObject({ code: 0 });
  });

  it('of a city is reported to the province, of the province to itself', async () => {
    const home = province.copy();
    for (const who of ['city', 'approver'] as const) {
      expect(await result(home, who, 'user', 'report-theft', who, '--what', 'x')).toMatchObject({ document: { addressees: ['440000'] } });
    }
  });

  it('works again with a new first password, which the holder must change, and the incident is settled', async () => {
    const home = province.copy();
    const file = join(home.home, 'first-password.txt');
    await home.run('county', ['user', 'report-theft', CLERK, '--what', '口令丢失']);
    expect(await result(home, 'security', 'user', 'unfreeze', CLERK, '--reason', '本人到场核验', '--initial-password', file)).toMatchObject(
      {
        code: 0,
        document: { username: CLERK, password_file: file },
      },
    );
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await result(home, 'county', 'user', 'show', CLERK)).toMatchObject({
      document: { state: 'active', must_change_password: true },
    });
    expect(await result(home, 'county', 'user', 'incidents')).toMatchObject({
      document: { incidents: [{ state: 'closed', closed_by: 'security 样本 (security)', outcome: '本人到场核验' }] },
    });
    const password = readFileSync(file, 'utf8').trim();
    expect(readFileSync(join(home.home, 'registry.db')).includes(password)).toBe(false);
  });

  it('stays frozen when its new password cannot be handed over', async () => {
    const home = province.copy();
    await home.run('county', ['user', 'report-theft', CLERK, '--what', 'x']);
    const taken = join(home.home, 'config.toml');
    expect(await result(home, 'security', 'user', 'unfreeze', CLERK, '--reason', 'x', '--initial-password', taken)).toMatchObject({
      code: 2,
    });
    expect(await result(home, 'county', 'user', 'show', CLERK)).toMatchObject({ document: { state: 'frozen' } });
  });

  it('is not unfrozen when it never was frozen, and no password is written for it', async () => {
    const file = join(province.folder, 'unused.txt');
    expect(await result(province, 'security', 'user', 'unfreeze', CLERK, '--reason', 'x', '--initial-password', file)).toMatchObject({
      code: 3,
      document: { error: { code: 'user.not-frozen' } },
    });
    expect(existsSync(file)).toBe(false);
  });

  it('leaves no document number that was typed with it, in the registry or the ledger', async () => {
    const home = province.copy();
    await home.run('county', ['user', 'report-theft', CLERK, '--what', '冒用 990101196001011234']);
    const incidents = await home.run('county', ['user', 'incidents']);
    expect(incidents.stdout).toContain('9901**********1234');
    expect(readFileSync(join(home.home, 'registry.db')).includes('990101196001011234')).toBe(false);
  });
});

describe('the upkeep of accounts', () => {
  it('writes down a certificate and a departure, with the last day to cancel', async () => {
    const home = province.copy();
    const issued = ['--number', '培2026-2', '--issuer', '440100', '--issued-on', '2026-04-30'];
    expect(await result(home, 'county', 'user', 'certificate', CLERK, ...issued)).toMatchObject({ code: 0 });
    expect(await result(home, 'city', 'user', 'depart', CLERK, '--on', '2026-05-11')).toMatchObject({ code: 0 });
    expect(await result(home, 'county', 'user', 'show', CLERK)).toMatchObject({
      document: {
        certificate: { number: '培2026-2', issuer: '440100', issued_on: '2026-04-30' },
        departure: { on: '2026-05-11', due: '2026-05-14', provisional: false },
      },
    });
  });

  it.each([
    ['a certificate that a county issued', ['certificate', CLERK, '--number', '1', '--issuer', '440103', '--issued-on', '2026-04-30'], 3],
    ['a certificate of tomorrow', ['certificate', CLERK, '--number', '1', '--issuer', '440100', '--issued-on', '2026-05-21'], 2],
    ['a departure to come', ['depart', CLERK, '--on', '2026-05-21'], 2],
    ['a departure on no day', ['depart', CLERK, '--on', '2026-02-30'], 2],
    ['an account that is not there', ['depart', 'nobody', '--on', '2026-05-11'], 3],
  ])('refuses %s', async (_what, words, code) => {
    expect(await result(province, 'county', 'user', ...words)).toMatchObject({ code });
  });

  it('ends the sessions of an account, which can log in again', async () => {
    const home = province.copy();
    expect(await result(home, 'county', 'user', 'revoke-sessions', 'registrar')).toEqual({
      code: 0,
      document: { username: 'registrar', sessions: 1 },
    });
    expect(await result(home, 'registrar', 'whoami')).toMatchObject({ code: 4 });
    expect(await result(home, 'county', 'user', 'show', 'registrar')).toMatchObject({ document: { state: 'active', sessions: [] } });
  });

  it('audits the accounts of the area into a page and a workbook, and fails on what breaks a rule', async () => {
    const home = province.copy();
    const [page, sheet] = [join(home.home, 'audit.html'), join(home.home, 'audit.xlsx')];
    await home.run('county', ['user', 'depart', CLERK, '--on', '2026-05-11']);
    const { code, stdout } = await home.run('county', ['user', 'audit', '--report', page, '--xlsx', sheet, '--fail-on', 'error']);
    expect(code).toBe(7);
    expect(JSON.parse(stdout)).toMatchObject({
      errors: 1,
      findings: [
        { kind: 'leaver-overdue', username: CLERK, day: '2026-05-14', days: 6 },
        { kind: 'temporary-open', username: 'temporary' },
      ],
    });
    expect(readFileSync(page, 'utf8')).toContain('离岗逾期未注销');
    expect(readFileSync(sheet).subarray(0, 2).toString()).toBe('PK');
    expect(await result(home, 'county there', 'user', 'audit', '--fail-on', 'error')).toMatchObject({ code: 0, document: { errors: 0 } });
  });
});

describe('what the program says of accounts', () => {
  it.each(['zh', 'en'])('is readable in %s', async (lang) => {
    const home = province.copy();
    await home.run('county', ['user', 'depart', CLERK, '--on', '2026-05-11']);
    for (const words of [['list'], ['show', CLERK], ['audit'], ['incidents']]) {
      const { code, stdout } = await home.speak('county', ['user', ...words, '--lang', lang]);
      expect([code, stdout]).toEqual([0, expect.not.stringMatching(/undefined|\{|null/u) as string]);
      expect(stdout.length).toBeGreaterThan(3);
    }
  });
});
