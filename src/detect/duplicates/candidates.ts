import { BLOCKING_RULES, type KeyMaker } from './blocking-rules.js';
import type { KeyedRecords } from './radix-sort.js';

const BITS_A_KEY = 16;
const LEAST_BITMAP_BITS = 65_536;
/** Slots of a table that holds each key once, for each key. */
const SLOTS_A_KEY = 4;
const LEAST_SLOTS = 1_024;
const FIRST_CAPACITY = 256;

/**
 * In a search over what is new, the records that share a key with a new one, by rule. One pass makes the keys of a record, asks for
 * each whether a new record has it, and forgets them: nothing of the size of the registry is written or read again.
 */
export class CandidateFinder {
  private readonly maker: KeyMaker;
  private readonly sets: readonly KeySet[];
  private readonly keys = new Uint32Array(BLOCKING_RULES.length);

  /** @param isNew 1 for records that are new */
  constructor(maker: KeyMaker, isNew: Uint8Array) {
    this.maker = maker;
    const fresh = newOnes(isNew);
    this.sets = BLOCKING_RULES.map(() => new KeySet(fresh.length));
    for (const record of fresh) {
      maker.write(record, this.keys, 0, 1);
      this.sets.forEach((set, rule) => set.add(this.keys[rule] ?? 0));
    }
  }

  /** Of the records from `first` up to, not including, `end`: for each rule those of its blocks, in ascending order. */
  find(first: number, end: number): readonly KeyedRecords[] {
    const { maker, keys, sets } = this;
    const lists = sets.map(() => new KeyedList());
    for (let record = first; record < end; record += 1) {
      maker.write(record, keys, 0, 1);
      for (let rule = 0; rule < keys.length; rule += 1) {
        const key = keys[rule] as number;
        if (key !== 0 && (sets[rule] as KeySet).has(key)) (lists[rule] as KeyedList).add(key, record);
      }
    }
    return lists.map((list) => list.take());
  }
}

function newOnes(isNew: Uint8Array): Uint32Array {
  const records: number[] = [];
  for (let record = 0; record < isNew.length; record += 1) if (isNew[record] !== 0) records.push(record);
  return Uint32Array.from(records);
}

/** Keys that are not 0: a bitmap, which lies in the processor's cache and says no nearly always, before a table that is exact. */
class KeySet {
  private readonly bits: Uint32Array;
  private readonly slots: Uint32Array;

  constructor(most: number) {
    this.bits = new Uint32Array(powerAbove(Math.max(LEAST_BITMAP_BITS, most * BITS_A_KEY)) / 32);
    this.slots = new Uint32Array(powerAbove(Math.max(LEAST_SLOTS, most * SLOTS_A_KEY)));
  }

  add(key: number): void {
    if (key === 0 || this.has(key)) return;
    const place = key & (this.bits.length * 32 - 1);
    (this.bits[place >>> 5] as number) |= 1 << (place & 31);
    this.slots[this.slotOf(key)] = key;
  }

  has(key: number): boolean {
    const place = key & (this.bits.length * 32 - 1);
    return ((this.bits[place >>> 5] as number) & (1 << (place & 31))) !== 0 && this.slots[this.slotOf(key)] === key;
  }

  /** Where the key is, or would be. */
  private slotOf(key: number): number {
    const mask = this.slots.length - 1;
    let slot = (key >>> 7) & mask;
    while (this.slots[slot] !== 0 && this.slots[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }
}

const powerAbove = (least: number): number => 2 ** Math.min(31, Math.ceil(Math.log2(least)));

class KeyedList {
  private keys = new Uint32Array(FIRST_CAPACITY);
  private records = new Uint32Array(FIRST_CAPACITY);
  private size = 0;

  add(key: number, record: number): void {
    if (this.size === this.keys.length) {
      this.keys = withRoom(this.keys);
      this.records = withRoom(this.records);
    }
    this.keys[this.size] = key;
    this.records[this.size] = record;
    this.size += 1;
  }

  take(): KeyedRecords {
    return { keys: this.keys.slice(0, this.size), records: this.records.slice(0, this.size) };
  }
}

function withRoom(full: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(full.length * 2);
  larger.set(full);
  return larger;
}

/** What several passes found, one behind the other. */
export function joinCandidates(lists: readonly KeyedRecords[]): KeyedRecords {
  const size = lists.reduce((sum, { keys }) => sum + keys.length, 0);
  const joined = { keys: new Uint32Array(size), records: new Uint32Array(size) };
  let at = 0;
  for (const { keys, records } of lists) {
    joined.keys.set(keys, at);
    joined.records.set(records, at);
    at += keys.length;
  }
  return joined;
}
