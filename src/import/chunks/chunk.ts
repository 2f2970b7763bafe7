import type { Dialect } from './dialect.js';

/** A run of whole records, ready for a worker. Chunks of one table are a function of its bytes and the chunk size alone. */
export interface Chunk {
  /** Own memory of the chunk, transferred to the worker. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly length: number;
  /** Where the next chunk begins: a byte offset in a text file, a row number in a sheet. */
  readonly endOffset: number;
  readonly records: number;
  readonly lines: number;
}

/** Where reading starts or goes on. */
export interface Position {
  readonly offset: number;
  readonly line: number;
}

export interface ChunkSource {
  readonly dialect: Dialect;
  /** For the progress bar, in the same unit as `Chunk.endOffset`. */
  readonly endOffset: number;
  chunks(from: Position, signal: AbortSignal): AsyncIterable<Chunk>;
}
