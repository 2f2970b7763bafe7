import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shanghaiTime } from '../../src/lib/shanghai-time.js';
import { textsIn } from '../helpers/compare-homes.js';
import { passwordFile } from '../helpers/password.js';
import { run } from '../helpers/run.js';
import { StaffedHome } from '../helpers/staffed-home.js';

interface Receipt {
  readonly request: string;
  readonly state: string;
  readonly carried_out?: Readonly<Record<string, unknown>>;
  readonly error: { readonly code: string };
}

interface Listing {
  readonly requests: readonly { readonly request: string; readonly overdue: boolean }[];
}

const DOCUMENT_NUMBER = '990000190001010014';
const folder = mkdtempSync(join(tmpdir(), 'mreg-command-request-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let office: StaffedHome;

/** Forty runs of the program; on a busy machine each takes seconds. */
const SETTING_UP_MS = 300_000;

beforeAll(async () => {
  office = await StaffedHome.make(folder);
  await office.open('city', '市级甲', '--role', 'city-admin', '--region', '440100');
  await office.open('county', '区级甲', '--role', 'county-admin', '--region', '440104');
  await office.open('shenzhen', '深圳甲', '--role', 'city-admin', '--region', '440300');
  await office.open('officer', '导出甲', '--role', 'staff', '--region', '440000', '--designations', 'export-officer');
  await office.open('auditor', '审计甲', '--role', 'staff', '--region', '440000', '--designations', 'auditor');
}, SETTING_UP_MS);

const RENAME = ['--office', '440104', '--new-name', '测试登记中心', '--takes-effect-on', '2026-12-01', '--reason', '更名'];
const PERMIT = ['--plan-sha256', 'a'.repeat(64), '--reason', '录入错误'];

async function submit(who: string, kind: string, ...form: readonly string[]): Promise<string> {
  const { document } = await office.json<Receipt>(who, 'request', 'submit', kind, office.scan(), ...form);
  return document.request;
}

describe('mreg request', () => {
  it('goes from county to city to province, and the last opinion carries it out', async () => {
    const number = await submit('county', 'org-rename', ...RENAME);
    expect((await office.json<Listing>('city', 'request', 'list', '--waiting-for-me')).document.requests).toMatchObject([
      { request: number },
    ]);
    const city = await office.json<Receipt>('city', 'request', 'approve', number, office.scan('市级.pdf'), '--opinion', '情况属实');
    expect(city).toMatchObject({ code: 0, document: { state: 'submitted' } });
    const province = await office.json<Receipt>('province', 'request', 'approve', number);
    expect(province).toMatchObject({ code: 0, document: { state: 'approved', carried_out: { office: '440104' } } });
    const shown = await office.mustRun('county', 'request', 'show', number, '--lang', 'zh');
    for (const part of ['测试登记中心', '市级同意', '省级同意', '情况属实', '市级.pdf', '办理']) expect(shown).toContain(part);
    expect(await office.mustRun('county', 'request', 'list', '--mine', '--lang', 'en')).toContain('approved');
  });

  it.each<[string, string, readonly string[], number, string]>([
    ['a kind there is not', 'county', ['submit', 'org-renam'], 2, 'request.unknown-kind'],
    ['a blank left empty', 'county', ['submit', 'org-rename', '--reason', 'x'], 2, 'request.missing-field'],
    ['a flag of another kind', 'county', ['submit', 'correction', '--office', '440104', ...PERMIT], 2, 'request.foreign-flag'],
    ['what lies outside the area', 'county', ['submit', 'org-rename', ...RENAME.with(1, '440106')], 4, 'request.outside-area'],
    ['what is handed in by who only reads', 'auditor', ['submit', 'correction', ...PERMIT], 4, ''],
    ['a number there is not', 'county', ['show', '440104-20261125-999'], 2, 'request.unknown'],
    ['a file that is no form', 'county', ['submit', 'correction', '--from', '/dev/null'], 2, 'request.file-not-form'],
    ['a file that is not there', 'county', ['submit', 'correction', '--from', '/nonexistent'], 2, 'request.file-unreadable'],
    ['a region that is none', 'county', ['list', '--region', '4401'], 2, 'request.bad-region'],
  ])('refuses %s', async (_name, who, args, code, key) => {
    const answer = await office.json<Receipt>(who, 'request', ...args);
    expect([answer.code, answer.document.error.code]).toEqual([code, expect.stringContaining(key)]);
  });

  it.each<[string, string, readonly string[], string]>([
    ['by its applicant', 'city', ['approve'], 'request.person.own'],
    ['by another city', 'shenzhen', ['approve'], 'request.other-area'],
    ['by a county', 'county', ['approve'], 'request.other-area'],
    ['by the auditor', 'auditor', ['approve'], ''],
    ['back by another', 'province', ['withdraw'], 'request.person.not-own'],
  ])('is not decided or taken %s', async (_name, who, [verb = ''], key) => {
    const number = await submit('city', 'correction', ...PERMIT);
    const answer = await office.json<Receipt>(who, 'request', verb, number);
    expect([answer.code, answer.document.error.code]).toEqual([4, expect.stringContaining(key)]);
  });

  it('is shown to the auditor, not to another city', async () => {
    const number = await submit('city', 'correction', ...PERMIT);
    expect((await office.run('auditor', 'request', 'show', number)).code).toBe(0);
    expect((await office.run('shenzhen', 'request', 'show', number)).code).toBe(4);
  });

  it('is returned, changed, handed in again, withdrawn', async () => {
    const number = await submit('city', 'correction', ...PERMIT);
    expect((await office.run('province', 'request', 'return', number, '--opinion', '请说明')).code).toBe(0);
    expect((await office.run('city', 'request', 'attach', number, office.scan('说明.pdf'))).code).toBe(0);
    expect((await office.json<Receipt>('city', 'request', 'resubmit', number, '--reason', '批文见附件')).document).toMatchObject({
      version: 2,
    });
    expect((await office.json<Receipt>('city', 'request', 'withdraw', number, '--reason', '不再需要')).document).toMatchObject({
      state: 'withdrawn',
    });
    expect((await office.json<Receipt>('province', 'request', 'approve', number)).document.error.code).toBe('request.refused.over');
  });

  it('refuses for good with a reason', async () => {
    const number = await submit('city', 'correction', ...PERMIT);
    expect((await office.json<Receipt>('province', 'request', 'reject', number, '--opinion', '不符合')).document.state).toBe('rejected');
  });

  it('lets exactly one of two win who approve at the same instant', async () => {
    const number = await submit('city', 'correction', ...PERMIT);
    const answers = await Promise.all(
      ['province', 'approver', 'province', 'approver'].map((who) => office.json<Receipt>(who, 'request', 'approve', number)),
    );
    expect(answers.filter(({ code }) => code === 0)).toHaveLength(1);
    for (const { code, document } of answers) if (code !== 0) expect(document.error.code).toMatch(/^request\.(changed|refused\.over)$/u);
    const { document } = await office.json<{ timeline: readonly { kind: string }[] }>('city', 'request', 'show', number);
    expect(document.timeline.map(({ kind }) => kind)).toEqual(['submit', 'approve']);
  });

  it('moves an account and closes it', async () => {
    await office.open('leaver', '市级乙', '--role', 'city-admin', '--region', '440300');
    const moved = await submit(
      'province',
      'user-permission',
      '--username',
      'leaver',
      '--role',
      'staff',
      '--region',
      '440305',
      '--reason',
      '调任',
    );
    expect((await office.json<Receipt>('approver', 'request', 'approve', moved)).document.carried_out).toMatchObject({
      role: 'staff',
      region: '440305',
    });
    expect((await office.json<Receipt>('leaver', 'request', 'submit', 'correction', ...PERMIT)).code).toBe(4);
    const closed = await submit('province', 'user-close', '--username', 'leaver', '--departed-on', '2026-01-05', '--reason', '调离');
    expect((await office.json<Receipt>('approver', 'request', 'approve', closed)).document.carried_out).toEqual({ username: 'leaver' });
    expect(textsIn(office.home, "SELECT departed_on FROM account WHERE username = 'leaver'")).toEqual(['2026-01-05']);
    expect((await office.run('leaver', 'whoami')).code).toBe(4);
    expect((await office.run('leaver', 'login', 'leaver', '--password-file', passwordFile())).code).toBe(4);
  });

  it('finds a scan that was changed, exit code 5', async () => {
    const number = await submit('city', 'correction', ...PERMIT);
    const unlike = office.write('unlike.pdf', '%PDF-1.7 another');
    await office.mustRun('city', 'request', 'attach', number, unlike);
    const { document } = await office.json<{ timeline: readonly { scans: readonly { sha256: string }[] }[] }>(
      'city',
      'request',
      'show',
      number,
    );
    const sha256 = document.timeline.at(-1)?.scans[0]?.sha256 ?? '';
    const path = join(office.home, 'attachments', sha256);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    rmSync(path);
    expect((await office.run('city', 'request', 'show', number)).code).toBe(5);
  });

  it('ends with 7 when one listed is overdue and that is asked about', async () => {
    const number = await submit('city', 'correction', ...PERMIT);
    const later = office.write('later.mjs', LATER);
    // The password proves the person for this one command: the session of today is over by then.
    const env = { NODE_OPTIONS: `--import ${later}`, MREG_USER: 'city', MREG_PASSWORD_FILE: passwordFile() };
    const { code, stdout } = await run(['request', 'list', '--mine', '--fail-on', 'overdue', '--json'], office.options('nobody', { env }));
    expect(code).toBe(7);
    expect((JSON.parse(stdout) as Listing).requests.find(({ request }) => request === number)?.overdue).toBe(true);
  });
});

/** The clock of a process, three weeks on. */
const LATER = `const Real = Date; const ahead = 21 * 86400000;
globalThis.Date = class extends Real { constructor(...a) { super(...(a.length === 0 ? [Real.now() + ahead] : a)); } static now() { return Real.now() + ahead; } };\n`;

/** A validity of a week from today. */
function thisWeek(): readonly string[] {
  return ['--valid-from', dayAhead(0), '--valid-until', dayAhead(7)];
}

function dayAhead(days: number): string {
  return shanghaiTime(new Date(Date.now() + days * 86_400_000)).slice(0, 10);
}

describe('an export', () => {
  const form = [
    '--purpose',
    '测试比对',
    '--recipient',
    '测试统计局',
    '--officer',
    'officer',
    '--fields',
    'op_type,op_date',
    '--formats',
    'csv',
    '--max-rows',
    '10',
  ];

  it('is consented to by the approver alone, with a token signed by his key', async () => {
    const number = await submit('city', 'export', ...form, ...thisWeek());
    expect((await office.json<Receipt>('province', 'request', 'approve', number)).document.error.code).toBe(
      'request.person.needs-approver',
    );
    const passphrase = office.write('passphrase', 'a long passphrase for tests\n');
    await office.mustRun('approver', 'key', 'create', 'approver', '--out', office.at('approver.key'), '--passphrase-file', passphrase);
    const token = office.at('export.token');
    const sign = ['request', 'approve', number, '--key', office.at('approver.key'), '--passphrase-file', passphrase];
    expect((await office.json<Receipt>('approver', 'request', 'approve', number)).document.error.code).toBe('request.key-missing');
    expect(await office.json<Receipt>('approver', ...sign, '--token-out', token)).toMatchObject({
      code: 0,
      document: { state: 'approved', carried_out: { officer: 'officer' } },
    });
    expect(statSync(token).mode & 0o777).toBe(0o600);
    expect(await office.mustRun('officer', 'token', 'inspect', token, '--lang', 'zh')).toContain('测试统计局');
  });
});

describe('secrets', () => {
  it('of forms stay out of every file of the home', async () => {
    const form = office.write(
      'form.json',
      JSON.stringify({
        name: '登记甲',
        role: 'staff',
        region: '440104',
        document_number: DOCUMENT_NUMBER,
        reason: `见 ${DOCUMENT_NUMBER}`,
      }),
    );
    const number = await submit('county', 'user-open', '--from', form);
    const shown = await office.mustRun('county', 'request', 'show', number, '--json');
    expect(shown).toContain('9900**********0014');
    const secrets = [DOCUMENT_NUMBER, office.initialPassword('city'), office.initialPassword('approver')];
    for (const path of filesUnder(office.home)) {
      const content = readFileSync(path, 'latin1');
      for (const secret of secrets) expect(content.includes(secret), path).toBe(false);
    }
  });

  it('and the ledger is whole after all of this', async () => {
    expect((await office.run('auditor', 'ledger', 'verify')).code).toBe(0);
  });
});

function filesUnder(path: string): readonly string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((name) => statSync(name).isFile());
}
