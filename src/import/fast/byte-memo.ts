/** What a cell's text is worth when it is certainly in order. */
export interface Resolved {
  /** Normalised value. */
  readonly value: string;
  /** A number the relations between fields are decided on; 0 when none is needed, never negative. */
  readonly number: number;
}

const INITIAL_SLOTS = 1024;
const INITIAL_ARENA_BYTES = 16_384;
const MAX_ENTRIES = 65_536;
const MAX_KEY_BYTES = 240;
const REFUSED = -1;

/**
 * Remembers, by the bytes of a cell, what the string functions made of its text: codes, office names and oddly written
 * dates repeat thousands of times in a file, so each is decoded and normalised once. What those functions did not
 * accept is remembered as refused. Keys lie one behind the other in one arena: a look-up misses the cache as rarely as it can.
 */
export class ByteMemo {
  private readonly resolve: (text: string) => Resolved | undefined;
  private readonly rawKey: string;
  /** Open addressing: the number of an entry, 0 for a free slot. */
  private slots = new Int32Array(INITIAL_SLOTS);
  private hashes = new Int32Array(INITIAL_SLOTS);
  /** Where the key of an entry begins in the arena; the next one's beginning is its end. */
  private keyStarts = new Int32Array(INITIAL_SLOTS + 1);
  private arena = Buffer.alloc(INITIAL_ARENA_BYTES);
  private readonly found: Entry[] = [NOTHING];

  /** @param rawKey the key under which a differing raw text is stored with the row. */
  constructor(rawKey: string, resolve: (text: string) => Resolved | undefined) {
    this.rawKey = rawKey;
    this.resolve = resolve;
  }

  /** @returns the entry of these bytes, or `undefined` when they are not certainly in order. */
  find(bytes: Buffer, start: number, end: number): Entry | undefined {
    if (end - start > MAX_KEY_BYTES) return undefined;
    const hash = hashOf(bytes, start, end);
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const index = this.slots[slot] as number;
      if (index === 0) return this.learn(bytes, start, end, hash);
      if (this.hashes[index] === hash && this.hasKey(index, bytes, start, end)) {
        const entry = this.found[index] as Entry;
        return entry.number === REFUSED ? undefined : entry;
      }
    }
  }

  private hasKey(index: number, bytes: Buffer, start: number, end: number): boolean {
    const { arena } = this;
    const keyStart = this.keyStarts[index] as number;
    const length = end - start;
    if ((this.keyStarts[index + 1] as number) - keyStart !== length) return false;
    for (let at = 0; at < length; at += 1) if (arena[keyStart + at] !== bytes[start + at]) return false;
    return true;
  }

  private learn(bytes: Buffer, start: number, end: number, hash: number): Entry | undefined {
    const index = this.found.length;
    if (index >= MAX_ENTRIES) return undefined;
    const text = bytes.toString('utf8', start, end);
    const resolved = this.resolve(text);
    this.found.push(resolved === undefined ? NOTHING : entryOf(this.rawKey, text, resolved, index));
    this.keepKey(index, bytes, start, end);
    this.hashes[index] = hash;
    this.place(index);
    return resolved === undefined ? undefined : this.found[index];
  }

  private keepKey(index: number, bytes: Buffer, start: number, end: number): void {
    if ((index + 1) * 2 > this.slots.length) this.grow();
    const keyStart = this.keyStarts[index] as number;
    if (keyStart + MAX_KEY_BYTES > this.arena.length) this.arena = Buffer.concat([this.arena], this.arena.length * 2);
    this.keyStarts[index + 1] = keyStart + bytes.copy(this.arena, keyStart, start, end);
  }

  private grow(): void {
    const length = this.slots.length * 2;
    const hashes = new Int32Array(length);
    const keyStarts = new Int32Array(length + 1);
    hashes.set(this.hashes);
    keyStarts.set(this.keyStarts);
    this.hashes = hashes;
    this.keyStarts = keyStarts;
    this.slots = new Int32Array(length);
    for (let index = 1; index < this.found.length - 1; index += 1) this.place(index);
  }

  private place(index: number): void {
    const mask = this.slots.length - 1;
    let slot = (this.hashes[index] as number) & mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
    this.slots[slot] = index;
  }
}

/** A remembered cell. `raw` is its member of the stored raw object, empty when the value is the text itself. */
export interface Entry {
  readonly value: Buffer;
  readonly raw: Buffer;
  readonly number: number;
  /** Place in the memo, for tables keyed by two memos. */
  readonly index: number;
  readonly text: string;
}

const NOTHING: Entry = { value: Buffer.alloc(0), raw: Buffer.alloc(0), number: REFUSED, index: 0, text: '' };

function entryOf(rawKey: string, text: string, { value, number }: Resolved, index: number): Entry {
  const raw = value === text ? Buffer.alloc(0) : rawMember(rawKey, text);
  return { value: Buffer.from(value), raw, number, index, text: value };
}

/** `"key":"text"` as `JSON.stringify` writes it. */
export function rawMember(key: string, text: string): Buffer {
  return Buffer.from(`${JSON.stringify(key)}:${JSON.stringify(text)}`);
}

function hashOf(bytes: Buffer, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  return hash ^ (hash >>> 15);
}
