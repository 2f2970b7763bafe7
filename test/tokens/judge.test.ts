import { expect, it } from 'vitest';
import type { ApprovalClaims } from '../../src/domain/approval.js';
import { CLOCK_TOLERANCE_SECONDS, judgeToken, type IssuedToken, type TokenFacts } from '../../src/tokens/judge.js';
import type { KnownKey } from '../../src/tokens/verify.js';
import { ISSUER, NOW, someClaims } from './approval-fixture.js';

const now = NOW.getTime() / 1_000;
const key: KnownKey = { kid: '0'.repeat(32), account: 'approver1', publicKey: '', isRetired: false };
const issue: IssuedToken = { applicant: 'county1', isRevoked: false, usesLeft: 1, isVouched: true };
const facts: TokenFacts = { nowSeconds: now, issuer: ISSUER, username: 'officer1', key, issue, latestSeconds: now - 60, format: 'csv' };

it.each<[string, string | undefined, Partial<TokenFacts>, Partial<ApprovalClaims>]>([
  ['nothing speaks against it', undefined, {}, {}],
  ['no use of it is asked for', undefined, { format: undefined }, {}],
  ['the key is retired', 'retired-key', { key: { ...key, isRetired: true } }, {}],
  ['another province issued it', 'wrong-issuer', {}, { iss: 'mreg:980000' }],
  ['it was never issued', 'not-issued', { issue: undefined }, {}],
  ['registry and ledger disagree', 'record-altered', { issue: { ...issue, isVouched: false } }, {}],
  ['it is revoked', 'revoked', { issue: { ...issue, isRevoked: true } }, {}],
  ['it is used up', 'used-up', { issue: { ...issue, usesLeft: 0 } }, {}],
  ['the approver applied for it', 'approver-is-applicant', { issue: { ...issue, applicant: 'approver1' } }, {}],
  ['the approver would carry it out', 'approver-is-officer', { username: 'approver1' }, { sub: 'approver1' }],
  ['it is for another', 'wrong-user', { username: 'officer2' }, {}],
  ['the clock is behind', 'clock-set-back', { latestSeconds: now + CLOCK_TOLERANCE_SECONDS + 1 }, {}],
  ['the clock is behind by what is forgiven', undefined, { latestSeconds: now + CLOCK_TOLERANCE_SECONDS }, {}],
  ['its time has not come', 'not-yet-valid', {}, { nbf: now + 1 }],
  ['its time begins', undefined, {}, { nbf: now }],
  ['its time is over', 'expired', {}, { exp: now }],
  ['its time ends', undefined, {}, { exp: now + 1 }],
  ['the format is not allowed', 'wider-format', { format: 'parquet' }, {}],
])('%s: %s', (_name, reason, changedFacts, changedClaims) => {
  expect(judgeToken(someClaims(changedClaims), { ...facts, ...changedFacts })).toBe(reason);
});

it('what is wrong for everybody is told before what is wrong for this person or moment', () => {
  const worst = { ...facts, username: 'officer2', nowSeconds: 0, issue: { ...issue, isRevoked: true } };
  expect(judgeToken(someClaims(), worst)).toBe('revoked');
});
