import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { MregError } from '../../domain/error.js';
import { maskNumbersIn } from '../../domain/masking.js';
import { SCAN_TYPES, scanTypeOf, type ScanType } from './scan-type.js';

/** A stamped scan, read and recognised. */
export interface Scan {
  /** What the file was called, document numbers masked. */
  readonly name: string;
  readonly content: Buffer;
  readonly sha256: string;
  readonly type: ScanType;
}

const MEBIBYTE = 1024 * 1024;

/** @throws MregError `input-refused` when a file cannot be read, is no PDF, PNG, JPEG or TIFF, or is larger than allowed */
export function readScans(paths: readonly string[], mostBytes: number): readonly Scan[] {
  return paths.map((path) => readScan(path, mostBytes));
}

function readScan(path: string, mostBytes: number): Scan {
  const name = maskNumbersIn(basename(path));
  const content = readWithin(path, name, mostBytes);
  const type = scanTypeOf(content);
  if (type === undefined) throw new MregError('input-refused', 'request.scan.type', { file: name, types: SCAN_TYPES.join(' ') });
  return { name, content, sha256: sha256Of(content), type };
}

/** The size is asked before the bytes: a film or a device must not be read into memory first. */
function readWithin(path: string, name: string, mostBytes: number): Buffer {
  try {
    const { size } = statSync(path);
    if (size > mostBytes) {
      throw new MregError('input-refused', 'request.scan.large', {
        file: name,
        mib: Math.ceil(size / MEBIBYTE),
        most: mostBytes / MEBIBYTE,
      });
    }
    return readFileSync(path);
  } catch (cause) {
    if (cause instanceof MregError) throw cause;
    throw new MregError('input-refused', 'request.scan.unreadable', { file: name }, { cause });
  }
}

function sha256Of(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

const UNFINISHED = '.new';

/**
 * Puts scans under their hashes, durable before the caller's transaction names them. It must be called inside that
 * transaction: its write lock keeps others out, so that a file still called `.new` is one whose writer was killed.
 * A whole file that no request names is left alone: a registry that was restored from a backup may know less than the folder.
 */
export function storeScans(folder: string, scans: readonly Scan[]): void {
  if (scans.length === 0) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) if (name.endsWith(UNFINISHED)) rmSync(join(folder, name));
  for (const scan of scans) storeScan(folder, scan);
  syncFolder(folder);
}

function storeScan(folder: string, { sha256, content }: Scan): void {
  const path = join(folder, sha256);
  if (scanState(folder, sha256) === 'intact') return;
  try {
    writeFileSync(path + UNFINISHED, content, { mode: 0o600, flush: true });
    renameSync(path + UNFINISHED, path);
  } catch (cause) {
    rmSync(path + UNFINISHED, { force: true });
    throw cause;
  }
}

/** A new name is durable only when its folder is. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

export type ScanState = 'intact' | 'changed' | 'missing';

/** Whether the stored scan is still what was handed in. */
export function scanState(folder: string, sha256: string): ScanState {
  const path = join(folder, sha256);
  if (!existsSync(path)) return 'missing';
  return sha256Of(readFileSync(path)) === sha256 ? 'intact' : 'changed';
}
