import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApproverKey } from '../../src/access/keys/key-file.js';
import type { ApprovalClaims } from '../../src/domain/approval.js';
import { publicKeyFrom } from '../../src/tokens/key-id.js';
import { clockAhead } from '../helpers/clock.js';
import { numberIn, textsIn } from '../helpers/compare-homes.js';
import { ExportHome } from '../helpers/export-home.js';
import { answerOf, runOrderly } from '../helpers/faults.js';
import { passwordFile } from '../helpers/password.js';
import { forged, forgedByHmac } from '../tokens/approval-fixture.js';

const home = new ExportHome();
let outs = 0;

/** Tests that run the program many times, where other work shares the processors. */
const MANY_RUNS_MS = 180_000;

beforeAll(() => home.make(60), MANY_RUNS_MS);
afterAll(() => home.remove());

/** A path in a folder of its own, so that anything left there shows. */
function aPlace(): string {
  outs += 1;
  mkdirSync(home.bench.at(`attack-${outs}`));
  return join(home.bench.at(`attack-${outs}`), 'out.csv');
}

const left = (out: string): readonly string[] => readdirSync(join(out, '..'));
const kindsIn = (kind: string): number => numberIn(home.template, `SELECT count(*) FROM ledger_entry WHERE body ->> '$.kind' = '${kind}'`);

/** Runs an export with a token; whatever is in it, a refusal is the one thing that changes. */
async function refusalOf(token: string, as = 'officer1'): Promise<string> {
  const [out, uses, refusals] = [aPlace(), kindsIn('token.use'), kindsIn('token.refuse')];
  const path = home.bench.write(`attack-${outs}.jws`, token);
  const { code, error } = await home.runAs(as, ['export', 'run', '--token', path, '--out', out]);
  expect([code, left(out), kindsIn('token.use'), kindsIn('token.refuse')]).toEqual([4, [], uses, refusals + 1]);
  const [reason] = textsIn(home.template, "SELECT body ->> '$.body.reason' FROM ledger_entry ORDER BY seq DESC LIMIT 1");
  expect(error?.code).toBe(`token.refused.${reason}`);
  return reason ?? '';
}

async function goodToken(over: Partial<ApprovalClaims> = {}): Promise<string> {
  return readFileSync(await home.issue(over), 'utf8').trim();
}

const header = () => ({ alg: 'EdDSA', kid: home.key.kid, typ: 'mreg-approval+jwt' });
const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as ApprovalClaims;
const stranger = createApproverKey('approver1', '2031-05-04T09:30:00.000+08:00');

function withMoreRows(good: string): string {
  const [head, , signature] = good.split('.');
  const payload = forged(header(), { ...claimsOf(good), max_rows: 2_000_000 }, stranger).split('.')[1];
  return `${head}.${payload}.${signature}`;
}

function publicPem(): string | Buffer {
  return publicKeyFrom(home.key.publicKey).export({ format: 'pem', type: 'spki' });
}

describe('mreg export run lets nothing through', () => {
  it.each<[string, string, (good: string) => string]>([
    ['with a claim altered under its signature', 'bad-signature', withMoreRows],
    ['signed by a stranger under a known name', 'bad-signature', (good) => forged(header(), claimsOf(good), stranger)],
    ['signed by a stranger', 'unknown-key', (good) => forged({ ...header(), kid: stranger.kid }, claimsOf(good), stranger)],
    [
      'without an algorithm',
      'wrong-algorithm',
      (good) =>
        `${forged({ ...header(), alg: 'none' }, claimsOf(good), stranger)
          .split('.', 2)
          .join('.')}.`,
    ],
    [
      'with the public key as an HMAC secret',
      'wrong-algorithm',
      (good) => forgedByHmac({ ...header(), alg: 'HS256' }, claimsOf(good), publicPem()),
    ],
    [
      'that brings its own key',
      'brings-its-key',
      (good) => forged({ ...header(), jwk: { x: stranger.publicKey } }, claimsOf(good), stranger),
    ],
    ['that is not a token', 'malformed', () => 'consent'],
  ])('%s', async (_name, reason, attack) => {
    expect(await refusalOf(attack(await goodToken()))).toBe(reason);
  });

  it('before its time', async () => {
    const soon = Math.floor(Date.now() / 1_000) + 3_600;
    expect(await refusalOf(await goodToken({ nbf: soon }))).toBe('not-yet-valid');
  });

  it(
    'with one character changed, anywhere',
    async () => {
      const good = await goodToken();
      for (let part = 0; part < 8; part += 1) {
        const at = Math.floor(((good.length - 1) * part) / 7);
        const changed = `${good.slice(0, at)}${good[at] === 'A' ? 'B' : 'A'}${good.slice(at + 1)}`;
        expect(['malformed', 'bad-signature', 'bad-claims']).toContain(await refusalOf(changed));
      }
    },
    MANY_RUNS_MS,
  );

  it('after it was revoked', async () => {
    const good = await goodToken();
    const { jti } = claimsOf(good);
    expect((await home.runAs('approver1', ['token', 'revoke', jti, '--reason', '用途变更', '--yes'])).code).toBe(0);
    expect(await refusalOf(good)).toBe('revoked');
  });

  it('when its counter was raised behind its back', async () => {
    const good = await goodToken();
    numberIn(
      home.template,
      'UPDATE approval_token SET uses = 9, uses_left = 9 WHERE ledger_seq = (SELECT max(ledger_seq) FROM approval_token) RETURNING 1',
    );
    expect(await refusalOf(good)).toBe('record-altered');
  });
});

describe('the clock', () => {
  it('set back does not bring an expired token back', async () => {
    const copy = home.bench.copyHome();
    const path = await home.issue({ exp: Math.floor(Date.now() / 1_000) + 3_600 }, copy);
    const officer = { MREG_USER: 'officer1', MREG_PASSWORD_FILE: passwordFile() };
    const exportTo = (out: string, minutesAhead: number) =>
      runOrderly(['--home', copy, 'export', 'run', '--token', path, '--out', out], { env: { ...officer, ...clockAhead(minutesAhead) } });
    const [later, back] = [aPlace(), aPlace()];
    expect((await exportTo(later, 120)).error?.code).toBe('token.refused.expired');
    expect((await exportTo(back, 0)).error?.code).toBe('token.refused.clock-set-back');
    expect([left(later), left(back)]).toEqual([[], []]);
  });
});

describe('twenty exports at the same instant with one token', () => {
  it(
    'are one export',
    async () => {
      const path = await home.issue();
      const places = Array.from({ length: 20 }, aPlace);
      const uses = kindsIn('token.use');
      const answers = (await Promise.all(places.map((out) => home.startExport(home.template, path, out).done))).map((result) =>
        answerOf(result),
      );
      expect(answers.filter(({ code }) => code === 0)).toHaveLength(1);
      expect(new Set(answers.flatMap(({ error }) => error?.code ?? []))).toEqual(new Set(['token.refused.used-up']));
      expect(places.flatMap(left)).toEqual(['out.csv']);
      expect(kindsIn('token.use')).toBe(uses + 1);
      expect((await home.run(['ledger', 'verify', '--state'])).code).toBe(0);
    },
    MANY_RUNS_MS,
  );
});

it('a retired key takes all its tokens along', async () => {
  const good = await goodToken();
  expect((await home.runAs('approver1', ['key', 'retire', home.key.kid, '--reason', '遗失', '--yes'])).code).toBe(0);
  expect(await refusalOf(good)).toBe('retired-key');
});
