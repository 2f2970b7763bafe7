/** Bytes that are no character in the file's encoding, counted by physical line. */
export interface Damage {
  /** Lines that hold at least one such place. */
  readonly count: number;
  readonly firstOffset: number;
}

const LINE_FEED = 0x0a;

/** Counts the damaged lines of a file read block by block without keeping anything per line. */
export class DamageLog {
  #count = 0;
  #firstOffset = -1;
  #lastOffset = -1;
  #newlineBeforeBlock = -1;

  /** `block` holds the place at `offset` in the file; `blockOffset` is where the block begins. */
  add(offset: number, block: Buffer, blockOffset: number): void {
    const newline = this.#newlineBefore(offset, block, blockOffset);
    if (this.#count === 0) this.#firstOffset = offset;
    if (this.#count === 0 || newline > this.#lastOffset) this.#count += 1;
    this.#lastOffset = offset;
  }

  /** Tells the log that a block has been read to its end. */
  endBlock(block: Buffer, blockOffset: number): void {
    const newline = block.lastIndexOf(LINE_FEED);
    if (newline >= 0) this.#newlineBeforeBlock = blockOffset + newline;
  }

  get damage(): Damage | undefined {
    return this.#count === 0 ? undefined : { count: this.#count, firstOffset: this.#firstOffset };
  }

  #newlineBefore(offset: number, block: Buffer, blockOffset: number): number {
    const within = offset - blockOffset - 1;
    const newline = within < 0 ? -1 : block.lastIndexOf(LINE_FEED, within);
    return newline < 0 ? this.#newlineBeforeBlock : blockOffset + newline;
  }
}
