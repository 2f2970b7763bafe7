import type { PackedName } from './name-likeness.js';

/** What happened in a person's life, by the registry's records and by what other departments handed over. */
export const EVENT_KINDS = ['IA', 'IB', 'ICA', 'ICB', 'ID', 'death', 'court-divorce', 'revocation'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** What an event is for both of its persons. */
export interface EventFacts {
  readonly id: number;
  /** Place in `EVENT_KINDS`. */
  readonly kindCode: number;
  readonly isRenewal: boolean;
  readonly isLate: boolean;
  readonly date: number;
  readonly earlierDate: number;
  readonly office: number;
  readonly earlierRegion: number;
}

/** One of its persons, as `ScannedParty` has it. */
export interface SideFacts {
  readonly key: number;
  readonly role: 'man' | 'woman' | undefined;
  readonly sound: object | undefined;
  readonly name: PackedName;
  readonly birth: number;
  /** A two-digit code; 0 when not given. */
  readonly statusCode: number;
}

/** One event on the timeline of one of its two persons. Dates are as `packDate` makes them. */
export interface TimelineEntry {
  readonly key: number;
  /** Of the registration, or of the life event. */
  readonly id: number;
  readonly kind: EventKind;
  readonly isMan: boolean;
  readonly isRenewal: boolean;
  readonly isLate: boolean;
  /** The number can be believed; of the spouse's likewise. */
  readonly isSound: boolean;
  readonly spouseIsSound: boolean;
  readonly date: number;
  /** Of the registration that it refers to. */
  readonly earlierDate: number;
  readonly name: PackedName;
  readonly birth: number;
  readonly spouseKey: number;
  readonly spouseName: PackedName;
  /** A two-digit code; 0 when not given. */
  readonly maritalStatus: number;
  /** Place in the list of offices, or of authorities for a life event. */
  readonly office: number;
  /** Region in the number of the earlier certificate; 0 when it does not say. */
  readonly earlierRegion: number;
}

const WORDS = 15;
const WORD_SPAN = 2 ** 32;
const RADIX = 2 ** 16;
const FEWEST_ENTRIES = 1_024;
const GROWTH = 1.6;
/** Code of the kind `IA`. */
const LONE_MARRIAGE = 0;

/**
 * Entries as 60 bytes each in one array, sorted by person at the end: objects would take five times the memory. Persons come out in
 * the order of their keys, the entries of one in the order they were added in.
 */
export class EntryStore {
  private words: Uint32Array;
  private count = 0;

  /** @param expected room made at once: growing takes the old and the new room together for a moment */
  constructor(expected: number) {
    this.words = new Uint32Array(Math.max(FEWEST_ENTRIES, expected) * WORDS);
  }

  get size(): number {
    return this.count;
  }

  /** One person's side of an event. Parts are handed over as they are: an object made for each of sixty million sides costs more than all else. */
  add(event: EventFacts, own: SideFacts, spouse: SideFacts): void {
    if ((this.count + 1) * WORDS > this.words.length) this.grow();
    const { words } = this;
    let at = this.count * WORDS;
    words[at++] = own.key % WORD_SPAN;
    words[at++] = Math.floor(own.key / WORD_SPAN);
    words[at++] = event.id % WORD_SPAN;
    words[at++] = Math.floor(event.id / WORD_SPAN) | (event.kindCode << 8) | flagsOf(event, own, spouse) | (own.statusCode << 20);
    words[at++] = event.date;
    words[at++] = event.earlierDate;
    words[at++] = own.name.low;
    words[at++] = own.name.high;
    words[at++] = own.birth;
    words[at++] = spouse.key % WORD_SPAN;
    words[at++] = Math.floor(spouse.key / WORD_SPAN);
    words[at++] = spouse.name.low;
    words[at++] = spouse.name.high;
    words[at++] = event.office;
    words[at] = event.earlierRegion;
    this.count += 1;
  }

  private grow(): void {
    const larger = new Uint32Array(Math.ceil((this.words.length / WORDS) * GROWTH) * WORDS);
    larger.set(this.words);
    this.words = larger;
  }

  /**
   * The entries of each person of whom there is more to say than that he married: nearly all have one marriage and nothing else.
   * @param onPerson called for each person, those too
   */
  *persons(onPerson: () => void): Generator<readonly TimelineEntry[]> {
    const order = this.sorted();
    for (let start = 0; start < this.count;) {
      const end = this.endOfPerson(order, start);
      onPerson();
      if (end - start > 1 || this.kindAt(order[start] as number) !== LONE_MARRIAGE) {
        yield Array.from({ length: end - start }, (_, offset) => this.entry(order[start + offset] as number));
      }
      start = end;
    }
  }

  private kindAt(index: number): number {
    return ((this.words[index * WORDS + 3] as number) >>> 8) & 0xf;
  }

  private endOfPerson(order: Uint32Array, start: number): number {
    const first = (order[start] as number) * WORDS;
    let end = start + 1;
    for (; end < this.count; end += 1) {
      const at = (order[end] as number) * WORDS;
      if (this.words[at] !== this.words[first] || this.words[at + 1] !== this.words[first + 1]) break;
    }
    return end;
  }

  /** Places of entries in the order of keys: three passes of a radix sort, each stable. */
  private sorted(): Uint32Array {
    let from = Uint32Array.from({ length: this.count }, (_, index) => index);
    let to = new Uint32Array(this.count);
    for (const [word, shift] of [
      [0, 0],
      [0, 16],
      [1, 0],
    ] as const) {
      this.pass(from, to, word, shift);
      [from, to] = [to, from];
    }
    return from;
  }

  private pass(from: Uint32Array, to: Uint32Array, word: number, shift: number): void {
    const digits = this.digits(word, shift);
    const starts = new Uint32Array(RADIX + 1);
    for (const digit of digits) starts[digit + 1] = (starts[digit + 1] as number) + 1;
    for (let digit = 0; digit < RADIX; digit += 1) starts[digit + 1] = (starts[digit + 1] as number) + (starts[digit] as number);
    for (const index of from) {
      const digit = digits[index] as number;
      const place = starts[digit] as number;
      starts[digit] = place + 1;
      to[place] = index;
    }
  }

  /** What a pass sorts by, close together: read in any order from the entries themselves, each would be a miss of the cache. */
  private digits(word: number, shift: number): Uint16Array {
    const digits = new Uint16Array(this.count);
    for (let index = 0, at = word; index < this.count; index += 1, at += WORDS) digits[index] = (this.words[at] as number) >>> shift;
    return digits;
  }

  private entry(index: number): TimelineEntry {
    const at = index * WORDS;
    const word = (offset: number): number => this.words[at + offset] as number;
    const mixed = word(3);
    const kind = EVENT_KINDS[(mixed >>> 8) & 0xf];
    if (kind === undefined) throw new Error('an entry has a kind');
    return {
      key: word(0) + word(1) * WORD_SPAN,
      id: word(2) + (mixed & 0xff) * WORD_SPAN,
      kind,
      isMan: (mixed & (1 << 12)) !== 0,
      isRenewal: (mixed & (1 << 13)) !== 0,
      isLate: (mixed & (1 << 14)) !== 0,
      isSound: (mixed & (1 << 15)) !== 0,
      spouseIsSound: (mixed & (1 << 16)) !== 0,
      maritalStatus: mixed >>> 20,
      date: word(4),
      earlierDate: word(5),
      name: { low: word(6), high: word(7) },
      birth: word(8),
      spouseKey: word(9) + word(10) * WORD_SPAN,
      spouseName: { low: word(11), high: word(12) },
      office: word(13),
      earlierRegion: word(14),
    };
  }
}

function flagsOf({ isRenewal, isLate }: EventFacts, own: SideFacts, spouse: SideFacts): number {
  return (
    (own.role === 'man' ? 1 << 12 : 0) |
    (isRenewal ? 1 << 13 : 0) |
    (isLate ? 1 << 14 : 0) |
    (own.sound === undefined ? 0 : 1 << 15) |
    (spouse.sound === undefined ? 0 : 1 << 16)
  );
}
