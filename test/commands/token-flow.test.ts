import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StaffedHome } from '../helpers/staffed-home.js';
import { run } from '../helpers/run.js';

const folder = mkdtempSync(join(tmpdir(), 'mreg-token-flow-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PASSPHRASE = 'correct horse battery';
let office: StaffedHome;
let pass: readonly string[];

interface Failure {
  readonly error: { readonly code: string };
}

const codeOf = async (who: string, ...args: readonly string[]) => {
  const { code, document } = await office.json<Failure>(who, ...args);
  return [code, document.error.code];
};

/** What `token inspect` says of a token for whom nobody is logged in. */
const inspected = async (token: string) => {
  const { code, document } = await office.json<{ signer: string | null; refusal: string | null }>('nobody', 'token', 'inspect', token);
  return { code, signer: document.signer, refusal: document.refusal };
};

/** An application of the province's administrator for an export by `officer`. @returns its number */
async function applied(...over: readonly string[]): Promise<string> {
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
  ];
  const limits = ['--max-rows', '10', '--valid-from', dayFromNow(0), '--valid-until', dayFromNow(3)];
  const { document } = await office.json<{ request: string }>(
    'province',
    'request',
    'submit',
    'export',
    office.scan(),
    ...form,
    ...limits,
    ...over,
  );
  return document.request;
}

function dayFromNow(days: number): string {
  return new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
}

const sign = (toSign: string, out: string, ...over: readonly string[]) =>
  run(['key', 'sign', toSign, '--key', office.at('approver.key'), '--out', out, ...pass, '--yes', ...over]);

beforeAll(async () => {
  office = await StaffedHome.make(folder);
  pass = ['--passphrase-file', office.write('pass', `${PASSPHRASE}\n`)];
  await office.open('officer', '导出甲', '--role', 'staff', '--region', '440000', '--designations', 'export-officer');
  await office.mustRun('approver', 'key', 'create', 'approver', '--out', office.at('approver.key'), ...pass);
}, 400_000);

describe('mreg key', () => {
  it('registers the key of the approver who makes it', async () => {
    const { document } = await office.json<{ keys: readonly object[] }>('province', 'key', 'list');
    expect(document.keys).toMatchObject([{ account: 'approver', registered_by: '审批甲 (approver)', retired_at: null }]);
    expect(await office.mustRun('officer', 'key', 'list', '--lang', 'en')).toContain('in use');
  });

  it.each<[string, string, readonly string[]]>([
    ['by nobody', 'nobody', ['create', 'nobody']],
    ['by who is no approver', 'province', ['create', 'province']],
    ['under the name of another', 'approver', ['create', 'province']],
  ])('registers none %s, and leaves no key', async (_name, who, args) => {
    expect((await office.run(who, 'key', ...args, '--out', office.at('none.key'), ...pass)).code).toBe(4);
    expect(() => statSync(office.at('none.key'))).toThrow('ENOENT');
    expect(() => statSync(office.at('none.key.pub'))).toThrow('ENOENT');
  });

  it('is registered once', async () =>
    expect(await codeOf('approver', 'key', 'register', office.at('approver.key.pub'))).toEqual([2, 'key.known']));

  it('is not registered when the file was altered', async () => {
    const altered = { ...JSON.parse(readFileSync(office.at('approver.key.pub'), 'utf8')), created_at: '2020-01-01T00:00:00.000+08:00' };
    const path = office.write('altered.pub', JSON.stringify(altered));
    expect(await codeOf('approver', 'key', 'register', path)).toEqual([4, 'key.unproved']);
  });
});

describe('an export that the province consents to', () => {
  it('gives a token, signed with the key, that says what the form said', async () => {
    const number = await applied('--masking', 'op_date=plain');
    const out = office.at('one.jws');
    await office.mustRun('approver', 'request', 'approve', number, '--key', office.at('approver.key'), ...pass, '--token-out', out);
    expect(statSync(out).mode & 0o777).toBe(0o600);
    const { document } = await office.json<object>('nobody', 'token', 'inspect', out);
    expect(document).toMatchObject({
      signer: 'approver',
      refusal: null,
      claims: {
        iss: 'mreg:440000',
        sub: 'officer',
        request: number,
        scope: { masking: { op_date: 'plain' }, formats: ['csv'] },
        max_rows: 10,
        uses: 1,
      },
    });
    expect(await office.mustRun('officer', 'token', 'list', '--lang', 'en')).toMatch(new RegExp(`${number}.*1/1.*good`, 'u'));
  });

  it('prints the token when no file is named for it, and keeps none', async () => {
    const number = await applied();
    const { document } = await office.json<{ token: string }>(
      'approver',
      'request',
      'approve',
      number,
      '--key',
      office.at('approver.key'),
      ...pass,
    );
    expect(await office.json<object>('nobody', 'token', 'inspect', document.token)).toMatchObject({
      code: 0,
      document: { signer: 'approver' },
    });
    expect(readFileSync(join(office.home, 'registry.db')).includes(document.token)).toBe(false);
  });

  it.each<[string, () => readonly string[], number, string]>([
    ['without a key', () => [], 2, 'request.key-missing'],
    [
      'with a wrong passphrase',
      () => ['--key', office.at('approver.key'), '--passphrase-file', office.write('wrong', 'not the passphrase')],
      4,
      'key.wrong-passphrase',
    ],
    [
      'with a passphrase that others can read',
      () => ['--key', office.at('approver.key'), '--passphrase-file', office.write('open', PASSPHRASE, 0o644)],
      4,
      'access.secret-file-open',
    ],
    [
      'over another file',
      () => ['--key', office.at('approver.key'), ...pass, '--token-out', office.at('approver.key')],
      2,
      'request.token-file',
    ],
  ])('is not approved %s', async (_name, words, code, key) => {
    const number = await applied();
    expect(await codeOf('approver', 'request', 'approve', number, ...words())).toEqual([code, key]);
    const { document } = await office.json<{ state: string }>('province', 'request', 'show', number);
    expect(document.state).toBe('submitted');
  });

  it('is revoked with a reason, and then refused by name', async () => {
    const number = await applied();
    const out = office.at('revoked.jws');
    await office.mustRun('approver', 'request', 'approve', number, '--key', office.at('approver.key'), ...pass, '--token-out', out);
    const { document } = await office.json<{ claims: { jti: string } }>('nobody', 'token', 'inspect', out);
    const { jti } = document.claims;
    expect(await codeOf('officer', 'token', 'revoke', jti, '--reason', 'x', '--yes')).toEqual([4, expect.stringContaining('access.')]);
    expect((await office.run('approver', 'token', 'revoke', jti.slice(0, 8), '--reason', '用途变更')).code).toBe(2);
    await office.mustRun('approver', 'token', 'revoke', jti.slice(0, 8), '--reason', '用途变更', '--yes');
    const told = await office.run('nobody', 'token', 'inspect', out, '--lang', 'en');
    expect([told.code, told.stderr.includes('the token was revoked')]).toEqual([4, true]);
    expect(await codeOf('approver', 'token', 'revoke', jti, '--reason', 'x', '--yes')).toEqual([2, 'token.revoked-already']);
  });
});

describe('a key on another machine', () => {
  it('signs there what was handed out here, and the token counts when it is back', async () => {
    const number = await applied();
    const [toSign, signed, out] = [office.at('tosign.json'), office.at('signed.jws'), office.at('two.jws')];
    await office.mustRun('approver', 'request', 'approve', number, '--offline', toSign);
    const shown = await sign(toSign, signed, '--lang', 'en');
    expect([shown.code, shown.stdout]).toEqual([0, expect.stringContaining('测试统计局')]);
    expect(await inspected(signed)).toEqual({ code: 4, signer: 'approver', refusal: 'not-issued' });
    await office.mustRun('approver', 'request', 'approve', number, '--signed', signed, '--token-out', out);
    expect(readFileSync(out, 'utf8')).toBe(readFileSync(signed, 'utf8'));
    expect(await inspected(out)).toEqual({ code: 0, signer: 'approver', refusal: null });
  });

  it('is not believed when something else was signed than was handed out', async () => {
    const number = await applied();
    const toSign = office.at('more.json');
    await office.mustRun('approver', 'request', 'approve', number, '--offline', toSign);
    const offered = JSON.parse(readFileSync(toSign, 'utf8')) as { claims: object };
    office.write('more.json', JSON.stringify({ ...offered, claims: { ...offered.claims, max_rows: 1_000_000 } }));
    expect(await sign(toSign, office.at('more.jws'))).toMatchObject({ code: 0 });
    expect(await codeOf('approver', 'request', 'approve', number, '--signed', office.at('more.jws'))).toEqual([4, 'token.signed-differs']);
  });

  it('is not believed when the request was changed meanwhile', async () => {
    const number = await applied();
    await office.mustRun('approver', 'request', 'approve', number, '--offline', office.at('changed.json'));
    expect(await sign(office.at('changed.json'), office.at('changed.jws'))).toMatchObject({ code: 0 });
    await office.mustRun('approver', 'request', 'return', number, '--opinion', '行数太少');
    await office.mustRun('province', 'request', 'resubmit', number, '--max-rows', '20');
    expect(await codeOf('approver', 'request', 'approve', number, '--signed', office.at('changed.jws'))).toEqual([
      4,
      'token.signed-differs',
    ]);
  });

  it('is not believed for a request that was not handed out, nor handed out to who has no say', async () => {
    const number = await applied();
    expect(await codeOf('approver', 'request', 'approve', number, '--signed', office.at('signed.jws'))).toEqual([4, 'token.not-offered']);
    expect((await codeOf('province', 'request', 'approve', number, '--offline', office.at('own.json')))[0]).toBe(4);
  });
});

describe('a retired key', () => {
  it('takes all its tokens along, and signs no more', async () => {
    const { document } = await office.json<{ keys: readonly { kid: string }[] }>('approver', 'key', 'list');
    const kid = document.keys[0]?.kid ?? '';
    expect((await codeOf('province', 'key', 'retire', kid, '--reason', 'x', '--yes'))[0]).toBe(4);
    await office.mustRun('approver', 'key', 'retire', kid.slice(0, 8), '--reason', '口令遗失', '--yes');
    expect(await inspected(office.at('one.jws'))).toEqual({ code: 4, signer: 'approver', refusal: 'retired-key' });
    const number = await applied();
    const words = ['--key', office.at('approver.key'), ...pass];
    expect(await codeOf('approver', 'request', 'approve', number, ...words)).toEqual([4, 'token.refused.retired-key']);
    expect(await office.mustRun('approver', 'key', 'list', '--lang', 'zh')).toContain('口令遗失');
  });
});

it('the ledger tells it all and holds together, and the passphrase is nowhere', async () => {
  const { document } = await office.json<{ entries: readonly { kind: string }[] }>('province', 'ledger', 'list', '--limit', '200');
  const kinds = new Set(document.entries.map(({ kind }) => kind));
  for (const kind of ['key.register', 'key.retire', 'token.offer', 'token.issue', 'token.revoke']) expect(kinds).toContain(kind);
  expect((await office.run('province', 'ledger', 'verify')).code).toBe(0);
  expect(readFileSync(join(office.home, 'registry.db')).includes(PASSPHRASE)).toBe(false);
});
