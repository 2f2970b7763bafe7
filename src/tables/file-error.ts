import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { MregError } from '../domain/error.js';

/** Each cause has its own message: a missing file must never be called a wrong encoding. */
const KEY_BY_CODE: Readonly<Record<string, string>> = {
  ENOENT: 'import.file-missing',
  ENOTDIR: 'import.file-missing',
  ENAMETOOLONG: 'import.file-missing',
  EACCES: 'import.file-permission',
  EPERM: 'import.file-permission',
  EISDIR: 'import.file-is-folder',
  ELOOP: 'import.file-link-loop',
  EMFILE: 'import.too-many-open-files',
  ENFILE: 'import.too-many-open-files',
  ENOSPC: 'import.disk-full',
  EDQUOT: 'import.disk-full',
  EFBIG: 'import.disk-full',
};

/** Turns a failure of the file system into the error a user can act on; anything else is passed on as it is. */
export function fileError(cause: unknown, file: string): unknown {
  const code = systemCodeOf(cause);
  if (code === undefined) return cause;
  return new MregError('input-refused', KEY_BY_CODE[code] ?? 'import.file-unreadable', { file, code }, { cause });
}

/** `ENOENT` and the like: a failed system call names its call, a failure inside Node does not. */
function systemCodeOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error) || !('syscall' in cause) || !('code' in cause)) return undefined;
  return typeof cause.code === 'string' ? cause.code : undefined;
}

/** Opens a file for reading, closes it whatever happens, and gives every failure of the file system its own message. */
export async function withFile<T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T> {
  try {
    const file = await open(path, 'r');
    try {
      return await use(file);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw fileError(cause, path);
  }
}
