import type { Damage } from './damage-log.js';
import type { EncodingScan } from './encoding-scan.js';

/** UTF-16: every surrogate needs its partner, and the bytes come in pairs. */
export class Utf16Scan implements EncodingScan {
  readonly encoding: 'utf-16le' | 'utf-16be';
  #damaged = 0;
  #firstOffset = -1;
  #damagedHere = false;
  #highAt = -1;
  #half = -1;
  #end = 0;

  constructor(encoding: 'utf-16le' | 'utf-16be') {
    this.encoding = encoding;
  }

  push(block: Buffer, offset: number): void {
    if (block.length === 0) return;
    let at = 0;
    if (this.#half >= 0) {
      this.#unit(this.#unitOf(this.#half, block[0] ?? 0), offset - 1);
      at = 1;
    }
    for (; at + 1 < block.length; at += 2) this.#unit(this.#unitOf(block[at] ?? 0, block[at + 1] ?? 0), offset + at);
    this.#half = at < block.length ? (block[at] ?? 0) : -1;
    this.#end = offset + block.length;
  }

  finish(): void {
    if (this.#highAt >= 0) this.#damage(this.#highAt);
    if (this.#half >= 0) this.#damage(this.#end - 1);
  }

  get damage(): Damage | undefined {
    return this.#damaged === 0 ? undefined : { count: this.#damaged, firstOffset: this.#firstOffset };
  }

  #unitOf(first: number, second: number): number {
    return this.encoding === 'utf-16le' ? first | (second << 8) : (first << 8) | second;
  }

  #unit(unit: number, offset: number): void {
    const isLow = unit >= 0xdc00 && unit <= 0xdfff;
    if (this.#highAt >= 0 && !isLow) this.#damage(this.#highAt);
    if (this.#highAt < 0 && isLow) this.#damage(offset);
    this.#highAt = unit >= 0xd800 && unit <= 0xdbff ? offset : -1;
    if (unit === 0x0a) this.#damagedHere = false;
  }

  #damage(offset: number): void {
    if (this.#damaged === 0) this.#firstOffset = offset;
    if (!this.#damagedHere) this.#damaged += 1;
    this.#damagedHere = true;
  }
}
