import { readFileSync } from 'node:fs';
import { MregError } from '../domain/error.js';

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
