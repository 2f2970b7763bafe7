import type { FieldKind } from './fields.js';

/**
 * The facts that change, as data: regions, offices, code tables, law, holidays. `ReferenceTables` is plain and can be
 * cloned into a worker; `createReference` (reference-index.ts) builds the look-ups over it.
 * Dates are `YYYY-MM-DD`; `from` is the first day in force, `to` the last, absent when still in force. `source` is required.
 */
export interface RegionRow {
  readonly code: string;
  readonly name: string;
  readonly level: 'province' | 'city' | 'county';
  readonly parent: string;
  readonly from: string;
  readonly to?: string;
  readonly successors?: readonly string[];
  readonly source: string;
}

export interface OfficeRow {
  /** The office code as in `dept_code`. */
  readonly code: string;
  readonly name: string;
  readonly formerNames?: readonly string[];
  readonly region: string;
  readonly openedOn: string;
  readonly closedOn?: string;
  /** Number of the request that opened it: then `openedOn` is the day of a decision, exact where lists are not. */
  readonly openedBy?: string;
  readonly closedBy?: string;
  /** The offices named in the plan for its jurisdiction after it closed. */
  readonly successors?: readonly string[];
  /** Regions and places it took over from closed offices, besides its own. */
  readonly tookOver?: readonly string[];
  readonly source: string;
}

const CODE_TABLES = ['op-type', 'id-type', 'document-type', 'country', 'ethnic', 'occupation', 'education', 'marital', 'flag'] as const;
export type CodeTable = (typeof CODE_TABLES)[number];

/** The table of a kind of field; `undefined` where values are no codes. */
export function codeTableOf(kind: FieldKind): CodeTable | undefined {
  return CODE_TABLES.find((table) => table === kind);
}

export interface CodeRow {
  readonly table: CodeTable;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** Other spellings that mean this code, already folded (half width, simplified). */
  readonly synonyms?: readonly string[];
  readonly source: string;
}

export interface LawRow {
  readonly key: 'minimum-age' | 'registration-law' | 'cooling-off' | 'jurisdiction' | 'resident-number' | 'certificate-form' | 'revocation';
  readonly from: string;
  readonly to?: string;
  /** Numbers and words the rule uses, e.g. { manYears: 22, womanYears: 20 }. */
  readonly values: Readonly<Record<string, string | number>>;
  readonly zh: string;
  readonly en: string;
  readonly source: string;
}

export interface HolidayRow {
  /** A day off, or a weekend day worked in exchange. Covers the years named in `holidayYears`. */
  readonly date: string;
  readonly kind: 'off' | 'work';
  readonly name: string;
  readonly source: string;
}

export interface ReferenceTables {
  readonly version: string;
  readonly regions: readonly RegionRow[];
  readonly offices: readonly OfficeRow[];
  readonly codes: readonly CodeRow[];
  readonly laws: readonly LawRow[];
  readonly holidays: readonly HolidayRow[];
  /** First and last year the holiday table covers; outside it working days are provisional. */
  readonly holidayYears: readonly [number, number];
}

/** A look-up outcome as of a date: `near` means valid within the tolerance of one year (docs/reference-tables.md). */
export type AsOf<T> = { readonly status: 'valid' | 'near' | 'not-then'; readonly row: T } | { readonly status: 'unknown' };

export interface Reference {
  readonly tables: ReferenceTables;
  /** Region code as of a day (yyyymmdd); `first`/`last` span for dates of less precision. */
  region(code: string, first: number, last: number): AsOf<RegionRow>;
  /** Whether the six-digit code was ever a region of any province that a resident number may begin with. */
  regionEverExisted(code: string): boolean;
  office(code: string, first: number, last: number): AsOf<OfficeRow>;
  /** Every row of an office whose span meets first…last: several when its name or area changed in between. */
  officesDuring(code: string, first: number, last: number): readonly OfficeRow[];
  code(table: CodeRow['table'], code: string): CodeRow | undefined;
  /** The code for a folded word or code, by label or synonym. */
  codeFor(table: CodeRow['table'], word: string): string | undefined;
  /** The law row in force on a day (yyyymmdd). */
  law(key: LawRow['key'], day: number): LawRow | undefined;
  /** A working day, by the holiday table; `provisional` outside its years. */
  workingDay(day: number): 'working' | 'off' | 'provisional-working' | 'provisional-off';
}
