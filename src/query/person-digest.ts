import { createHmac } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MregError } from '../domain/error.js';
import { eighteenFromFifteen } from '../domain/identity-document.js';

/** What the ledger calls a person who was looked up: the same for each look-up, and nobody's number without the key. */
export type PersonDigest = (number: string) => string;

const KEY_FILE = 'queries.key';
const KEY_BYTES = 32;

/**
 * Digests by the key in the folder of keys, which is made at the first use. There are few enough document numbers to try them all,
 * so a bare hash would give them away. @throws MregError `configuration` when the key is damaged
 */
export function personDigest(keysPath: string, random: (bytes: number) => Buffer): PersonDigest {
  const key = queryKey(keysPath, random);
  return (number) => {
    const one = /^\d{15}$/u.test(number) ? eighteenFromFifteen(number) : number;
    return createHmac('sha256', key).update(`mreg query person\n${one}`).digest('hex');
  };
}

function queryKey(keysPath: string, random: (bytes: number) => Buffer): Buffer {
  const path = join(keysPath, KEY_FILE);
  if (!existsSync(path)) makeKey(keysPath, path, random);
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  if (key.length !== KEY_BYTES) throw new MregError('configuration', 'query.key-damaged', { path });
  return key;
}

/** Two processes may make it at once: the first one's stays. */
function makeKey(keysPath: string, path: string, random: (bytes: number) => Buffer): void {
  mkdirSync(keysPath, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(path, `${random(KEY_BYTES).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause;
  }
}
