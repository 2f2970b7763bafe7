import { createHash } from 'node:crypto';
import { closeSync, createReadStream, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { MregError } from '../domain/error.js';
import { fileError } from '../tables/file-error.js';

/** A scan as it was put into the store. */
export interface KeptScan {
  /** Lower-case hex, and the name it is kept under. */
  readonly sha256: string;
  readonly bytes: number;
}

export type ScanState = 'intact' | 'changed' | 'missing';

const SCANS_FOLDER = 'scans';
const UNFINISHED = 'incoming';
const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

/**
 * The scans of a home, each kept once under its SHA-256: `scans/ab/ab34…`. A scan is durable before a transaction names it, so
 * a kill leaves at most a file that no page names: it is taken up when the same scan comes again.
 */
export class ScanStore {
  private readonly folder: string;

  /** @param homePath the home; the folder of its scans is made with the first one */
  constructor(homePath: string) {
    this.folder = join(homePath, SCANS_FOLDER);
  }

  /** Where a scan lies, whether it is there or not. */
  pathOf(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256);
  }

  /** Removes what a killed import was writing. Only for who holds the import lock: the file may be somebody's. */
  clean(): void {
    rmSync(join(this.folder, UNFINISHED), { force: true });
  }

  /**
   * Puts a scan under its hash, durable when this returns. One at a time: the caller holds the import lock.
   * @throws Error whatever `pieces` throws, and the failures of the file system as they are; nothing is left behind
   */
  async keep(pieces: AsyncIterable<Uint8Array>): Promise<KeptScan> {
    const incoming = join(this.folder, UNFINISHED);
    try {
      mkdirSync(this.folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
      const kept = await writeHashed(incoming, pieces);
      if ((await this.stateOf(kept.sha256)) === 'intact') rmSync(incoming);
      else this.publish(incoming, kept.sha256);
      return kept;
    } catch (cause) {
      rmSync(incoming, { force: true });
      throw cause;
    }
  }

  private publish(incoming: string, sha256: string): void {
    const folder = join(this.folder, sha256.slice(0, 2));
    mkdirSync(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
    renameSync(incoming, join(folder, sha256));
    syncFolder(folder);
    syncFolder(this.folder);
  }

  /** Whether the stored bytes are still what came. */
  async stateOf(sha256: string): Promise<ScanState> {
    const hash = createHash('sha256');
    try {
      for await (const piece of createReadStream(this.pathOf(sha256))) hash.update(piece as Buffer);
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return 'missing';
      throw fileError(cause, this.pathOf(sha256));
    }
    return hash.digest('hex') === sha256 ? 'intact' : 'changed';
  }

  /**
   * The path of a scan whose bytes were just found to be those that came.
   * @throws MregError `integrity` when it is gone or was changed
   */
  async verifiedPath(sha256: string): Promise<string> {
    const state = await this.stateOf(sha256);
    if (state !== 'intact')
      throw new MregError('integrity', `scan-import.scan-${state}`, { scan: sha256.slice(0, 12), path: this.pathOf(sha256) });
    return this.pathOf(sha256);
  }

  /** The hashes of all files that are kept, named by a page or not. */
  *kept(): Generator<string> {
    for (const folder of foldersIn(this.folder)) yield* readdirSync(join(this.folder, folder)).toSorted();
  }
}

function foldersIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .toSorted();
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
    throw cause;
  }
}

async function writeHashed(path: string, pieces: AsyncIterable<Uint8Array>): Promise<KeptScan> {
  const hash = createHash('sha256');
  const file = await open(path, 'w', OWNER_ONLY);
  try {
    let bytes = 0;
    for await (const piece of pieces) {
      hash.update(piece);
      await writeWhole(file, piece);
      bytes += piece.byteLength;
    }
    await file.sync();
    return { sha256: hash.digest('hex'), bytes };
  } finally {
    await file.close();
  }
}

/** A write may take only a part: a nearly full disk does so before it fails. */
async function writeWhole(file: FileHandle, piece: Uint8Array): Promise<void> {
  for (let at = 0; at < piece.length;) at += (await file.write(piece, at)).bytesWritten;
}

/** A new name is durable only when its folder is. */
function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
