import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readSync, renameSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
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
const OWNER_ONLY_FOLDER = 0o700;
const STAGING_PREFIX = '.mreg-';

export interface StageOptions {
  /** The private folder, in the folder of the file; a caller that writes its name down finds it again after a kill. */
  readonly folder?: string;
}

/**
 * Writes a file in a private folder beside `path`; the caller publishes or withdraws it.
 * @throws MregError `configuration` when the place cannot be written or the disk is full; nothing is left behind.
 */
export async function stageFile(path: string, write: (sink: ByteSink) => Promise<void>, options: StageOptions = {}): Promise<StagedFile> {
  const folder = await makeFolder(path, options.folder).catch((cause: unknown) => {
    throw writeError(cause, path);
  });
  try {
    return staged(path, folder, await writeHashed(join(folder, basename(path)), write));
  } catch (cause) {
    await rm(folder, { recursive: true, force: true });
    throw writeError(cause, path);
  }
}

/** What a killed process left in the private folder that it had written down. */
export interface LeftFile {
  /** Where the file with this content (hex) is: in the private folder, in its place already, or nowhere. */
  find(sha256: string): 'staged' | 'published' | 'lost';
  publish(): void;
  /** Removes the private folder, and nothing else. */
  remove(): void;
}

export function leftFile(path: string, folder: string): LeftFile {
  const file = staged(path, folder, { bytes: 0, sha256: '' });
  return {
    find: (sha256) => {
      if (digestOf(join(folder, basename(path))) === sha256) return 'staged';
      return digestOf(path) === sha256 ? 'published' : 'lost';
    },
    publish: () => file.publish(),
    remove: () => file.withdraw(),
  };
}

const READ_BYTES = 1_048_576;

function digestOf(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const hash = createHash('sha256');
  const block = Buffer.alloc(READ_BYTES);
  const file = openSync(path, 'r');
  try {
    for (let read = readSync(file, block); read > 0; read = readSync(file, block)) hash.update(block.subarray(0, read));
    return hash.digest('hex');
  } finally {
    closeSync(file);
  }
}

/** A private folder beside a file, by a name that nobody else takes. */
export function stagingFolder(path: string, name: string): string {
  return join(dirname(path), `${STAGING_PREFIX}${name}`);
}

/** Says before long work what writing would say after it. @throws MregError `usage` when there is no folder for the file */
export function requireFolderOf(path: string): void {
  if (!existsSync(dirname(path))) throw new MregError('usage', 'report.no-folder', { path });
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

async function makeFolder(path: string, folder: string | undefined): Promise<string> {
  if (folder === undefined) return mkdtemp(join(dirname(path), STAGING_PREFIX));
  await mkdir(folder, { mode: OWNER_ONLY_FOLDER });
  return folder;
}

/** A piece is written while the next one is made, so it must stay as it is. */
async function writeHashed(path: string, write: (sink: ByteSink) => Promise<void>): Promise<{ bytes: number; sha256: string }> {
  const handle = await open(path, 'wx', OWNER_ONLY);
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    let writing = Promise.resolve();
    await write(async (piece) => {
      hash.update(piece);
      bytes += piece.byteLength;
      await writing;
      writing = writeWhole(handle, piece);
      // Awaited with the next piece; until then a failure must not count as one that nobody handles.
      writing.catch(() => undefined);
    });
    await writing;
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
      published = true;
      syncFolder(dirname(path));
    } catch (cause) {
      throw writeError(cause, path);
    }
    removeFolder();
  };
  const withdraw = (): void => {
    removeFolder();
    if (published) rmSync(path, { force: true });
  };
  return { path, ...written, publish, withdraw };
}

const CANNOT_SYNC: ReadonlySet<string> = new Set(['EINVAL', 'EPERM', 'EACCES', 'EISDIR', 'ENOTSUP']);

/** The new name is durable only when its folder is written; a file system that cannot sync a folder says so, and need not. */
function syncFolder(path: string): void {
  try {
    const folder = openSync(path, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch (cause) {
    if (!CANNOT_SYNC.has(codeOf(cause))) throw cause;
  }
}

const codeOf = (cause: unknown): string => (cause instanceof Error && 'code' in cause ? String(cause.code) : '');

function writeError(cause: unknown, path: string): unknown {
  const code = codeOf(cause);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return new MregError('configuration', 'report.disk-full', { path }, { cause });
  if (code === 'ENOENT' || code === 'ENOTDIR') return new MregError('usage', 'report.no-folder', { path }, { cause });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'EISDIR')
    return new MregError('usage', 'report.cannot-write', { path }, { cause });
  return cause;
}
