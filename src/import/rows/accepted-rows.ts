import { DIGEST_BYTES } from './row-buffer.js';

const INITIAL_ROWS = 16_384;

/** The facts of a chunk's accepted rows, column by column, in memory that can be handed to another thread. */
export class AcceptedRows {
  count = 0;
  digests: Buffer<ArrayBuffer> = Buffer.alloc(INITIAL_ROWS * DIGEST_BYTES);
  private ordinals = new Uint32Array(INITIAL_ROWS);
  private keys = new Float64Array(INITIAL_ROWS);
  private lines = new Uint32Array(INITIAL_ROWS);
  private flags = new Uint8Array(INITIAL_ROWS);
  private personCount = 0;
  private personKeys = new Float64Array(2 * INITIAL_ROWS);
  private personOrdinals = new Uint32Array(2 * INITIAL_ROWS);

  /** @returns the offset in `digests` where the row's digest belongs. */
  add(ordinal: number, key: number, line: number, flagged: boolean): number {
    if (this.count === this.ordinals.length) this.grow();
    this.ordinals[this.count] = ordinal;
    this.keys[this.count] = key;
    this.lines[this.count] = line;
    this.flags[this.count] = flagged ? 1 : 0;
    this.count += 1;
    return (this.count - 1) * DIGEST_BYTES;
  }

  /** Enters a party of the row added last. */
  addPerson(personKey: number): void {
    this.personKeys[this.personCount] = personKey;
    this.personOrdinals[this.personCount] = this.ordinals[this.count - 1] as number;
    this.personCount += 1;
  }

  /** Pairs of ordinals with the same key: the later row, then each earlier one. Nearly always there are none. */
  repeats(): (readonly [later: number, earlier: number])[] {
    const sorted = this.keys.subarray(0, this.count).toSorted();
    const repeated = new Set<number>();
    for (let at = 1; at < sorted.length; at += 1) if (sorted[at] === sorted[at - 1]) repeated.add(sorted[at] as number);
    return repeated.size === 0 ? [] : this.pairsOf(repeated);
  }

  private pairsOf(repeated: ReadonlySet<number>): (readonly [number, number])[] {
    const seen = new Map<number, number[]>();
    const pairs: (readonly [number, number])[] = [];
    for (let slot = 0; slot < this.count; slot += 1) {
      const key = this.keys[slot] as number;
      if (!repeated.has(key)) continue;
      const ordinal = this.ordinals[slot] as number;
      const earlier = seen.get(key) ?? [];
      for (const other of earlier) pairs.push([ordinal, other]);
      seen.set(key, [...earlier, ordinal]);
    }
    return pairs;
  }

  trimmed() {
    return {
      ordinals: this.ordinals.slice(0, this.count),
      keys: this.keys.slice(0, this.count),
      lines: this.lines.slice(0, this.count),
      flags: this.flags.slice(0, this.count),
      personKeys: this.personKeys.slice(0, this.personCount),
      personOrdinals: this.personOrdinals.slice(0, this.personCount),
      digests: new Uint8Array(this.digests.buffer, 0, this.count * DIGEST_BYTES).slice(),
    };
  }

  private grow(): void {
    const length = this.ordinals.length * 2;
    this.ordinals = enlarged(new Uint32Array(length), this.ordinals);
    this.keys = enlarged(new Float64Array(length), this.keys);
    this.lines = enlarged(new Uint32Array(length), this.lines);
    this.flags = enlarged(new Uint8Array(length), this.flags);
    this.personKeys = enlarged(new Float64Array(2 * length), this.personKeys);
    this.personOrdinals = enlarged(new Uint32Array(2 * length), this.personOrdinals);
    const digests = Buffer.alloc(length * DIGEST_BYTES);
    this.digests.copy(digests);
    this.digests = digests;
  }
}

function enlarged<T extends { set(source: T): void }>(target: T, source: T): T {
  target.set(source);
  return target;
}
