import type { Block } from '../../tables/blocks.js';

const LINE_FEED = 0x0a;

/** Finds a line longer than `mostBytes` in a file read block by block, in as many steps as the file has times that length. */
export class LineLengths {
  readonly #mostBytes: number;
  /** Offset of a line's first byte; no line that ended before it was too long. */
  #lineStart = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** @returns the offset where a line begins that is too long; `undefined` as long as there is none. */
  push({ bytes, offset }: Block): number | undefined {
    while (offset + bytes.length - this.#lineStart > this.#mostBytes) {
      // Of the line ends within reach the last one: the lines before it are all shorter.
      const within = this.#lineStart + this.#mostBytes - offset;
      if (!this.#passLineEnd(bytes, offset, within)) return this.#lineStart;
    }
    this.#passLineEnd(bytes, offset, bytes.length);
    return undefined;
  }

  /** Moves behind the last line end at or before `within` in the block. @returns false when the line does not end there. */
  #passLineEnd(bytes: Buffer, offset: number, within: number): boolean {
    const at = bytes.lastIndexOf(LINE_FEED, within);
    if (at < 0 || offset + at < this.#lineStart) return false;
    this.#lineStart = offset + at + 1;
    return true;
  }
}
