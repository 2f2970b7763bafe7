import { cutRecords } from '../../../src/import/chunks/csv-cutter.js';
import type { Dialect } from '../../../src/import/chunks/dialect.js';
import { RecordScanner } from '../../../src/import/chunks/record-scanner.js';

/** A record as the scanner tells of it, with its place in the whole. */
export interface SeenRecord {
  readonly start: number;
  readonly end: number;
  /** Physical line on which it begins, counted from 1. */
  readonly line: number;
  readonly lines: number;
  readonly broken: boolean;
  readonly cells: readonly string[];
}

/** All records of the bytes in one scan. */
export function scanWhole(bytes: Uint8Array, dialect: Dialect): SeenRecord[] {
  return scanPiece(bytes, 0, 1, dialect);
}

function scanPiece(bytes: Uint8Array, offset: number, firstLine: number, dialect: Dialect): SeenRecord[] {
  const scanner = new RecordScanner(dialect);
  scanner.load(bytes, bytes.length);
  const seen: SeenRecord[] = [];
  let line = firstLine;
  while (scanner.next()) {
    const { recordStart, recordEnd, lines, broken } = scanner;
    seen.push({ start: offset + recordStart, end: offset + recordEnd, line, lines, broken, cells: cellsOf(scanner) });
    line += lines;
  }
  return seen;
}

function cellsOf({ bytes, starts, ends, cells }: RecordScanner): string[] {
  return Array.from({ length: Math.min(cells, starts.length) }, (_, cell) =>
    Buffer.from(bytes.subarray(starts[cell], ends[cell])).toString('latin1'),
  );
}

export interface CutRecords {
  readonly seen: readonly SeenRecord[];
  /** What the cutter counted in each piece against what the scanner saw there. */
  readonly counts: readonly {
    readonly cut: { readonly records: number; readonly lines: number };
    readonly seen: { readonly records: number; readonly lines: number };
  }[];
}

/**
 * Reads the bytes in pieces as the chunk reader does: each piece begins where the last cut ended. `pieceBytes` says how
 * long the next piece is; a piece without a whole record is lengthened, since real chunks hold several of the longest.
 */
export function cutAndScan(bytes: Uint8Array, dialect: Dialect, pieceBytes: readonly number[]): CutRecords {
  const seen: SeenRecord[] = [];
  const counts: CutRecords['counts'][number][] = [];
  let line = 1;
  for (let offset = 0, turn = 0; offset < bytes.length; turn += 1) {
    const cut = cutWhole(bytes.subarray(offset), dialect, pieceBytes[turn % pieceBytes.length] ?? 1);
    const records = scanPiece(bytes.subarray(offset, offset + cut.end), offset, line, dialect);
    seen.push(...records);
    const lines = records.reduce((sum, record) => sum + record.lines, 0);
    counts.push({ cut: { records: cut.records, lines: cut.lines }, seen: { records: records.length, lines } });
    offset += cut.end;
    line += cut.lines;
  }
  return { seen, counts };
}

function cutWhole(rest: Uint8Array, dialect: Dialect, firstBytes: number) {
  for (let bytes = firstBytes; ; bytes += firstBytes) {
    const length = Math.min(bytes, rest.length);
    const cut = cutRecords(rest, length, dialect, length === rest.length);
    if (cut.end > 0) return cut;
  }
}
