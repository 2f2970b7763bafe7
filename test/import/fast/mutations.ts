import fc from 'fast-check';
import { loadPackagedTables } from '../../../src/config/packaged-tables.js';
import { FIELDS, FIELD_KEYS, type FieldKey } from '../../../src/domain/fields.js';
import { checkDigit } from '../../../src/domain/identity-document.js';
import { NASTY_CELLS } from './nasty-cells.js';

/** A change of one row; the pool is for values of other rows. */
type Edit = (row: string[], pool: readonly (readonly string[])[]) => void;

const column = (key: FieldKey): number => FIELD_KEYS.indexOf(key);
const { offices, regions } = loadPackagedTables();

const CHARACTERS = [
  ...'0123456789Xx-/.·年月日一无张某女12 ,;"\'()',
  '\t',
  '\u3000',
  '\u200b',
  '\u0007',
  '\u001f',
  '\ufffd',
  '\ufeff',
  '０',
  'Ｘ',
  '張',
  '國',
  '㐀',
  '𠀀',
  '\ue000',
  'é',
];

const anyColumn = fc.nat({ max: FIELD_KEYS.length - 1 });
const anyCharacter = fc.constantFrom(...CHARACTERS);

const typed: fc.Arbitrary<Edit> = fc
  .record({ at: anyColumn, place: fc.nat({ max: 24 }), character: anyCharacter, removes: fc.nat({ max: 1 }), inserts: fc.boolean() })
  .map(({ at, place, character, removes, inserts }) => (row) => {
    const cell = [...(row[at] ?? '')];
    cell.splice(Math.min(place, cell.length), removes, ...(inserts ? [character] : []));
    row[at] = cell.join('');
  });

const aDigitChanged: fc.Arbitrary<Edit> = fc
  .record({ at: anyColumn, place: fc.nat({ max: 17 }), digit: fc.nat({ max: 9 }) })
  .map(({ at, place, digit }) => (row) => {
    const cell = row[at] ?? '';
    if (/\d/u.test(cell[place] ?? '')) row[at] = `${cell.slice(0, place)}${digit}${cell.slice(place + 1)}`;
  });

const cellsSwapped: fc.Arbitrary<Edit> = fc.tuple(anyColumn, anyColumn).map(([a, b]) => (row) => {
  [row[a], row[b]] = [row[b] ?? '', row[a] ?? ''];
});

const fromAnotherRow: fc.Arbitrary<Edit> = fc.tuple(anyColumn, fc.nat()).map(([at, other]) => (row, pool) => {
  row[at] = pool[other % pool.length]?.[at] ?? '';
});

const nastyCell: fc.Arbitrary<Edit> = fc.tuple(anyColumn, fc.constantFrom(...NASTY_CELLS)).map(([at, cell]) => (row) => {
  row[at] = cell;
});

const DATE_COLUMNS = FIELDS.flatMap(({ kind }, index) => (kind === 'date' ? [index] : []));
const DATES = NASTY_CELLS.filter((cell) => /^\d{4}-\d\d-\d\d$/u.test(cell));

const borderDay: fc.Arbitrary<Edit> = fc.tuple(fc.constantFrom(...DATE_COLUMNS), fc.constantFrom(...DATES)).map(([at, day]) => (row) => {
  row[at] = day;
});

/** A registration day together with what should agree with it. */
const movedRegistration: fc.Arbitrary<Edit> = fc.constantFrom(...DATES).map((day) => (row) => {
  const year = day.slice(0, 4);
  row[column('op_date')] = day;
  row[column('doc_year')] = year;
  const certificate = column('cert_no');
  row[certificate] = (row[certificate] ?? '').replace(/-\d{4}-/u, `-${year}-`);
});

const role = fc.constantFrom('man' as const, 'woman' as const);

/** A birthday around a minimum age, and a number that agrees with it, so that only the age can be wrong. */
const birthAround: fc.Arbitrary<Edit> = fc
  .record({ role, years: fc.constantFrom(18, 20, 21, 22, 23, 84, 85, 86, 100), days: fc.integer({ min: -2, max: 2 }) })
  .map(({ role: of, years, days }) => (row) => {
    const registered = Date.parse((row[column('op_date')] ?? '').replace(/^(\d{4})(\d\d)(\d\d)$/u, '$1-$2-$3'));
    if (Number.isNaN(registered)) return;
    const day = new Date(registered);
    day.setUTCFullYear(day.getUTCFullYear() - years);
    day.setUTCDate(day.getUTCDate() + days);
    const birth = day.toISOString().slice(0, 10);
    row[column(`birth_${of}`)] = birth;
    renumber(row, of, (number) => number.slice(0, 6) + birth.replaceAll('-', '') + number.slice(14, 17));
  });

