import { hash } from 'node:crypto';
import { FIELD_COUNT } from '../../domain/fields.js';

/** Between the values of a row in its digest and in frames; never part of a value (rule `illegal-characters`). */
export const UNIT_SEPARATOR = 0x1f;
/** Values of a row, then its raw cells, then its flags. */
export const VALUE_COUNT = FIELD_COUNT + 2;
export const RAW_INDEX = FIELD_COUNT;
/** A row longer than this is refused: the shard page holds 64 KiB, and no honest row comes near. */
export const MAX_ROW_BYTES = 60_000;
export const DIGEST_BYTES = 32;

const CAPACITY_BYTES = 2 * MAX_ROW_BYTES;

/**
 * One normalised row as bytes: `id ␟ value ␟ … ␟ raw ␟ flags`, which is what its digest is taken over (docs/ledger.md),
 * with the place of each value, which is what the page writer copies.
 */
export class RowBuffer {
  readonly bytes: Buffer = Buffer.allocUnsafeSlow(CAPACITY_BYTES);
  readonly starts: Int32Array = new Int32Array(VALUE_COUNT);
  readonly ends: Int32Array = new Int32Array(VALUE_COUNT);
  /** Where the next byte goes. */
  end = 0;
  private count = 0;

  begin(id: number): void {
    this.end = this.bytes.write(String(id), 0, 'latin1');
    this.count = 0;
    this.bytes[this.end++] = UNIT_SEPARATOR;
  }

  /** Opens the next value; its bytes are then appended by `copy` or written at `end`. */
  open(): void {
    this.starts[this.count] = this.end;
  }

  close(): void {
    this.ends[this.count] = this.end;
    this.count += 1;
    if (this.count < VALUE_COUNT) this.bytes[this.end++] = UNIT_SEPARATOR;
  }

  copy(source: Uint8Array, start: number, end: number): void {
    const { bytes } = this;
    let to = this.end;
    for (let from = start; from < end; from += 1) bytes[to++] = source[from] as number;
    this.end = to;
  }

  /** Replaces the whole content. @returns false when the row is longer than `MAX_ROW_BYTES`. */
  fill(id: number, values: readonly string[]): boolean {
    const text = values.join('\u001f');
    if (text.length > MAX_ROW_BYTES || Buffer.byteLength(text) > MAX_ROW_BYTES) return false;
    this.begin(id);
    const start = this.end;
    this.end = start + this.bytes.write(text, start, 'utf8');
    this.locateValues(start);
    return true;
  }

  private locateValues(start: number): void {
    const { bytes, starts, ends, end } = this;
    let index = 0;
    starts[0] = start;
    for (let at = start; at < end; at += 1) {
      if (bytes[at] !== UNIT_SEPARATOR) continue;
      ends[index++] = at;
      starts[index] = at + 1;
    }
    ends[index] = end;
    this.count = index + 1;
  }

  /** SHA-256 of the row, written into `target` at `offset`. */
  digestInto(target: Buffer, offset: number): void {
    // `hash` with a string result costs half of the Buffer result, measured in docs/benchmarks.md.
    target.write(hash('sha256', this.bytes.subarray(0, this.end), 'hex'), offset, 'hex');
  }

  /** SHA-256 of the 42 values alone: whether two rows say the same, whatever their id, raw spelling and flags. */
  contentDigestInto(target: Buffer, offset: number): void {
    const start = this.starts[0] as number;
    const end = this.ends[RAW_INDEX - 1] as number;
    target.write(hash('sha256', this.bytes.subarray(start, end), 'hex'), offset, 'hex');
  }
}
