import { sortByKey } from './radix-sort.js';

/** Pairs that stayed in question, in columns; transferred between threads as they are. */
export interface PairColumns {
  readonly count: number;
  /** Places of the records, left before right. */
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  /** Levels (levels.ts, `PairPattern`). */
  readonly persons: Uint32Array;
  readonly event: Uint16Array;
  readonly rarityMan: Float32Array;
  readonly rarityWoman: Float32Array;
  readonly bits: Float32Array;
  /** The first blocking rule that has the pair. */
  readonly rule: Uint8Array;
}

const FIRST_CAPACITY = 1_024;

/** Columns that grow. */
export class PairList {
  private columns = emptyColumns(FIRST_CAPACITY);
  private size = 0;

  add(left: number, right: number, rule: number, score: PairScore): void {
    if (this.size === this.columns.left.length) this.columns = grown(this.columns, this.size * 2);
    const { columns, size } = this;
    columns.left[size] = left;
    columns.right[size] = right;
    columns.persons[size] = score.persons;
    columns.event[size] = score.event;
    columns.rarityMan[size] = score.rarityMan;
    columns.rarityWoman[size] = score.rarityWoman;
    columns.bits[size] = score.bits;
    columns.rule[size] = rule;
    this.size += 1;
  }

  /** The pairs so far, in columns of their exact length. */
  take(): PairColumns {
    return {
      ...selectPairs(
        this.columns,
        Uint32Array.from({ length: this.size }, (_, at) => at),
      ),
    };
  }
}

export interface PairScore {
  readonly persons: number;
  readonly event: number;
  readonly rarityMan: number;
  readonly rarityWoman: number;
  readonly bits: number;
}

function emptyColumns(capacity: number): Omit<PairColumns, 'count'> {
  return {
    left: new Uint32Array(capacity),
    right: new Uint32Array(capacity),
    persons: new Uint32Array(capacity),
    event: new Uint16Array(capacity),
    rarityMan: new Float32Array(capacity),
    rarityWoman: new Float32Array(capacity),
    bits: new Float32Array(capacity),
    rule: new Uint8Array(capacity),
  };
}

function grown(columns: Omit<PairColumns, 'count'>, capacity: number): Omit<PairColumns, 'count'> {
  const larger = emptyColumns(capacity);
  copyColumns(columns, larger, 0);
  return larger;
}

function copyColumns(from: Omit<PairColumns, 'count'>, to: Omit<PairColumns, 'count'>, at: number): void {
  to.left.set(from.left, at);
  to.right.set(from.right, at);
  to.persons.set(from.persons, at);
  to.event.set(from.event, at);
  to.rarityMan.set(from.rarityMan, at);
  to.rarityWoman.set(from.rarityWoman, at);
  to.bits.set(from.bits, at);
  to.rule.set(from.rule, at);
}

/** The pairs at these places, in this order. */
export function selectPairs(columns: Omit<PairColumns, 'count'>, places: Uint32Array): PairColumns {
  const selected = emptyColumns(places.length);
  places.forEach((from, to) => {
    selected.left[to] = columns.left[from] ?? 0;
    selected.right[to] = columns.right[from] ?? 0;
    selected.persons[to] = columns.persons[from] ?? 0;
    selected.event[to] = columns.event[from] ?? 0;
    selected.rarityMan[to] = columns.rarityMan[from] ?? 0;
    selected.rarityWoman[to] = columns.rarityWoman[from] ?? 0;
    selected.bits[to] = columns.bits[from] ?? 0;
    selected.rule[to] = columns.rule[from] ?? 0;
  });
  return { count: places.length, ...selected };
}

/** All pairs in the order of their records, each once. Lists come in the order of their rules. */
export function mergePairs(lists: readonly PairColumns[]): PairColumns {
  const all = emptyColumns(lists.reduce((sum, { count }) => sum + count, 0));
  let at = 0;
  for (const list of lists) {
    copyColumns(list, all, at);
    at += list.count;
  }
  const order = orderOf(all, at);
  return selectPairs(
    all,
    order.filter((place, index) => index === 0 || !isSamePair(all, place, order[index - 1] ?? 0)),
  );
}

/** Places in the order of left, then right; of one pair the list that came first is first, which has the earlier rule. */
function orderOf({ left, right }: Omit<PairColumns, 'count'>, count: number): Uint32Array {
  const places = Uint32Array.from({ length: count }, (_, place) => place);
  const { records: byRight } = sortByKey({ keys: right.slice(0, count), records: places });
  return sortByKey({ keys: byRight.map((place) => left[place] ?? 0), records: byRight }).records;
}

function isSamePair({ left, right }: Omit<PairColumns, 'count'>, one: number, other: number): boolean {
  return left[one] === left[other] && right[one] === right[other];
}
