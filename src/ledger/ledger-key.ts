import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { accessSync, chmodSync, constants, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MregError } from '../domain/error.js';
import { ledgerRepository } from '../store/ledger-repository.js';
import type { Sqlite } from '../store/open.js';
import { appendEntry } from './append.js';
import type { LedgerReceipt } from './entry.js';
import { decodeVerifierKey, encodeVerifierKey, isKeyName, keyIdOf, type NoteSigner, type NoteVerifier } from './signed-note.js';

export interface LedgerKey {
  readonly keyId: string;
  /** Verifier key line of the signed-note specification: for the registry, the configuration, and whoever will check. */
  readonly publicKey: string;
  /** The private key's file, PKCS 8 PEM, readable by its owner only. */
  readonly path: string;
}

/**
 * Makes an Ed25519 key that signs checkpoints under `name` (the ledger's origin) and writes the private half to
 * `directory/ledger-<key id>.pem`, mode 0600. @throws Error when the name cannot stand in a note.
 */
export function createLedgerKey(directory: string, name: string): LedgerKey {
  if (!isKeyName(name)) throw new Error(`a ledger key's name has neither spaces nor plus signs: ${name}`);
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const keyId = keyIdOf(name, publicKey);
  const path = join(directory, `ledger-${keyId}.pem`);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  writeFileSync(path, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' });
  // The mode given at creation is cut by the umask only; say it again for file systems that ignore it.
  chmodSync(path, 0o600);
  return { keyId, publicKey: encodeVerifierKey(name, publicKey), path };
}

export const KEY_ADDED = 'ledger.key';

/**
 * Makes the registry know a key, inside the caller's transaction: a row, and an entry that the row must agree with, so
 * that a key slipped in later is found. @returns the entry's receipt
 */
export function registerLedgerKey(
  database: Sqlite,
  key: Pick<LedgerKey, 'keyId' | 'publicKey'>,
  by: { at: string; actor: string },
): LedgerReceipt {
  ledgerRepository(database).storeKey(key.keyId, key.publicKey, by.at);
  return appendEntry(database, { ...by, kind: KEY_ADDED, body: { key_id: key.keyId, public_key: key.publicKey } });
}

/** Reads a private key for signing under `name`. @throws MregError `configuration` when the file is absent or is no Ed25519 key. */
export function loadLedgerSigner(path: string, name: string): NoteSigner {
  try {
    const privateKey = createPrivateKey(readFileSync(path));
    if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error(`a key of type ${privateKey.asymmetricKeyType}`);
    const publicKey = createPublicKey(privateKey);
    return { name, keyId: keyIdOf(name, publicKey), publicKey, privateKey };
  } catch (cause) {
    throw new MregError('configuration', 'ledger.key-unreadable', { path }, { cause });
  }
}

/** The keys that checkpoints are believed by; a damaged line is no key. */
export function verifiersOf(publicKeys: readonly string[]): readonly NoteVerifier[] {
  return publicKeys.map(decodeVerifierKey).filter((verifier) => verifier !== undefined);
}

/**
 * Verifier keys of the private keys kept in a folder: a pin that editing the registry cannot move. Empty when the folder
 * is not there or belongs to somebody else, as it should for an auditor.
 */
export function verifierKeysIn(directory: string, name: string): readonly string[] {
  const files = readableNames(directory).filter((file) => KEY_FILE.test(file));
  return files.flatMap((file) => {
    const path = join(directory, file);
    return isReadable(path) ? [encodeVerifierKey(name, loadLedgerSigner(path, name).publicKey)] : [];
  });
}

const KEY_FILE = /^ledger-[0-9a-f]{8}\.pem$/;

function readableNames(directory: string): readonly string[] {
  return isReadable(directory) ? readdirSync(directory) : [];
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
