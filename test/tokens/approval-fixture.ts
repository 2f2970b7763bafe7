import { createHmac, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createApproverKey, type ApproverKey } from '../../src/access/keys/key-file.js';
import { publicKeyOf } from '../../src/access/keys/public-key-file.js';
import { registerKey } from '../../src/access/keys/registered-keys.js';
import type { Principal } from '../../src/domain/account.js';
import type { ApprovalClaims } from '../../src/domain/approval.js';
import { canonicalJson } from '../../src/ledger/canonical-json.js';
import { parseEntry, type LedgerEntry } from '../../src/ledger/entry.js';
import { ledgerRepository } from '../../src/store/ledger-repository.js';
import { createRegistry, type Registry, type Sqlite } from '../../src/store/open.js';
import { recordIssue } from '../../src/tokens/issue.js';
import { knownKey } from '../../src/tokens/known-keys.js';
import { signToken } from '../../src/tokens/sign.js';
import type { TokenAttempt } from '../../src/tokens/use.js';

export const ISSUER = 'mreg:990000';
export const AT = '2031-05-04T09:30:00.000+08:00';
/** In the midst of the time the tokens of these tests are good for. */
export const NOW = new Date('2031-05-05T12:00:00+08:00');

export const APPROVER = aPrincipal('approver1', ['approver']);
export const OFFICER = aPrincipal('officer1', ['export-officer']);
export const APPLICANT = 'county1';

export function aPrincipal(username: string, designations: Principal['designations'] = []): Principal {
  return { username, name: username, role: 'staff', designations, region: '990000' };
}

export function someClaims(over: Partial<ApprovalClaims> = {}): ApprovalClaims {
  return {
    iss: ISSUER,
    sub: OFFICER.username,
    jti: '00112233445566778899aabbccddeeff',
    iat: seconds('2031-05-04T09:30:00'),
    nbf: seconds('2031-05-05T00:00:00'),
    exp: seconds('2031-05-12T00:00:00'),
    request: '990104-20310504-001',
    purpose: '人口普查比对',
    recipient: '某某市统计局',
    scope: { fields: ['op_type', 'birth_man'], masking: { birth_man: 'generalise' }, filter: { regions: ['990104'] }, formats: ['csv'] },
    max_rows: 1_000,
    uses: 1,
    ...over,
  };
}

export function seconds(shanghai: string): number {
  return Date.parse(`${shanghai}+08:00`) / 1_000;
}

/** A registry in a folder of its own, gone when the test is over. */
export function aRegistry(): Registry {
  const folder = mkdtempSync(join(tmpdir(), 'mreg-tokens-'));
  const registry = createRegistry(join(folder, 'registry.db'));
  onTestFinished(() => {
    registry.close();
    rmSync(folder, { recursive: true });
  });
  return registry;
}

export function aKey(database: Sqlite, owner: Principal = APPROVER): ApproverKey {
  const key = createApproverKey(owner.username, AT);
  registerKey(database, publicKeyOf(key), { principal: owner, at: AT });
  return key;
}

/** Signs claims and remembers them as issued. */
export async function issue(
  database: Sqlite,
  key: ApproverKey,
  claims: ApprovalClaims = someClaims(),
  applicant = APPLICANT,
): Promise<string> {
  const known = knownKey(database, key.kid);
  if (known === undefined) throw new Error('the key is not registered');
  const given = { claims, key: known, applicant, approver: aPrincipal(key.account, ['approver']), now: new Date(AT) };
  database.transaction(() => recordIssue(database, given)).immediate();
  return signToken(claims, key);
}

export function anAttempt(token: string, over: Partial<TokenAttempt> = {}): TokenAttempt {
  return { token, principal: OFFICER, now: NOW, issuer: ISSUER, format: 'csv', ...over };
}

/** All entries of the ledger, in order. */
export function entriesOf(database: Sqlite): readonly LedgerEntry[] {
  const repository = ledgerRepository(database);
  return Array.from({ length: repository.lastSeq() }, (_, at) => repository.entry(at + 1)).flatMap(
    (stored) => (stored && parseEntry(stored.body.toString())) ?? [],
  );
}

const part = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : canonicalJson(value)).toString('base64url');

/** A compact JWS made by hand, as an attacker would, from any header and payload, signed with the key. */
export function forged(header: unknown, payload: unknown, key: ApproverKey): string {
  const text = `${part(header)}.${part(payload)}`;
  return `${text}.${sign(null, Buffer.from(text), key.privateKey).toString('base64url')}`;
}

/** The old confusion: the public key, known to all, as the secret of an HMAC. */
export function forgedByHmac(header: unknown, payload: unknown, secret: string | Buffer): string {
  const text = `${part(header)}.${part(payload)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}
