import { fieldOf, type FieldKey } from '../../domain/fields.js';
import { parseDate } from '../../domain/partial-date.js';
import { readPseudonym } from '../marks/pseudonym.js';
import { commonShape, dateGlimpseOf, glimpseOf, type Glimpse, type PartShape } from './glimpse.js';
import type { LeakedTable } from './leak-file.js';

/** What the contents of a column look like, whatever it is called. */
export type ColumnKind = 'date' | 'number' | 'certificate' | 'office-code' | 'name' | 'address' | 'pseudonym' | 'other';

export interface LeakColumn {
  readonly kind: ColumnKind;
  /** The field its heading names. */
  readonly heading: FieldKey | undefined;
  /** What its cells show; `undefined` when that is nothing a record could be found by. */
  readonly shape: PartShape | undefined;
  /** One for each row of the sample. */
  readonly glimpses: readonly Glimpse[];
  /** The cells as they are. */
  readonly cells: readonly string[];
}

/** One way to read a leaked file: which column is which field. */
export type Reading = ReadonlyMap<FieldKey, LeakColumn>;

export function columnsOf({ sample, fields }: Pick<LeakedTable, 'sample' | 'fields'>): readonly LeakColumn[] {
  const width = Math.max(...sample.map(({ cells }) => cells.length));
  return Array.from({ length: width }, (_, at) =>
    columnOf(
      sample.map(({ cells }) => cells[at] ?? ''),
      fields[at],
    ),
  );
}

function columnOf(cells: readonly string[], heading: FieldKey | undefined): LeakColumn {
  const kind = kindOf(cells, heading);
  const glimpses = cells.map(kind === 'date' ? dateGlimpseOf : glimpseOf);
  return { kind, heading, cells, glimpses, shape: commonShape(glimpses, kind === 'date') };
}

const LOOKS: readonly (readonly [kind: ColumnKind, looksLikeIt: (glimpse: Glimpse, cell: string) => boolean])[] = [
  ['pseudonym', (_glimpse, cell) => readPseudonym(cell) !== undefined],
  ['certificate', ({ text }) => /^(?:BJ|BL|J|L)[\d*]{5,}-|字/u.test(text)],
  ['number', ({ text }) => /^(?:\d{17}[\dX]|\d{15}|\d{3,8}\*{4,}[\dX]*|\*{14,18})$/u.test(text)],
  ['date', (_glimpse, cell) => parseDate(dateGlimpseOf(cell).text) !== undefined],
  ['office-code', ({ text }) => /^\d{6,12}$/u.test(text)],
  ['address', ({ text }) => /^\p{Script=Han}{2,}[省市县区镇乡村路街]/u.test(text) && !/登记处|民政|机关/u.test(text)],
  ['name', ({ text }) => /^\p{Script=Han}(?:\p{Script=Han}{1,3}|\*+\p{Script=Han}?)$/u.test(text)],
];
/** Of the cells that hold something. */
const ENOUGH_OF_A_KIND = 0.6;
const CELLS_TO_LOOK_AT = 300;

function kindOf(cells: readonly string[], heading: FieldKey | undefined): ColumnKind {
  const filled = cells.filter((cell) => cell !== '').slice(0, CELLS_TO_LOOK_AT);
  if (heading !== undefined && fieldOf(heading).kind === 'date') return 'date';
  const seen = filled.map((cell) => ({ cell, glimpse: glimpseOf(cell) }));
  const found = LOOKS.find(
    ([, looksLikeIt]) => seen.filter(({ glimpse, cell }) => looksLikeIt(glimpse, cell)).length > filled.length * ENOUGH_OF_A_KIND,
  );
  return found?.[0] ?? 'other';
}

