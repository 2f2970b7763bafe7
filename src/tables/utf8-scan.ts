import { isAscii, isUtf8 } from 'node:buffer';
import { DamageLog } from './damage-log.js';
import type { Damage } from './damage-log.js';
import type { EncodingScan } from './encoding-scan.js';

/** Enough text to tell another encoding from a damaged place. */
const PROBE_BYTES = 64 * 1024;

/**
 * UTF-8, checked by Node's native routine; only a block that fails it is looked at byte by byte.
 * With `probing`, the first malformed block is asked whether it is UTF-8 at all: text in another encoding has nearly as many
 * malformed places as characters, damaged UTF-8 has few. Once there is a `foreignOffset` the scan has stopped.
 */
export class Utf8Scan implements EncodingScan {
  readonly encoding = 'utf-8';
  readonly #log = new DamageLog();
  readonly #probing: boolean;
  #tail: Buffer = Buffer.alloc(0);
  #end = 0;
  #sawMultibyte = false;
  #foreignOffset = -1;

  constructor(options: { readonly probing: boolean }) {
    this.#probing = options.probing;
  }

  push(block: Buffer, offset: number): void {
    const headBytes = this.#tail.length === 0 ? 0 : continuationBytesAt(block, characterBytes(this.#tail[0] ?? 0) - this.#tail.length);
    const cut = incompleteFrom(block);
    const joint = Buffer.concat([this.#tail, block.subarray(0, headBytes)]);
    if (cut >= headBytes && isUtf8(joint) && isUtf8(block.subarray(headBytes, cut))) this.#accept(block, offset, cut, joint.length);
    else this.#examine(Buffer.concat([this.#tail, block]), offset - this.#tail.length);
    this.#end = offset + block.length;
  }

  finish(): void {
    const from = this.#end - this.#tail.length;
    if (this.#tail.length > 0) this.#log.add(from, Buffer.alloc(0), from);
  }

  get damage(): Damage | undefined {
    return this.#log.damage;
  }

  /** Bytes at the end of the last block that begin a character. */
  get tail(): Buffer {
    return this.#tail;
  }

  /** Where the text turned out to be in another encoding. */
  get foreignOffset(): number | undefined {
    return this.#foreignOffset < 0 ? undefined : this.#foreignOffset;
  }

  #accept(block: Buffer, offset: number, cut: number, jointBytes: number): void {
    this.#sawMultibyte ||= jointBytes > 0 || !isAscii(block.subarray(0, cut));
    this.#tail = Buffer.from(block.subarray(cut));
    this.#log.endBlock(block, offset);
  }

  #examine(bytes: Buffer, offset: number): void {
    const first = firstMalformed(bytes);
    if (this.#probing && !this.#sawMultibyte && looksForeign(around(bytes, first))) {
      this.#foreignOffset = offset + first;
      return;
    }
    const cut = incompleteFrom(bytes);
    for (const at of malformedPlaces(bytes, first, cut)) this.#log.add(offset + at, bytes, offset);
    this.#sawMultibyte = true;
    this.#tail = Buffer.from(bytes.subarray(cut));
    this.#log.endBlock(bytes, offset);
  }
}

/** What stands before the place counts too: 业 in GB 18030 happens to be well-formed UTF-8. */
function around(bytes: Buffer, at: number): Buffer {
  return bytes.subarray(Math.max(0, at - PROBE_BYTES / 2), at + PROBE_BYTES / 2);
}

function looksForeign(bytes: Buffer): boolean {
  const characters = malformedAndWellFormed(bytes);
  return characters.wellFormed < 4 * characters.malformed;
}

function malformedAndWellFormed(bytes: Buffer): { malformed: number; wellFormed: number } {
  const count = { malformed: 0, wellFormed: 0 };
  const end = incompleteFrom(bytes);
  for (let at = 0; at < end;) {
    const length = characterLength(bytes, at, end);
    if (length < 0) count.malformed += 1;
    if (length > 1) count.wellFormed += 1;
    at += Math.abs(length);
  }
  return count;
}

function* malformedPlaces(bytes: Buffer, from: number, end: number): Generator<number> {
  for (let at = from; at < end;) {
    const length = characterLength(bytes, at, end);
    if (length < 0) yield at;
    at += Math.abs(length);
  }
}

/** The longest prefix that is UTF-8, found by halving, so that the native routine does the looking. */
function firstMalformed(bytes: Buffer): number {
  let good = 0;
  for (let step = bytes.length; step > 0; step >>= 1) {
    while (good + step <= bytes.length && isUtf8(bytes.subarray(good, good + step))) good += step;
  }
  return good;
}

function characterBytes(lead: number): number {
  if (lead < 0xc2 || lead > 0xf4) return 1;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

function continuationBytesAt(block: Buffer, wanted: number): number {
  let count = 0;
  while (count < wanted && isContinuation(block[count] ?? 0)) count += 1;
  return count;
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}

/** Where a character begins that the end of the block cuts off; the block's length when none does. */
function incompleteFrom(block: Buffer): number {
  for (let back = 1; back <= Math.min(3, block.length); back += 1) {
    const byte = block[block.length - back] ?? 0;
    if (!isContinuation(byte)) return characterBytes(byte) > back ? block.length - back : block.length;
  }
  return block.length;
}

/** Bytes of the character at `at`, or minus one where none begins (Unicode, table 3-7: well-formed byte sequences). */
function characterLength(bytes: Buffer, at: number, end: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = characterBytes(lead);
  if (length === 1 || at + length > end || !isSecond(lead, bytes[at + 1] ?? 0)) return -1;
  for (let next = at + 2; next < at + length; next += 1) if (!isContinuation(bytes[next] ?? 0)) return -1;
  return length;
}

function isSecond(lead: number, byte: number): boolean {
  if (lead === 0xe0) return byte >= 0xa0 && byte <= 0xbf;
  if (lead === 0xed) return byte >= 0x80 && byte <= 0x9f;
  if (lead === 0xf0) return byte >= 0x90 && byte <= 0xbf;
  if (lead === 0xf4) return byte >= 0x80 && byte <= 0x8f;
  return isContinuation(byte);
}
