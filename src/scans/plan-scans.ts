import { createHash } from 'node:crypto';
import { MregError } from '../domain/error.js';
import { openInputs, type PackageLimits, type ScanEntry, type SkippedEntry } from '../import/readers/packages.js';
import { scanTypeOf } from '../ocr/pages/scan-type.js';
import { SCAN_LIMITS, type ScanType } from '../ocr/pages/scan.js';
import { ScanBytes } from './scan-bytes.js';

/** A scan of the input, read once to know what it is. */
export interface PlannedScan extends ScanEntry {
  /** Lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
  readonly type: ScanType;
  /** Always '': scans stand beside sheets of tables in a batch. */
  readonly sheet: '';
}

/** A file that was to be a scan and is not kept: a broken member of a package, a kind of picture that is not read, no picture at all. */
export interface LostScan {
  readonly name: string;
  /** The key of the message that says why. */
  readonly problem: string;
}

export interface PlannedScans {
  readonly scans: readonly PlannedScan[];
  readonly lost: readonly LostScan[];
  readonly skipped: readonly SkippedEntry[];
  /** Tables that lay beside the scans and were not read. */
  readonly tables: readonly string[];
}

/** Where the header of a PDF may begin lies within the first kilobyte. */
const HEAD_BYTES = 2_048;

export interface PlanDeps {
  readonly workPath: string;
  readonly limits: PackageLimits;
  readonly signal: AbortSignal;
  readonly onPlanned?: (done: number, total: number) => void;
}

/**
 * Finds the scans of files, folders and packages and hashes each, so that a later run knows them again whatever they are called. A broken
 * one does not keep the others from being read.
 */
export async function planScans(paths: readonly string[], deps: PlanDeps): Promise<PlannedScans> {
  const inputs = await openInputs(paths, deps.workPath, deps.limits, deps.signal);
  const scans: PlannedScan[] = [];
  const lost: LostScan[] = [];
  const bytes = new ScanBytes(deps.limits, deps.signal);
  try {
    for (const entry of inputs.scans) {
      const found = await hashed(bytes, entry, deps.signal);
      if ('problem' in found) lost.push(found);
      else scans.push(found);
      deps.onPlanned?.(scans.length + lost.length, inputs.scans.length);
    }
  } finally {
    await bytes.close();
  }
  return { scans, lost, skipped: inputs.skipped, tables: inputs.files.map(({ name }) => name) };
}

async function hashed(bytes: ScanBytes, entry: ScanEntry, signal: AbortSignal): Promise<PlannedScan | LostScan> {
  const lost = (problem: string): LostScan => ({ name: entry.name, problem });
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  let size = 0;
  try {
    for await (const piece of bytes.read(entry)) {
      hash.update(piece);
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, piece.subarray(0, HEAD_BYTES)]);
      size += piece.byteLength;
      if (size > SCAN_LIMITS.maxBytes) return lost('ocr-page.file-too-large');
    }
    const type = scanTypeOf(head);
    if (type === undefined) return lost(size === 0 ? 'ocr-page.empty' : 'ocr-page.unknown-format');
    return { ...entry, sheet: '', bytes: size, type, sha256: hash.digest('hex') };
  } catch (cause) {
    if (signal.aborted || !(cause instanceof MregError)) throw cause;
    return lost(cause.key);
  }
}