/** Another region, with the check digit that belongs to it. Sequences 996 to 999 keep the numbers nobody's. */
const regionMoved: fc.Arbitrary<Edit> = fc
  .record({
    role,
    region: fc.constantFrom('810000', '820000', '830000', '990000', '000000', '449005', ...regions.slice(0, 400).map(({ code }) => code)),
  })
  .map(
    ({ role: of, region }) =>
      (row) =>
        renumber(row, of, (number) => `${region}${number.slice(6, 14)}${of === 'man' ? '999' : '998'}`),
  );

const sexTurned: fc.Arbitrary<Edit> = role.map(
  (of) => (row) => renumber(row, of, (number) => number.slice(0, 16) + String((Number(number[16]) + 1) % 10)),
);

const fifteenDigits: fc.Arbitrary<Edit> = role.map((of) => (row) => {
  const number = row[column(`cert_num_${of}`)] ?? '';
  if (number.length === 18) row[column(`cert_num_${of}`)] = number.slice(0, 6) + number.slice(8, 17);
});

const lowerCaseX: fc.Arbitrary<Edit> = role.map((of) => (row) => {
  row[column(`cert_num_${of}`)] = (row[column(`cert_num_${of}`)] ?? '').replace('X', 'x');
});

function renumber(row: string[], of: 'man' | 'woman', change: (number: string) => string): void {
  const at = column(`cert_num_${of}`);
  const number = row[at] ?? '';
  if (!/^\d{17}[\dX]$/u.test(number)) return;
  const seventeen = change(number);
  row[at] = seventeen + checkDigit(seventeen);
}

const officeMoved: fc.Arbitrary<Edit> = fc
  .record({ office: fc.constantFrom(...offices), named: fc.boolean(), withName: fc.boolean() })
  .map(({ office, named, withName }) => (row) => {
    row[column('dept_code')] = office.code;
    if (named) row[column('dept_name')] = withName ? office.name : '';
  });

const certificateMoved: fc.Arbitrary<Edit> = fc
  .record({
    prefix: fc.constantFrom('J', 'L', 'BJ', 'BL', ''),
    region: fc.constantFrom('440000', '440106', '440103', '110101', '999999'),
    serial: fc.constantFrom('000001', '0001', '1', '1234567'),
  })
  .map(({ prefix, region, serial }) => (row) => {
    row[column('cert_no')] = `${prefix}${region}-${(row[column('op_date')] ?? '').slice(0, 4)}-${serial}`;
  });

/** Blanks, marks and controls around a cell, as many as a cell can carry. */
const padded: fc.Arbitrary<Edit> = fc
  .record({ at: anyColumn, mark: fc.constantFrom(' ', '\t', '\u3000', '\u200b', '\u0007', '"'), times: fc.constantFrom(1, 2, 200) })
  .map(({ at, mark, times }) => (row) => {
    row[at] = `${row[at] ?? ''}${mark.repeat(times)}`;
  });

const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  { arbitrary: fc.oneof(typed, aDigitChanged, cellsSwapped, fromAnotherRow, nastyCell, padded), weight: 1 },
  { arbitrary: fc.oneof(borderDay, movedRegistration, birthAround, regionMoved, sexTurned, fifteenDigits, lowerCaseX), weight: 1 },
  { arbitrary: fc.oneof(officeMoved, certificateMoved), weight: 1 },
);

/** Rows of the pool with one to three things changed in each. */
export function mutatedRows(pool: readonly (readonly string[])[], most: number): fc.Arbitrary<string[][]> {
  const mutated = fc.tuple(fc.nat({ max: pool.length - 1 }), fc.array(anyEdit, { minLength: 1, maxLength: 3 })).map(([index, edits]) => {
    const row = [...(pool[index] ?? [])];
    for (const edit of edits) edit(row, pool);
    return row;
  });
  return fc.array(mutated, { minLength: 1, maxLength: most });
}
