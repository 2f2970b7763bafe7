import { createHash } from 'node:crypto';
import { readBlocks } from './blocks.js';
import { withFile } from './file-error.js';

/** SHA-256 of a file, hex. */
export async function sha256OfFile(path: string, signal?: AbortSignal): Promise<string> {
  return await withFile(path, async (file) => {
    const hash = createHash('sha256');
    for await (const block of readBlocks(file, signal)) hash.update(block.bytes);
    return hash.digest('hex');
  });
}
