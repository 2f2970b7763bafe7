import { isUtf8 } from 'node:buffer';
import { QUOTE, type Dialect } from './dialect.js';
import { RecordScanner } from './record-scanner.js';

/** The text of a chunk as UTF-8. */
export interface DecodedChunk {
  readonly bytes: Buffer;
  /** Records, counted from 0, that end inside quotes; `undefined` when the bytes are those of the file and say so themselves. */
  readonly broken: ReadonlySet<number> | undefined;
}

/**
 * Decodes a chunk. Damaged bytes become U+FFFD, which sends just their row to quarantine. A quoted cell is given up after
 * so many bytes of the file, as the cutter counts them; two bytes of GB 18030 are three of UTF-8, so where text was decoded
 * the broken records are found before. Else cutter and scanner would count different records, and rows take others' ids.
 */
export function decodeChunk(
  { bytes, length }: { readonly bytes: Uint8Array<ArrayBuffer>; readonly length: number },
  { encoding, dialect }: { readonly encoding: string; readonly dialect: Dialect },
): DecodedChunk {
  const piece = Buffer.from(bytes.buffer, bytes.byteOffset, length);
  if (encoding === 'utf-8' && isUtf8(piece)) return { bytes: piece, broken: undefined };
  // A mark in the midst of a file is a character like others: without `ignoreBOM` one at the start of a chunk would be lost.
  const decoded = Buffer.from(new TextDecoder(encoding, { ignoreBOM: true }).decode(piece));
  return { bytes: decoded, broken: dialect.quoted ? brokenRecords(piece, dialect) : undefined };
}

function brokenRecords(piece: Buffer, dialect: Dialect): ReadonlySet<number> {
  const broken = new Set<number>();
  if (!piece.includes(QUOTE)) return broken;
  const scanner = new RecordScanner(dialect);
  scanner.load(piece, piece.length);
  for (let ordinal = 0; scanner.next(); ordinal += 1) if (scanner.broken) broken.add(ordinal);
  return broken;
}
