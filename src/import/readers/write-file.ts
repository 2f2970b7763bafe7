import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { fileError } from '../../tables/file-error.js';

/**
 * Writes pieces to a new file and returns its size.
 * @throws MregError `import.disk-full` and the other failures of the file system; whatever `pieces` throws
 */
export async function writePieces(path: string, pieces: AsyncIterable<Uint8Array>): Promise<number> {
  const file = await open(path, 'w').catch((cause: unknown) => {
    throw fileError(cause, path);
  });
  try {
    return await writeAll(file, path, pieces);
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, path: string, pieces: AsyncIterable<Uint8Array>): Promise<number> {
  let bytes = 0;
  for await (const piece of pieces) {
    await writeWhole(file, piece).catch((cause: unknown) => {
      throw fileError(cause, path);
    });
    bytes += piece.length;
  }
  return bytes;
}

/** A write may take only a part: a nearly full disk does so before it fails. */
async function writeWhole(file: FileHandle, piece: Uint8Array): Promise<void> {
  for (let at = 0; at < piece.length;) at += (await file.write(piece, at)).bytesWritten;
}