/** The fields that columns without a known heading may be, by what they look like, in the order exports have them. */
const FIELDS_OF_KIND: readonly (readonly [kind: ColumnKind | 'birth', fields: readonly FieldKey[], inAnyOrder: boolean])[] = [
  ['certificate', ['cert_no', 'old_cert_no'], false],
  ['office-code', ['dept_code'], false],
  ['name', ['operator', 'name_man', 'name_woman'], true],
  ['number', ['cert_num_man', 'cert_num_woman'], true],
  ['birth', ['birth_man', 'birth_woman'], true],
  ['address', ['reg_detail_man', 'reg_detail_woman'], true],
];

/**
 * The ways a file may be read, the likeliest first. Headings are believed. For the other columns every assignment of fields
 * of their kind is one reading: the registry then tells which of them its records agree with.
 */
export function readingsOf(columns: readonly LeakColumn[]): readonly Reading[] {
  const named = new Map<FieldKey, LeakColumn>();
  for (const column of columns) if (column.heading !== undefined && !named.has(column.heading)) named.set(column.heading, column);
  const unnamed = columns.filter(({ heading }) => heading === undefined);
  const registered = named.has('op_date') ? undefined : registrationDate(unnamed);
  if (registered !== undefined) named.set('op_date', registered);
  return FIELDS_OF_KIND.reduce<Reading[]>(
    (readings, [kind, fields, inAnyOrder]) => {
      const wanted = kind === 'birth' ? 'date' : kind;
      const matching = unnamed.filter((column) => column.kind === wanted && column !== registered && !isSparse(column));
      const free = fields.filter((field) => !named.has(field));
      return readings.flatMap((reading) =>
        assignments(matching, free, inAnyOrder).map((assigned) => new Map<FieldKey, LeakColumn>([...reading, ...assigned])),
      );
    },
    [named],
  );
}

/**
 * Of several columns of dates a late one, because people are born long before they marry: the one that is filled most, and tells
 * more than a year. A year alone is a birth more often.
 */
function registrationDate(columns: readonly LeakColumn[]): LeakColumn | undefined {
  const dated = columns
    .filter(({ kind }) => kind === 'date')
    .map((column) => ({ column, year: meanYear(column), filled: filledOf(column) }));
  const latest = Math.max(...dated.map(({ year }) => year));
  const events = dated.filter(({ year, column }) => year >= latest - YEARS_BETWEEN_BIRTH_AND_MARRIAGE && tellsMonth(column));
  const [fullest, next] = events.toSorted((left, right) => right.filled - left.filled);
  // Two full columns of days and no earlier ones may be the births of a couple.
  const maybeBirths = events.length === dated.length && next !== undefined && !isSparse(next.column);
  return maybeBirths ? undefined : fullest?.column;
}

const YEARS_BETWEEN_BIRTH_AND_MARRIAGE = 10;

function tellsMonth({ shape }: LeakColumn): boolean {
  return (shape?.head ?? 0) > 'YYYY'.length;
}

/** What few rows have, an earlier certificate or a date of living together, tells nothing of the others. */
function isSparse(column: LeakColumn): boolean {
  return filledOf(column) < column.cells.length * SPARSE;
}

const SPARSE = 0.3;

function filledOf({ cells }: LeakColumn): number {
  return cells.filter((cell) => cell !== '').length;
}

function meanYear({ glimpses }: LeakColumn): number {
  const years = glimpses.map(({ text }) => Number(text.slice(0, 4))).filter((year) => year > 0);
  return years.reduce((sum, year) => sum + year, 0) / Math.max(1, years.length);
}

/** All ways to give columns to fields, each field at most one; in the order of both first. Of too many columns the first are taken. */
function assignments(
  columns: readonly LeakColumn[],
  fields: readonly FieldKey[],
  inAnyOrder: boolean,
): readonly (readonly [FieldKey, LeakColumn])[][] {
  const [column, ...rest] = columns;
  if (column === undefined || fields.length === 0) return [[]];
  const skippable = inAnyOrder ? fields : fields.slice(0, 1);
  return skippable.flatMap((field) =>
    assignments(
      rest,
      fields.filter((other) => other !== field),
      inAnyOrder,
    ).map((assigned): (readonly [FieldKey, LeakColumn])[] => [[field, column], ...assigned]),
  );
}
