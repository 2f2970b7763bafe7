import type { LedgerRepository } from '../store/ledger-repository.js';
import type { LedgerEntry } from './entry.js';
import { KEY_ADDED } from './ledger-key.js';
import { entriesMentioning } from './search.js';
import { decodeVerifierKey } from './signed-note.js';
import type { KeyProblem } from './verdict.js';

interface AnnouncedKey {
  readonly keyId: string;
  readonly publicKey: string;
  readonly createdAt: string;
  readonly retiredAt: string | null;
}

/** Keys whose line is damaged or is filed under another id. */
export function misnamedKeys(repository: LedgerRepository): readonly KeyProblem[] {
  return repository
    .keys()
    .filter(({ keyId, publicKey }) => decodeVerifierKey(publicKey)?.keyId !== keyId)
    .map(({ keyId }) => ({ kind: 'key-altered', keyId }));
}

/** The registry's keys must be those the ledger tells of, no more, no fewer, and unchanged. */
export function keyProblems(repository: LedgerRepository): readonly KeyProblem[] {
  const announced = new Map(announcedKeys(repository).map((key) => [key.keyId, describe(key)]));
  const stored = new Map(repository.keys().map((key) => [key.keyId, describe(key)]));
  const keyIds = [...new Set([...announced.keys(), ...stored.keys()])];
  return keyIds.filter((keyId) => announced.get(keyId) !== stored.get(keyId)).map((keyId) => ({ kind: 'key-altered', keyId }));
}

function announcedKeys(repository: LedgerRepository): readonly AnnouncedKey[] {
  return entriesMentioning(repository, [`"kind":"${KEY_ADDED}"`]).flatMap((entry) => (entry.kind === KEY_ADDED ? [keyIn(entry)] : []));
}

function keyIn({ at, body }: LedgerEntry): AnnouncedKey {
  return { keyId: textOf(body['key_id']), publicKey: textOf(body['public_key']), createdAt: at, retiredAt: null };
}

function describe({ publicKey, createdAt, retiredAt }: AnnouncedKey): string {
  return JSON.stringify([publicKey, createdAt, retiredAt]);
}

/** An entry that holds something else announces no key that could match. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
