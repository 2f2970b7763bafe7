/** What a cell's text is worth when it is certainly in order. */
export interface Resolved {
  /** Normalised value. */
  readonly value: string;
  /** A number the relations between fields are decided on; 0 when none is needed, never negative. */
  readonly number: number;
}

const INITIAL_SLOTS = 1024;
const MAX_ENTRIES = 65_536;
const MAX_KEY_BYTES = 240;
const REFUSED = -1;
const SHORT_BYTES = 4;
const SHORT_SLOTS = 64;
/** Keeps the top six bits of a 32-bit product: 64 slots. */
const SHORT_SHIFT = 26;

/**
 * Remembers, by the bytes of a cell, what the string functions made of its text: codes, office names and oddly written
 * dates repeat thousands of times in a file, so each is decoded and normalised once. What those functions did not
 * accept is remembered as refused.
 */
export class ByteMemo {
  private readonly resolve: (text: string) => Resolved | undefined;
  private readonly rawKey: string;
  private slots = new Int32Array(INITIAL_SLOTS);
  /** A direct-mapped cache of short cells, one part for each length. */
  private readonly shortKeys = new Int32Array((SHORT_BYTES + 1) * SHORT_SLOTS);
  private readonly shortEntries: (Entry | undefined)[] = new Array<Entry | undefined>((SHORT_BYTES + 1) * SHORT_SLOTS).fill(undefined);
  private readonly keys: Buffer[] = [Buffer.alloc(0)];
  private readonly hashes: number[] = [0];
  private readonly found: Entry[] = [NOTHING];

  /** @param rawKey the key under which a differing raw text is stored with the row. */
  constructor(rawKey: string, resolve: (text: string) => Resolved | undefined) {
    this.rawKey = rawKey;
    this.resolve = resolve;
  }

  /** @returns the entry of these bytes, or `undefined` when they are not certainly in order. */
  find(bytes: Buffer, start: number, end: number): Entry | undefined {
    const length = end - start;
    if (length > SHORT_BYTES) return this.look(bytes, start, end);
    // Most cells of a row are codes of one to four bytes: these are found by one comparison of integers.
    let packed = bytes[start] as number;
    for (let at = start + 1; at < end; at += 1) packed = (packed << 8) | (bytes[at] as number);
    const slot = (Math.imul(packed, 0x9e3779b1) >>> SHORT_SHIFT) + length * SHORT_SLOTS;
    const known = this.shortEntries[slot];
    if (known !== undefined && this.shortKeys[slot] === packed) return known;
    const found = this.look(bytes, start, end);
    if (found !== undefined) {
      this.shortKeys[slot] = packed;
      this.shortEntries[slot] = found;
    }
    return found;
  }

  private look(bytes: Buffer, start: number, end: number): Entry | undefined {
    if (end - start > MAX_KEY_BYTES) return undefined;
    const hash = hashOf(bytes, start, end);
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const index = this.slots[slot] as number;
      if (index === 0) return this.learn(bytes, start, end, hash);
      if (this.hashes[index] === hash && sameBytes(this.keys[index] as Buffer, bytes, start, end)) {
        const entry = this.found[index] as Entry;
        return entry.number === REFUSED ? undefined : entry;
      }
    }
  }

  private learn(bytes: Buffer, start: number, end: number, hash: number): Entry | undefined {
    if (this.keys.length > MAX_ENTRIES) return undefined;
    const text = bytes.toString('utf8', start, end);
    const resolved = this.resolve(text);
    this.keys.push(Buffer.from(bytes.subarray(start, end)));
    this.hashes.push(hash);
    this.found.push(resolved === undefined ? NOTHING : entryOf(this.rawKey, text, resolved, this.keys.length - 1));
    if (this.keys.length * 2 > this.slots.length) this.grow();
    else this.place(this.keys.length - 1);
    return resolved === undefined ? undefined : this.found.at(-1);
  }

  private grow(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    for (let index = 1; index < this.keys.length; index += 1) this.place(index);
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
  return (hash ^ (hash >>> 15)) >>> 0;
}

function sameBytes(key: Buffer, bytes: Buffer, start: number, end: number): boolean {
  if (key.length !== end - start) return false;
  for (let at = 0; at < key.length; at += 1) if (key[at] !== bytes[start + at]) return false;
  return true;
}
