import type { StoredLifeEvent } from '../../../store/life-event-repository.js';
import { packDate } from './day.js';
import { nameLikeness, packName, type PackedName } from './name-likeness.js';

/** When people died, by the key of their number: 20 bytes each, because a province hands over half a million a year. */
export class Deaths {
  private readonly keys: Float64Array;
  private readonly facts: Uint32Array;

  constructor(events: Iterable<StoredLifeEvent>) {
    const found: { readonly key: number; readonly date: number; readonly name: PackedName }[] = [];
    for (const { kind, personKey, personName, happenedOn } of events) {
      if (kind === 'death') found.push({ key: personKey, date: packDate(happenedOn), name: packName(personName) });
    }
    found.sort((a, b) => a.key - b.key || a.date - b.date);
    this.keys = Float64Array.from(found, ({ key }) => key);
    this.facts = Uint32Array.from(found.flatMap(({ date, name }) => [date, name.low, name.high]));
  }

  /** The earliest day that somebody of this number and a fitting name died; 0 when not known. */
  of(key: number, name: PackedName): number {
    for (let at = this.firstAt(key); this.keys[at] === key; at += 1) {
      const [date = 0, low = 0, high = 0] = this.facts.subarray(at * FACTS, at * FACTS + FACTS);
      if (date !== 0 && nameLikeness({ low, high }, name) !== 'different') return date;
    }
    return 0;
  }

  private firstAt(key: number): number {
    let low = 0;
    let high = this.keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.keys[middle] as number) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const FACTS = 3;
