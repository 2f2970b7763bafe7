import { writeFileSync } from 'node:fs';
import { MregError } from '../../domain/error.js';

/** Without what reads alike on paper: 0 O, 1 l I. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz';
const CAPITALS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const DIGITS = '23456789';
const ALL = LETTERS + CAPITALS + DIGITS;
const LENGTH = 20;

/**
 * A first password that nobody chose: more than 100 bits, all kinds of characters in it. A byte is used only below the
 * largest multiple of the alphabet, so that no character is likelier than another.
 */
export function drawInitialPassword(random: (bytes: number) => Buffer): string {
  const draw = (alphabet: string): string => {
    const bound = 256 - (256 % alphabet.length);
    for (;;) {
      const byte = random(1)[0] ?? 0;
      if (byte < bound) return alphabet.charAt(byte % alphabet.length);
    }
  };
  const groups = Array.from({ length: LENGTH / 5 }, () => Array.from({ length: 5 }, () => draw(ALL)).join(''));
  // One of each kind at the front satisfies any policy whatever chance brings.
  return `${draw(LETTERS)}${draw(CAPITALS)}${draw(DIGITS)}-${groups.join('-')}`;
}

/** Hands a first password over as a file that only its owner reads. @throws MregError `usage` when the file exists or cannot be written. */
export function writeInitialPassword(path: string, password: string): void {
  try {
    writeFileSync(path, `${password}\n`, { mode: 0o600, flag: 'wx' });
  } catch (cause) {
    throw new MregError('usage', 'access.initial-password-file', { path }, { cause });
  }
}
