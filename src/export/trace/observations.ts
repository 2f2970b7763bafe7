import type { Masking } from '../../domain/approval.js';
import type { FieldKey } from '../../domain/fields.js';
import type { TraceRepository } from '../../store/trace-repository.js';
import { readPseudonym } from '../marks/pseudonym.js';
import { bitOf, channelOf, type MarkChannel } from '../marks/spelling.js';
import { glimpseOf, type Glimpse } from './glimpse.js';
import type { Reading } from './leak-columns.js';
import type { Linkage } from './linkage.js';

/** How an export would write a value of a field, before marks. */
export type MaskedForm = (field: FieldKey, masking: Masking, value: string) => string;

/** A leaked row together with one record it may be. */
export interface Pair {
  readonly row: number;
  readonly id: number;
}

/** Nothing to be read. */
const NO_BIT = -1;

/** What one column shows when it is read as masked in one way. */
export interface Observation {
  /** For each pair the mark in the cell, 0 or 1, or −1 where there is none. */
  readonly bits: Int8Array;
  /** Whether the cells tell no more than the export told: a column of full numbers is not from an export that starred them. */
  readonly isPossible: boolean;
}

/** Reads the marks of a leak. Exports that mask a field in the same way share one reading of it. */
export class Observations {
  readonly pairs: readonly Pair[];
  readonly #columns: Reading;
  readonly #fields: readonly FieldKey[];
  readonly #values: ReadonlyMap<number, readonly string[]>;
  readonly #form: MaskedForm;
  readonly #known = new Map<string, Observation>();

  constructor({ rows }: Linkage, reading: Reading, repository: TraceRepository, form: MaskedForm) {
    this.pairs = rows.flatMap(({ row, ids }) => ids.map((id) => ({ row, id })));
    this.#columns = reading;
    this.#fields = [...reading.keys()];
    this.#values = repository.valuesOf(this.#fields, [...new Set(this.pairs.map(({ id }) => id))]);
    this.#form = form;
  }

  get fields(): readonly FieldKey[] {
    return this.#fields;
  }

  of(field: FieldKey, masking: Masking): Observation {
    const name = `${field} ${masking}`;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const observation = this.#observe(field, masking);
    this.#known.set(name, observation);
    return observation;
  }

  #observe(field: FieldKey, masking: Masking): Observation {
    const bits = new Int8Array(this.pairs.length).fill(NO_BIT);
    const channel = channelOf(field, masking);
    let tellsMore = 0;
    for (const [index, { row, id }] of this.pairs.entries()) {
      const cell = this.#columns.get(field)?.cells[row]?.trim() ?? '';
      const form = this.#form(field, masking, this.#valueOf(id, field));
      if (cell === '' || form === '') continue;
      const seen = this.#columns.get(field)?.glimpses[row] ?? glimpseOf(cell);
      if (tellsMoreThan(seen, masking, form)) tellsMore += 1;
      if (channel !== undefined) bits[index] = seenBit(channel, form, seen, cell) ?? NO_BIT;
    }
    return { bits, isPossible: tellsMore <= this.pairs.length * TOLERATED };
  }

  #valueOf(id: number, field: FieldKey): string {
    return this.#values.get(id)?.[this.#fields.indexOf(field)] ?? '';
  }
}

/** A cell without a star where the export put one is from another hand. */
function seenBit(channel: MarkChannel, form: string, seen: Glimpse, cell: string): 0 | 1 | undefined {
  if (channel !== 'stars') return bitOf(channel, form, cell);
  return seen.isStarred ? bitOf(channel, form, seen.text) : undefined;
}

/** Records are corrected between an export and its leak, and some rows are linked wrongly. */
const TOLERATED = 0.15;

function tellsMoreThan(seen: Glimpse, masking: Masking, form: string): boolean {
  if (masking === 'pseudonym') return readPseudonym(seen.text) === undefined;
  const given = glimpseOf(form);
  if (!given.isStarred) return seen.text.length > given.text.length;
  return seen.head.length > given.head.length || seen.tail.length > given.tail.length;
}
