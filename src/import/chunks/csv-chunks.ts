import { open, type FileHandle } from 'node:fs/promises';
import { MregError } from '../../domain/error.js';
import type { Chunk, ChunkSource, Position } from './chunk.js';
import { cutRecords } from './csv-cutter.js';
import type { Dialect } from './dialect.js';

/** Reads a text table in chunks of about `chunkBytes`, each cut at a record's end. */
export function csvChunks(path: string, bytes: number, dialect: Dialect, chunkBytes: number): ChunkSource {
  return { dialect, endOffset: bytes, chunks: (from, signal) => readChunks(path, bytes, dialect, chunkBytes, from, signal) };
}

async function* readChunks(
  path: string,
  fileBytes: number,
  dialect: Dialect,
  chunkBytes: number,
  from: Position,
  signal: AbortSignal,
): AsyncGenerator<Chunk> {
  const file = await open(path, 'r');
  try {
    let offset = from.offset;
    let rest: Uint8Array = new Uint8Array(0);
    while (offset + rest.length < fileBytes || rest.length > 0) {
      signal.throwIfAborted();
      const piece = await readPiece(file, offset, rest, chunkBytes, fileBytes);
      const atEnd = offset + piece.length >= fileBytes;
      const cut = cutRecords(piece.bytes, piece.length, dialect, atEnd);
      if (cut.end === 0) throw new MregError('input-refused', 'import.record-too-long', { file: path, offset, bytes: piece.length });
      rest = piece.bytes.slice(cut.end, piece.length);
      offset += cut.end;
      yield { bytes: piece.bytes, length: cut.end, endOffset: offset, records: cut.records, lines: cut.lines };
    }
  } finally {
    await file.close();
  }
}

/** Fills a fresh buffer with what was left of the last piece and the bytes behind it. */
async function readPiece(file: FileHandle, offset: number, rest: Uint8Array, chunkBytes: number, fileBytes: number) {
  const bytes = new Uint8Array(Math.min(chunkBytes, fileBytes - offset));
  bytes.set(rest);
  let length = rest.length;
  while (length < bytes.length) {
    const { bytesRead } = await file.read(bytes, length, bytes.length - length, offset + length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return { bytes, length };
}
