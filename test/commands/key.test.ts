import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signRequestText } from '../../src/access/keys/sign-request.js';
import { claimsText } from '../../src/tokens/claims.js';
import { run, runJson } from '../helpers/run.js';
import { someClaims } from '../tokens/approval-fixture.js';

const PASSPHRASE = 'correct horse battery';
let folder = '';
const at = (name: string): string => join(folder, name);

function write(name: string, text: string, mode = 0o600): string {
  writeFileSync(at(name), text);
  chmodSync(at(name), mode);
  return at(name);
}

const request = { approver: 'approver1', applicant: '张三 (county1)', region: '990104', claims: someClaims() };
const pass = (): readonly string[] => ['--passphrase-file', at('pass')];
const sign = (...over: readonly string[]) => run(['key', 'sign', at('request.json'), '--key', at('key'), '--out', at('signed'), ...over]);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mreg-key-'));
  write('pass', `${PASSPHRASE}\n`);
  write('request.json', signRequestText(request));
  const made = await run(['key', 'create', 'approver1', '--out', at('key'), '--no-register', ...pass()]);
  expect(made).toMatchObject({ code: 0, stderr: '' });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('mreg key create --no-register', () => {
  it('writes the key for its owner only, and the public half beside it, without a home', () => {
    expect(statSync(at('key')).mode & 0o777).toBe(0o600);
    const [key, pub] = [at('key'), at('key.pub')].map((path) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>);
    expect(key).toMatchObject({ account: 'approver1', kid: pub?.['kid'], public_key: pub?.['public_key'] });
  });

  it('never writes over a key', async () => {
    const before = readFileSync(at('key'));
    expect(await run(['key', 'create', 'approver1', '--out', at('key'), '--no-register', ...pass()])).toMatchObject({ code: 2 });
    expect(readFileSync(at('key'))).toEqual(before);
  });

  it.each([
    ['too short', 'elf chars..\n', 0o600, 2],
    ['open to others', `${PASSPHRASE}\n`, 0o644, 4],
    ['open to the group', `${PASSPHRASE}\n`, 0o640, 4],
  ])('takes no passphrase that is %s', async (_name, text, mode, code) => {
    const path = write('bad-pass', text, mode);
    expect(await run(['key', 'create', 'x', '--out', at('other'), '--no-register', '--passphrase-file', path])).toMatchObject({
      code,
      stdout: '',
    });
    expect(existsSync(at('other'))).toBe(false);
  });

  it('names the flag when nobody can be asked', async () => {
    const { code, stderr } = await run(['key', 'create', 'x', '--out', at('other'), '--no-register']);
    expect({ code, named: stderr.includes('--passphrase-file') }).toEqual({ code: 2, named: true });
  });
});

describe('mreg key sign', () => {
  it('says in words what is signed, and signs just that', async () => {
    const { code, stdout } = await sign(...pass(), '--yes', '--lang', 'en');
    expect(code).toBe(0);
    for (const word of [
      '张三 (county1)',
      '人口普查比对',
      '某某市统计局',
      'officer1',
      '990104',
      '1,000',
      '2031-05-12 00:00',
      'leave plain   none',
    ])
      expect(stdout).toContain(word);
    const payload = readFileSync(at('signed'), 'utf8').split('.')[1] ?? '';
    expect(Buffer.from(payload, 'base64url').toString('utf8')).toBe(claimsText(someClaims()));
    expect(statSync(at('signed')).mode & 0o777).toBe(0o600);
  });

  it('signs nothing unasked', async () => {
    rmSync(at('signed'), { force: true });
    expect(await sign(...pass())).toMatchObject({ code: 2 });
    expect(existsSync(at('signed'))).toBe(false);
  });

  it('says that the passphrase is wrong, with 4 and without repeating it', async () => {
    const wrong = 'another horse battery';
    const { code, stderr } = await sign('--passphrase-file', write('wrong', wrong), '--yes', '--lang', 'en');
    expect({ code, said: stderr.includes('passphrase is wrong'), repeated: stderr.includes(wrong) }).toEqual({
      code: 4,
      said: true,
      repeated: false,
    });
  });

  it('uses no key file that others can read', async () => {
    const path = write('open-key', readFileSync(at('key'), 'utf8'), 0o604);
    expect(await sign('--key', path, ...pass(), '--yes')).toMatchObject({ code: 4 });
  });

  it.each<[string, string, number]>([
    ['meant for another approver', signRequestText({ ...request, approver: 'approver2' }), 4],
    ['with a claim too many', JSON.stringify({ ...JSON.parse(signRequestText(request)), claims: { ...someClaims(), admin: true } }), 2],
    ['with a line that would paint over others', signRequestText({ ...request, applicant: 'x\u001b[2Ay' }), 2],
    ['that is none', '{}', 2],
  ])('signs no request %s', async (_name, text, code) => {
    rmSync(at('signed'), { force: true });
    const path = write('other.json', text);
    const result = await run(['key', 'sign', path, '--key', at('key'), '--out', at('signed'), ...pass(), '--yes']);
    expect(result).toMatchObject({ code });
    expect(existsSync(at('signed'))).toBe(false);
  });
});

describe('mreg token inspect without a home', () => {
  it('explains a file, a text and standard input alike, in both languages', async () => {
    expect(await sign(...pass(), '--yes')).toMatchObject({ code: 0 });
    const token = readFileSync(at('signed'), 'utf8');
    const fromFile = await run(['token', 'inspect', at('signed')]);
    expect(fromFile).toMatchObject({ code: 0, stderr: '' });
    expect(fromFile.stdout).toContain('男方出生日期 (birth_man)');
    expect(await run(['token', 'inspect', token.trim()])).toEqual(fromFile);
    expect(await run(['token', 'inspect', '-'], { stdin: token })).toEqual(fromFile);
    expect((await run(['token', 'inspect', at('signed'), '--lang', 'en'])).stdout).toContain("Man's date of birth (birth_man)");
  });

  it('says for scripts what is in it, and that nothing was checked', async () => {
    const { code, document } = await runJson(['token', 'inspect', at('signed')]);
    expect({ code, document }).toMatchObject({ code: 0, document: { claims: someClaims(), checked: false, signer: null, refusal: null } });
  });

  it('refuses what is no token with 4, and a file that is not there with 2', async () => {
    expect(await run(['token', 'inspect', write('no-token', 'eyJhbGciOiJub25lIn0.e30.')])).toMatchObject({ code: 4, stdout: '' });
    expect(await run(['token', 'inspect', at('nothing')])).toMatchObject({ code: 2, stdout: '' });
  });
});
