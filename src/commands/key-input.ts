import { readFileSync, statSync } from 'node:fs';
import { MregError } from '../domain/error.js';

const OTHERS = 0o077;
const MOST_BYTES = 1_048_576;

/** Reads a small text file that the user named, or standard input for `-`. @throws MregError `usage` when it cannot be read */
export function readTextInput(path: string): string {
  try {
    // Descriptor 0 is standard input.
    const text = readFileSync(path === '-' ? 0 : path, 'utf8');
    if (text.length <= MOST_BYTES) return text;
  } catch (cause) {
    throw new MregError('usage', 'key.unreadable', { path }, { cause });
  }
  throw new MregError('usage', 'key.too-large', { path });
}

/**
 * Reads a file that holds a secret. One that others can read is refused: what they may have read is no secret any more.
 * @throws MregError `not-permitted` naming the file and its mode
 */
export function readSecretFile(path: string): string {
  const text = readTextInput(path);
  const { mode } = statSync(path);
  if ((mode & OTHERS) !== 0) throw new MregError('not-permitted', 'key.file-open', { path, mode: (mode & 0o777).toString(8) });
  return text;
}
