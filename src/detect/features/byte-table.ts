import { hashBytes } from './text-hash.js';

const INITIAL_SLOTS = 1_024;
const INITIAL_ARENA_BYTES = 16_384;
const MOST_ENTRIES = 65_536;
const LONGEST_KEY_BYTES = 400;

/**
 * Remembers by the bytes of a cell what its text means: office codes and the patterns of certificate numbers repeat millions of
 * times. A full table, or a longer key, asks each time.
 */
export class ByteTable<T> {
  private readonly resolve: (text: string) => T;
  /** Open addressing: the number of an entry + 1, 0 for a free slot. */
  private slots = new Int32Array(INITIAL_SLOTS);
  private readonly hashes: number[] = [];
  /** Where the key of an entry ends in the arena. */
  private readonly keyEnds: number[] = [];
  private arena = Buffer.alloc(INITIAL_ARENA_BYTES);
  private readonly values: T[] = [];

  constructor(resolve: (text: string) => T) {
    this.resolve = resolve;
  }

  find(bytes: Buffer, start: number, end: number): T {
    const hash = hashBytes(bytes, start, end);
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = (this.slots[slot] as number) - 1;
      if (entry < 0) return this.learn(bytes, start, end, hash);
      if (this.hashes[entry] === hash && this.hasKey(entry, bytes, start, end)) return this.values[entry] as T;
    }
  }

  private hasKey(entry: number, bytes: Buffer, start: number, end: number): boolean {
    const keyStart = this.keyEnds[entry - 1] ?? 0;
    if ((this.keyEnds[entry] as number) - keyStart !== end - start) return false;
    for (let at = start; at < end; at += 1) if (this.arena[keyStart + at - start] !== bytes[at]) return false;
    return true;
  }

  private learn(bytes: Buffer, start: number, end: number, hash: number): T {
    const value = this.resolve(bytes.toString('utf8', start, end));
    if (this.values.length < MOST_ENTRIES && end - start <= LONGEST_KEY_BYTES) this.keep(value, bytes.subarray(start, end), hash);
    return value;
  }

  private keep(value: T, key: Buffer, hash: number): void {
    const keyStart = this.keyEnds.at(-1) ?? 0;
    if (keyStart + key.length > this.arena.length) this.arena = Buffer.concat([this.arena], this.arena.length * 2);
    key.copy(this.arena, keyStart);
    this.keyEnds.push(keyStart + key.length);
    this.hashes.push(hash);
    this.values.push(value);
    if (this.values.length * 2 > this.slots.length) this.grow();
    else this.place(this.values.length - 1);
  }

  private grow(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    for (let entry = 0; entry < this.values.length; entry += 1) this.place(entry);
  }

  private place(entry: number): void {
    const mask = this.slots.length - 1;
    let slot = (this.hashes[entry] as number) & mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
    this.slots[slot] = entry + 1;
  }
}
