/**
 * A cell in UTF-8, copied already to the end of what is written: a form cuts it short or writes something else over it.
 * A cell is never empty here, and there is always room.
 */
export class CellWork {
  /** The block of records that the cell is in, with its first byte and the one after its last. */
  source: Uint8Array = new Uint8Array();
  from = 0;
  to = 0;
  /** Whether each byte is a character. */
  isAscii = true;
  out: Buffer = Buffer.alloc(0);
  /** Where the copy begins, and where the next byte goes. */
  start = 0;
  end = 0;

  /** Keeps so many bytes of the cell and nothing behind them. */
  cut(bytes: number): void {
    this.end = this.start + Math.min(bytes, this.to - this.from);
  }

  put(byte: number, count: number): void {
    for (let put = 0; put < count; put += 1) this.out[this.end++] = byte;
  }
}
