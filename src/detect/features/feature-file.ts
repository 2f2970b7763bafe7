import { hash } from 'node:crypto';
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, readSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { EncodedRecords } from './build-features.js';
import { RECORD_BYTES } from './record-layout.js';
import type { Coverage } from './refresh-features.js';

/**
 * The side-car file: all records of a set and what they cover, so that the next run need not read the registry. It holds what the
 * registry holds of persons, and is kept like it: only for the owner's eyes. It can be removed at any time, and no backup needs it.
 *
 *   16 bytes magic · 4 bytes length of the header, low byte first · header, JSON · 32 bytes SHA-256 of all before ·
 *   zeros to a multiple of 4096 · records (record-layout.ts), words low byte first
 *
 * The header names the SHA-256 of every segment of records, so what was written half or altered by a disk is never believed; that
 * is also why writing it waits for no disk.
 */
export interface FeatureFileHeader extends Coverage {
  /** Of the code and the tables that the encoding depends on. */
  readonly encoding: string;
  readonly count: number;
  /** SHA-256 of each `SEGMENT_RECORDS` records, hex. */
  readonly segments: readonly string[];
}

const MAGIC = Buffer.from('mreg features 1\n');
const LENGTH_BYTES = 4;
const DIGEST_BYTES = 32;
const ALIGNMENT = 4_096;
const SEGMENT_RECORDS = 65_536;
const LONGEST_HEADER = 16 * 1_024 * 1_024;
const TEMPORARY = '.features-';
/** What a killed run left behind is removed by a later one; nobody writes for so long. */
const LEFT_BEHIND_MS = 3_600_000;

/** An open side-car file whose header is sound. */
export class FeatureFile {
  readonly header: FeatureFileHeader;
  private readonly descriptor: number;
  private readonly recordsAt: number;

  private constructor(descriptor: number, header: FeatureFileHeader, recordsAt: number) {
    this.descriptor = descriptor;
    this.header = header;
    this.recordsAt = recordsAt;
  }

  /** `undefined` when there is none; 'damaged' when it is none, half of one, or of another layout. */
  static open(path: string): FeatureFile | 'damaged' | undefined {
    const descriptor = openForReading(path);
    if (descriptor === undefined) return undefined;
    const header = readHeader(descriptor);
    if (header !== undefined) return new FeatureFile(descriptor, header, recordsBegin(headerBytes(header).length));
    closeSync(descriptor);
    return 'damaged';
  }

  /** Reads all records to the beginning of the buffer. @returns whether they are those that were written */
  read(buffer: SharedArrayBuffer): boolean {
    return this.header.segments.every((digest, segment) => {
      const bytes = segmentOf(buffer, segment, this.header.count);
      return readFully(this.descriptor, bytes, this.recordsAt + bytes.byteOffset) && hash('sha256', bytes, 'hex') === digest;
    });
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

/** Writes the file anew and puts it in the place of an earlier one. @throws the error of the system call that failed */
export function writeFeatureFile(path: string, records: EncodedRecords, cover: Coverage & { readonly encoding: string }): void {
  const { buffer, count } = records;
  const segments = Array.from({ length: Math.ceil(count / SEGMENT_RECORDS) }, (_, segment) => segmentOf(buffer, segment, count));
  const header = headerBytes({ ...cover, count, segments: segments.map((bytes) => hash('sha256', bytes, 'hex')) });
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const scratch = mkdtempSync(join(folder, TEMPORARY));
  try {
    removeLeftBehind(folder, scratch);
    const partial = join(scratch, 'partial');
    const descriptor = openSync(partial, 'wx', 0o600);
    try {
      writeFully(descriptor, header, 0);
      for (const bytes of segments) writeFully(descriptor, bytes, recordsBegin(header.length) + bytes.byteOffset);
    } finally {
      closeSync(descriptor);
    }
    renameSync(partial, path);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const recordsBegin = (headerLength: number): number => Math.ceil(headerLength / ALIGNMENT) * ALIGNMENT;

function segmentOf(buffer: SharedArrayBuffer, segment: number, count: number): Uint8Array {
  const first = segment * SEGMENT_RECORDS;
  return new Uint8Array(buffer, first * RECORD_BYTES, Math.min(SEGMENT_RECORDS, count - first) * RECORD_BYTES);
}

/** Magic, length, JSON and digest. Members are written in one order, so that a header read is a header written. */
function headerBytes({ encoding, place, lastId, count, segments }: FeatureFileHeader): Buffer {
  const json = Buffer.from(
    JSON.stringify({ encoding, ledgerSeq: place.seq, ledgerHash: place.hash, lastId, count, segmentRecords: SEGMENT_RECORDS, segments }),
  );
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(json.length);
  const said = Buffer.concat([MAGIC, length, json]);
  return Buffer.concat([said, hash('sha256', said, 'buffer')]);
}

interface StoredHeader {
  readonly encoding: string;
  readonly ledgerSeq: number;
  readonly ledgerHash: string;
  readonly lastId: number;
  readonly count: number;
  readonly segmentRecords: number;
  readonly segments: readonly string[];
}

function readHeader(descriptor: number): FeatureFileHeader | undefined {
  const start = Buffer.alloc(MAGIC.length + LENGTH_BYTES);
  if (!readFully(descriptor, start, 0) || !start.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  const jsonLength = start.readUInt32LE(MAGIC.length);
  if (jsonLength > LONGEST_HEADER) return undefined;
  const whole = Buffer.alloc(start.length + jsonLength + DIGEST_BYTES);
  if (!readFully(descriptor, whole, 0)) return undefined;
  const said = whole.subarray(0, start.length + jsonLength);
  if (!hash('sha256', said, 'buffer').equals(whole.subarray(said.length))) return undefined;
  // Its digest fits, so it is what this program wrote.
  const stored = JSON.parse(said.toString('utf8', start.length)) as StoredHeader;
  const { encoding, ledgerSeq, ledgerHash, lastId, count, segmentRecords, segments } = stored;
  if (segmentRecords !== SEGMENT_RECORDS) return undefined;
  return { encoding, place: { seq: ledgerSeq, hash: ledgerHash }, lastId, count, segments };
}

function openForReading(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch (cause) {
    // One that cannot be read serves as little as one that is not there: the registry is what counts.
    if (cause instanceof Error && 'syscall' in cause) return undefined;
    throw cause;
  }
}

/** @returns whether the file was that long */
function readFully(descriptor: number, bytes: Uint8Array, position: number): boolean {
  for (let done = 0; done < bytes.length;) {
    const read = readSync(descriptor, bytes, done, bytes.length - done, position + done);
    if (read === 0) return false;
    done += read;
  }
  return true;
}

function writeFully(descriptor: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done, bytes.length - done, position + done);
}

/** Unfinished files of runs that were killed: an hour older than the one just begun, by the clock of the disk they are on. */
function removeLeftBehind(folder: string, own: string): void {
  const now = statSync(own).mtimeMs;
  for (const name of readdirSync(folder).filter((each) => each.startsWith(TEMPORARY))) {
    const begun = statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs;
    if (begun !== undefined && now - begun > LEFT_BEHIND_MS) rmSync(join(folder, name), { recursive: true, force: true });
  }
}
