import type { ReferenceTables, RegionRow } from '../../domain/reference.js';
import { hashText } from './text-hash.js';

/** An office as a record holds it. */
export interface OfficePlace {
  readonly hash: number;
  /** The region today as a number; 0 when unknown. */
  readonly region: number;
}

/** The tables an encoding depends on. */
export type PlaceTables = Pick<ReferenceTables, 'regions' | 'offices'>;

const SIX_DIGITS = /^\d{6}/;
/** Longer chains of successors than the last seventy years have would be a loop in the table. */
const MOST_SUCCESSORS = 20;

/** Where an office is today, by its code or, where a record has none, by its name. */
export class OfficePlaces {
  private readonly regions: ReadonlyMap<string, RegionRow>;
  private readonly regionOfOffice: ReadonlyMap<string, string>;
  private readonly codeOfName = new Map<string, string>();

  constructor({ regions, offices }: PlaceTables) {
    this.regions = new Map(regions.toSorted((a, b) => compare(a.from, b.from)).map((row) => [row.code, row]));
    const byOpening = offices.toSorted((a, b) => compare(a.openedOn, b.openedOn));
    this.regionOfOffice = new Map(byOpening.map((row) => [row.code, row.region]));
    for (const { code, name, formerNames = [] } of byOpening) for (const each of [name, ...formerNames]) this.codeOfName.set(each, code);
  }

  ofCode(code: string): OfficePlace {
    const known = this.regionOfOffice.get(code) ?? this.regionOfOffice.get(code.slice(0, 6)) ?? SIX_DIGITS.exec(code)?.[0];
    return { hash: hashText(code), region: known === undefined ? 0 : this.regionToday(known) };
  }

  /** A name that a table of offices has stands for its code. */
  ofName(name: string): OfficePlace {
    const code = this.codeOfName.get(name);
    return code === undefined ? { hash: hashText(name), region: 0 } : this.ofCode(code);
  }

  /** A region that was divided counts as the first of those that came of it. */
  private regionToday(code: string): number {
    let today = code;
    for (let step = 0; step < MOST_SUCCESSORS; step += 1) {
      const row = this.regions.get(today);
      const next = row?.to === undefined ? undefined : row.successors?.[0];
      if (next === undefined) break;
      today = next;
    }
    return Number(today);
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
