import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { MregError } from '../domain/error.js';

const OTHERS_BITS = 0o077;

/**
 * Reads a file that holds a secret: a password, a session. The file is judged once open, so that what was judged is what is read.
 * @param platform as Node names it; Windows has no such bits and says 0o666 for everything
 * @returns the text without the line end; `undefined` when there is no such file
 * @throws MregError `not-permitted` when others may read it, `configuration` when it cannot be read
 */
export function readSecretFile(path: string, platform: string): string | undefined {
  const file = openIfThere(path);
  if (file === undefined) return undefined;
  try {
    const mode = fstatSync(file).mode & 0o777;
    if (platform !== 'win32' && (mode & OTHERS_BITS) !== 0) {
      throw new MregError('not-permitted', 'access.secret-file-open', { path, mode: mode.toString(8).padStart(4, '0') });
    }
    return readFileSync(file, 'utf8').replace(/\r?\n$/u, '');
  } finally {
    closeSync(file);
  }
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw new MregError('configuration', 'access.secret-file-unreadable', { path }, { cause });
  }
}
