import { createHmac } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { MregError } from '../../domain/error.js';
import { eighteenFromFifteen } from '../../domain/identity-document.js';
import { maskNumber } from '../../domain/masking.js';

/** Who holds an account, without the document number that says so. */
export interface Holder {
  /** Hex. */
  readonly key: string;
  /** `4401**********1234` */
  readonly masked: string;
}

export const HOLDER_KEY_FILE = 'holders.key';
const KEY_BYTES = 32;
const NUMBER = /^[\dA-Z()]{5,20}$/;

/**
 * The holder of a document number. There are few enough document numbers to try them all, so the hash is keyed and the
 * key stays outside the registry. A 15-digit number has the key of its 18-digit reading.
 * @throws MregError `input-refused` when it is no document number
 */
export function holderOf(documentNumber: string, key: Buffer): Holder {
  const text = documentNumber.normalize('NFKC').toUpperCase().replaceAll(/\s/gu, '');
  if (!NUMBER.test(text)) throw new MregError('input-refused', 'access.bad-document-number');
  const number = /^\d{15}$/.test(text) ? eighteenFromFifteen(text) : text;
  return { key: createHmac('sha256', key).update(`mreg account holder\n${number}`).digest('hex'), masked: maskNumber(number) };
}

/** Writes a new key for holders, readable by its owner only. */
export function createHolderKey(path: string, random: (bytes: number) => Buffer): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, `${random(KEY_BYTES).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
}

/** @throws MregError `configuration` when the key is gone or damaged: without it nobody can say who has an account already. */
export function readHolderKey(path: string): Buffer {
  try {
    const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
    if (key.length !== KEY_BYTES) throw new Error(`a key of ${key.length} bytes`);
    return key;
  } catch (cause) {
    throw new MregError('configuration', 'access.holder-key-unreadable', { path }, { cause });
  }
}
