import { areaHolds } from '../../domain/archive-area.js';
import type { OfficeRow, Reference } from '../../domain/reference.js';
import { placesOf, STEM_CHARACTERS } from '../../validators/office/jurisdiction.js';
import { mayName } from '../../validators/office/office-name-differs.js';
import type { Entry } from './byte-memo.js';

const OPEN_END = 99_991_231;

/** An office as a row names it, and the days on which that is in order. */
export interface CertainOffice {
  readonly first: number;
  readonly last: number;
  /** The first four digits of its region; -1 for the province, whose certificates may be of any region. */
  readonly city: number;
  /** UTF-8 of the place words an address of its district contains. */
  readonly stems: readonly Buffer[];
}

type Span = readonly [first: number, last: number];

/** Regions and offices as of a day, by number, without a string a row. The answers are the reference tables' own. */
export class CertainPlaces {
  private readonly reference: Reference;
  private readonly area: string;
  private readonly regionSpans = new Map<number, readonly Span[]>();
  private readonly certificateRegions = new Map<number, boolean>();
  private readonly offices = new Map<number, CertainOffice | undefined>();

  /** @param area what office codes must begin with; '' when any may come. */
  constructor(reference: Reference, area: string) {
    this.reference = reference;
    this.area = area;
  }

  /** Whether a resident number of this region may have been assigned between the two days. */
  regionMeets(region: number, first: number, last: number): boolean {
    let spans = this.regionSpans.get(region);
    if (spans === undefined) this.regionSpans.set(region, (spans = this.spansOf(String(region))));
    for (const [from, to] of spans) if (from <= last && to >= first) return true;
    return false;
  }

  private spansOf(code: string): Span[] {
    const { tables } = this.reference;
    const own = tables.regions.filter((row) => row.code === code);
    const known = tables.regions.some((row) => row.level !== 'province' && row.code.startsWith(code.slice(0, 2)));
    const rows = own.length > 0 || known ? own : tables.regions.filter((row) => row.code === `${code.slice(0, 2)}0000`);
    return rows.map((row) => [dayNumber(row.from), row.to === undefined ? OPEN_END : dayNumber(row.to)]);
  }

  /** Whether a certificate of this region and year is in order (rule `certificate-region`). */
  certificateRegion(region: number, year: number): boolean {
    const key = region * 10_000 + year;
    let fits = this.certificateRegions.get(key);
    if (fits === undefined) {
      const found = this.reference.region(String(region), year * 10_000 + 101, year * 10_000 + 1231);
      fits = found.status === 'valid' || found.status === 'near';
      this.certificateRegions.set(key, fits);
    }
    return fits;
  }

  /** The office of this code and name on this day; `undefined` when that is not certainly in order. */
  office(code: Entry, name: Entry | undefined, day: number): CertainOffice | undefined {
    const key = code.index * 131_072 + (name?.index ?? 0);
    const known = this.offices.get(key);
    if (known !== undefined && day >= known.first && day <= known.last) return known;
    const found = this.reference.office(code.text, day, day);
    const office = found.status === 'valid' ? this.certainOffice(found.row, code.text, name) : undefined;
    if (office !== undefined) this.offices.set(key, office);
    return office;
  }

  private certainOffice(row: OfficeRow, code: string, name: Entry | undefined): CertainOffice | undefined {
    if (!areaHolds(this.area, code, row, this.reference)) return undefined;
    if (name !== undefined && !mayName(row, code, name.text, this.reference)) return undefined;
    const first = dayNumber(row.openedOn);
    const last = row.closedOn === undefined ? OPEN_END : dayNumber(row.closedOn);
    const city = row.region.endsWith('0000') ? -1 : Number(row.region.slice(0, 4));
    return { first, last, city, stems: this.stemsOf(row) };
  }

  private stemsOf(row: OfficeRow): Buffer[] {
    return placesOf(row, this.reference).map((name) => Buffer.from(name.slice(0, STEM_CHARACTERS)));
  }
}

function dayNumber(date: string): number {
  return Number(date.replaceAll('-', ''));
}
