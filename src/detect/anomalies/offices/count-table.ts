/** Room for keys and counts that grows by doubling: a map of the language takes five times as much for millions of them. */
const FIRST_ROOM = 1 << 12;
const FULLEST = 0.7;

/** Counts by key (a whole number below 2⁵³ − 1), with the first id that was counted under each. */
export class CountTable {
  private keys = new Float64Array(FIRST_ROOM);
  private counts = new Uint32Array(FIRST_ROOM);
  private firstIds = new Float64Array(FIRST_ROOM);
  private filled = 0;

  get size(): number {
    return this.filled;
  }

  add(key: number, id: number): void {
    const slot = this.slotOf(key);
    const count = this.counts[slot] ?? 0;
    this.counts[slot] = count + 1;
    if (count > 0) return;
    this.keys[slot] = key;
    this.firstIds[slot] = id;
    this.filled += 1;
    if (this.filled > this.keys.length * FULLEST) this.grow();
  }

  /** In the order of first ids, so that a run over the same registry says the same in the same order. */
  *entries(): Generator<{ readonly key: number; readonly count: number; readonly firstId: number }> {
    const slots = Uint32Array.from({ length: this.filled });
    let at = 0;
    for (let slot = 0; slot < this.counts.length; slot += 1) {
      if ((this.counts[slot] ?? 0) > 0) slots[at++] = slot;
    }
    const { keys, counts, firstIds } = this;
    slots.sort((left, right) => (firstIds[left] ?? 0) - (firstIds[right] ?? 0) || (keys[left] ?? 0) - (keys[right] ?? 0));
    for (const slot of slots) yield { key: keys[slot] ?? 0, count: counts[slot] ?? 0, firstId: firstIds[slot] ?? 0 };
  }

  private slotOf(key: number): number {
    const last = this.keys.length - 1;
    let slot = mix(key) & last;
    while ((this.counts[slot] ?? 0) > 0 && this.keys[slot] !== key) slot = (slot + 1) & last;
    return slot;
  }

  private grow(): void {
    const { keys, counts, firstIds } = this;
    this.keys = new Float64Array(keys.length * 2);
    this.counts = new Uint32Array(keys.length * 2);
    this.firstIds = new Float64Array(keys.length * 2);
    for (let from = 0; from < counts.length; from += 1) {
      if ((counts[from] ?? 0) === 0) continue;
      const slot = this.slotOf(keys[from] ?? 0);
      this.keys[slot] = keys[from] ?? 0;
      this.counts[slot] = counts[from] ?? 0;
      this.firstIds[slot] = firstIds[from] ?? 0;
    }
  }
}

/** The finaliser of MurmurHash3 over both halves. */
function mix(key: number): number {
  const high = Math.floor(key / 4_294_967_296);
  let hash = (key | 0) ^ Math.imul(high, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
