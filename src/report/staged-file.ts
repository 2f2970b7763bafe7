import { createHash } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { MregError } from '../domain/error.js';
import type { ByteSink } from './xlsx/zip-writer.js';

/** A file written beside its place, durable and hashed, that appears under its name only when it is published. */
export interface StagedFile {
  readonly path: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
  /** Puts the file in its place at once. Synchronous, so that it can be the last step of a database transaction. */
  publish(): void;
  /** Removes the file, published or not. */
  withdraw(): void;
}

/** What we write may hold personal data: its owner alone reads it. */
const OWNER_ONLY = 0o600;

/**
 * Writes a file in a private folder beside `path`; the caller publishes or withdraws it.
 * @throws MregError `configuration` when the place cannot be written or the disk is full; nothing is left behind.
 */
export async function stageFile(path: string, write: (sink: ByteSink) => Promise<void>): Promise<StagedFile> {
  const folder = await mkdtemp(join(dirname(path), '.mreg-')).catch((cause: unknown) => {
    throw writeError(cause, path);
  });
  try {
    return staged(path, folder, await writeHashed(join(folder, basename(path)), write));
  } catch (cause) {
    await rm(folder, { recursive: true, force: true });
    throw writeError(cause, path);
  }
}

/** Writes a whole text; the file under `path` is the old one or the new one, never half of either. */
export async function writeTextFile(path: string, texts: Iterable<string>): Promise<StagedFile> {
  const file = await stageFile(path, async (sink) => {
    for (const text of texts) await sink(Buffer.from(text, 'utf8'));
  });
  try {
    file.publish();
  } catch (cause) {
    file.withdraw();
    throw cause;
  }
  return file;
}

async function writeHashed(path: string, write: (sink: ByteSink) => Promise<void>): Promise<{ bytes: number; sha256: string }> {
  const handle = await open(path, 'wx', OWNER_ONLY);
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    await write(async (piece) => {
      hash.update(piece);
      bytes += piece.byteLength;
      await writeWhole(handle, piece);
    });
    await handle.sync();
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    await handle.close();
  }
}

/** One write may take only a part, on a disk that is nearly full. */
async function writeWhole(handle: FileHandle, piece: Uint8Array): Promise<void> {
  for (let done = 0; done < piece.byteLength;) done += (await handle.write(piece, done)).bytesWritten;
}

function staged(path: string, folder: string, written: { bytes: number; sha256: string }): StagedFile {
  let published = false;
  const removeFolder = (): void => rmSync(folder, { recursive: true, force: true });
  const publish = (): void => {
    try {
      renameSync(join(folder, basename(path)), path);
    } catch (cause) {
      throw writeError(cause, path);
    }
    published = true;
    removeFolder();
  };
  const withdraw = (): void => {
    removeFolder();
    if (published) rmSync(path, { force: true });
  };
  return { path, ...written, publish, withdraw };
}

function writeError(cause: unknown, path: string): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return new MregError('configuration', 'report.disk-full', { path }, { cause });
  if (code === 'ENOENT' || code === 'ENOTDIR') return new MregError('usage', 'report.no-folder', { path }, { cause });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'EISDIR')
    return new MregError('usage', 'report.cannot-write', { path }, { cause });
  return cause;
}
