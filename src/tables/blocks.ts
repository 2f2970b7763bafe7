import type { FileHandle } from 'node:fs/promises';

/** 4 MB: large enough that a block costs no more than its bytes, small enough that two of them are no memory. */
const BLOCK_BYTES = 4 * 1024 * 1024;

export interface Block {
  /** Overwritten as soon as the next block is asked for. */
  readonly bytes: Buffer;
  /** Offset of the first byte in the file. */
  readonly offset: number;
}

/** Reads a file front to back; the next block is read while the caller works on the present one. */
export async function* readBlocks(file: FileHandle, signal?: AbortSignal, blockBytes: number = BLOCK_BYTES): AsyncGenerator<Block> {
  const buffers = [Buffer.allocUnsafeSlow(blockBytes), Buffer.allocUnsafeSlow(blockBytes)];
  const readInto = (turn: number, offset: number): ReturnType<typeof fillFrom> => fillFrom(file, buffers[turn % 2], offset);
  let offset = 0;
  let pending = readInto(0, 0);
  try {
    for (let turn = 1; ; turn += 1) {
      const bytes = await pending;
      signal?.throwIfAborted();
      if (bytes.length === 0) return;
      pending = readInto(turn, offset + bytes.length);
      yield { bytes, offset };
      offset += bytes.length;
    }
  } finally {
    await pending.catch(() => undefined);
  }
}

async function fillFrom(file: FileHandle, buffer: Buffer | undefined, offset: number): Promise<Buffer> {
  if (buffer === undefined) throw new Error('two buffers take turns');
  const { bytesRead } = await file.read(buffer, 0, buffer.length, offset);
  return buffer.subarray(0, bytesRead);
}
