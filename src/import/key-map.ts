const EMPTY = -1;
const INITIAL_SLOTS = 1 << 16;

/** A set of safe non-negative integers with a number each, in 16 bytes a slot: what a `Map` does in eighty. */
export class KeyMap {
  private keys = new Float64Array(INITIAL_SLOTS).fill(EMPTY);
  private values = new Float64Array(INITIAL_SLOTS);
  private size = 0;

  /** Stores `value` under `key` unless there is one already. @returns the value that was there, if any. */
  putIfAbsent(key: number, value: number): number | undefined {
    const slot = this.find(key);
    if (this.keys[slot] === key) return this.values[slot];
    this.keys[slot] = key;
    this.values[slot] = value;
    this.size += 1;
    if (this.size * 2 > this.keys.length) this.grow();
    return undefined;
  }

  private find(key: number): number {
    const mask = this.keys.length - 1;
    let slot = Math.imul((key % 4294967296) ^ Math.floor(key / 4294967296), 0x9e3779b1) & mask;
    while (this.keys[slot] !== EMPTY && this.keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const { keys, values } = this;
    this.keys = new Float64Array(keys.length * 2).fill(EMPTY);
    this.values = new Float64Array(keys.length * 2);
    keys.forEach((key, at) => {
      if (key === EMPTY) return;
      const slot = this.find(key);
      this.keys[slot] = key;
      this.values[slot] = values[at] as number;
    });
  }
}
