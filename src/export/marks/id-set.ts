/**
 * Sets of record ids in the shape of Roaring bitmaps (Lemire, Kaser and others, 2016): ids with the same upper bits share a
 * container, which is a sorted list, a bitmap or a list of runs, whichever is shortest. A set is asked for single ids where it
 * lies, without being unpacked: a trace asks a thousand sets about a thousand ids.
 *
 * Layout, little-endian: u32 number of containers; for each, u32 upper bits, u8 kind, u8 zero, u16 entries (ids or runs) minus
 * one, u32 offset of the payload; then the payloads: `list` u16 an id, `runs` u16 first and u16 length minus one, `bitmap` 8 KiB.
 */
const CONTAINER_SPAN = 65_536;
const BITMAP_BYTES = CONTAINER_SPAN / 8;
const HEADER_BYTES = 4;
const ENTRY_BYTES = 12;
const KIND = { list: 0, bitmap: 1, runs: 2 } as const;

/** Collects the ids of an export as they pass. */
export class IdCollector {
  count = 0;
  #ids = new Float64Array(1_024);
  #ascending = true;

  add(id: number): void {
    if (this.count === this.#ids.length) this.#grow();
    if (this.count > 0 && id <= (this.#ids[this.count - 1] as number)) this.#ascending = false;
    this.#ids[this.count] = id;
    this.count += 1;
  }

  encode(): Buffer {
    const ids = this.#ids.subarray(0, this.count);
    return encodeIds(this.#ascending ? ids : ids.toSorted());
  }

  #grow(): void {
    const larger = new Float64Array(this.#ids.length * 2);
    larger.set(this.#ids);
    this.#ids = larger;
  }
}

/** @param ids in ascending order; a repeated id counts once. */
export function encodeIds(ids: Float64Array): Buffer {
  const containers = containersOf(ids);
  const directory = Buffer.alloc(HEADER_BYTES + containers.length * ENTRY_BYTES);
  directory.writeUInt32LE(containers.length, 0);
  let offset = directory.length;
  for (const [index, { upper, kind, entries, payload }] of containers.entries()) {
    const at = HEADER_BYTES + index * ENTRY_BYTES;
    directory.writeUInt32LE(upper, at);
    directory.writeUInt8(kind, at + 4);
    directory.writeUInt16LE(entries - 1, at + 6);
    directory.writeUInt32LE(offset, at + 8);
    offset += payload.length;
  }
  return Buffer.concat([directory, ...containers.map(({ payload }) => payload)]);
}

interface Container {
  readonly upper: number;
  readonly kind: number;
  readonly entries: number;
  readonly payload: Buffer;
}

function containersOf(ids: Float64Array): Container[] {
  const containers: Container[] = [];
  for (let from = 0; from < ids.length;) {
    const upper = Math.floor((ids[from] as number) / CONTAINER_SPAN);
    const lower: number[] = [];
    for (; from < ids.length && Math.floor((ids[from] as number) / CONTAINER_SPAN) === upper; from += 1) {
      const low = (ids[from] as number) % CONTAINER_SPAN;
      if (low !== lower.at(-1)) lower.push(low);
    }
    containers.push({ upper, ...shortest(lower) });
  }
  return containers;
}

function shortest(lower: readonly number[]): Omit<Container, 'upper'> {
  const runs = runsOf(lower);
  if (runs.length * 4 < Math.min(lower.length * 2, BITMAP_BYTES)) {
    return { kind: KIND.runs, entries: runs.length, payload: wordsOf(runs.flatMap(({ first, last }) => [first, last - first])) };
  }
  if (lower.length * 2 <= BITMAP_BYTES) return { kind: KIND.list, entries: lower.length, payload: wordsOf(lower) };
  const bitmap = Buffer.alloc(BITMAP_BYTES);
  for (const low of lower) bitmap[low >>> 3] = (bitmap[low >>> 3] as number) | (1 << (low & 7));
  return { kind: KIND.bitmap, entries: lower.length, payload: bitmap };
}

function runsOf(lower: readonly number[]): { first: number; last: number }[] {
  const runs: { first: number; last: number }[] = [];
  for (const low of lower) {
    const run = runs.at(-1);
    if (run !== undefined && run.last + 1 === low) run.last = low;
    else runs.push({ first: low, last: low });
  }
  return runs;
}

function wordsOf(words: readonly number[]): Buffer {
  const payload = Buffer.alloc(words.length * 2);
  for (const [index, word] of words.entries()) payload.writeUInt16LE(word, index * 2);
  return payload;
}

/** A stored set, asked where it lies. */
export class IdSet {
  readonly #bytes: Buffer;
  readonly #containers: number;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#containers = bytes.readUInt32LE(0);
  }

  has(id: number): boolean {
    const upper = Math.floor(id / CONTAINER_SPAN);
    const at = this.#find(this.#containers, (index) => this.#bytes.readUInt32LE(HEADER_BYTES + index * ENTRY_BYTES), upper);
    if (at < 0) return false;
    const entry = HEADER_BYTES + at * ENTRY_BYTES;
    return this.#bytes.readUInt32LE(entry) === upper && this.#holds(entry, id % CONTAINER_SPAN);
  }

  #holds(entry: number, low: number): boolean {
    const bytes = this.#bytes;
    const entries = bytes.readUInt16LE(entry + 6) + 1;
    const payload = bytes.readUInt32LE(entry + 8);
    switch (bytes[entry + 4]) {
      case KIND.bitmap:
        return ((bytes[payload + (low >>> 3)] as number) & (1 << (low & 7))) !== 0;
      case KIND.runs: {
        const run = payload + this.#find(entries, (index) => bytes.readUInt16LE(payload + index * 4), low) * 4;
        return run >= payload && low - bytes.readUInt16LE(run) <= bytes.readUInt16LE(run + 2);
      }
      default: {
        const at = this.#find(entries, (index) => bytes.readUInt16LE(payload + index * 2), low);
        return at >= 0 && bytes.readUInt16LE(payload + at * 2) === low;
      }
    }
  }

  /** The last of ascending values that is not above the one sought; −1 when all are. */
  #find(count: number, valueAt: (index: number) => number, sought: number): number {
    let below = -1;
    let above = count;
    while (above - below > 1) {
      const middle = (below + above) >>> 1;
      if (valueAt(middle) <= sought) below = middle;
      else above = middle;
    }
    return below;
  }
}
