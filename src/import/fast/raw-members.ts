import type { RowBuffer } from '../rows/row-buffer.js';

const OPEN = 0x7b;
const CLOSE = 0x7d;
const COMMA = 0x2c;
const QUOTE = 0x22;
const CAPACITY_BYTES = 16_384;

/** Gathers the members of a row's raw object as bytes, as `JSON.stringify` would write them. */
export class RawMembers {
  private readonly bytes = Buffer.allocUnsafeSlow(CAPACITY_BYTES);
  private end = 0;

  clear(): void {
    this.end = 0;
  }

  /** A whole member. Memo keys are at most 240 bytes, so a row's members always fit. */
  add(member: Buffer): void {
    this.separate();
    this.end += member.copy(this.bytes, this.end);
  }

  /** A member whose text needs no escaping; `prefix` is `"key":"`. */
  addText(prefix: Buffer, source: Buffer, start: number, end: number): void {
    this.separate();
    const { bytes } = this;
    let at = this.end;
    for (let from = 0; from < prefix.length; from += 1) bytes[at++] = prefix[from] as number;
    for (let from = start; from < end; from += 1) bytes[at++] = source[from] as number;
    bytes[at++] = QUOTE;
    this.end = at;
  }

  /** Writes the object as the row's next value: empty when nothing differed. */
  closeInto(row: RowBuffer): void {
    row.open();
    if (this.end > 0) {
      row.copy(this.bytes, 0, this.end);
      row.bytes[row.end++] = CLOSE;
    }
    row.close();
  }

  private separate(): void {
    this.bytes[this.end] = this.end === 0 ? OPEN : COMMA;
    this.end += 1;
  }
}
