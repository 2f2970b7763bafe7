import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PersonScan } from '../../../src/detect/anomalies/person-scan.js';
import { SCANNED_FIELDS, type ScannedRow } from '../../../src/detect/anomalies/scan.js';
import { personKey } from '../../../src/domain/person-key.js';
import { nobodysNumber, someValues } from '../../helpers/registration.js';
import { aContext, registered } from './a-scan.js';

/** Few people and few years, so that they meet often: a name of two spellings, a party without a number, one number on two names. */
const MEN = [
  { name: '陈样本', birth: '1980-03-08', number: nobodysNumber('19800308', 'male') },
  { name: '陈样木', birth: '1980-03-08', number: nobodysNumber('19800308', 'male') },
  { name: '区完全', birth: '1980', number: nobodysNumber('19800308', 'male') },
  { name: '何无号', birth: '1975-01-01', number: '' },
];
const WOMEN = [
  { name: '林例子', birth: '1981-11-21', number: nobodysNumber('19811121', 'female') },
  { name: '黄另外', birth: '1983-02-02', number: nobodysNumber('19830202', 'female') },
  { name: '吴第三', birth: '', number: '' },
];

const dates = fc
  .record({
    year: fc.integer({ min: 2003, max: 2012 }),
    month: fc.integer({ min: 1, max: 12 }),
    precision: fc.constantFrom('day', 'day', 'month', 'year'),
  })
  .map(({ year, month, precision }) =>
    `${year}-${String(month).padStart(2, '0')}-15`.slice(0, precision === 'day' ? 10 : precision === 'month' ? 7 : 4),
  );

const registrations = fc
  .record({
    opType: fc.constantFrom('IA', 'IA', 'IB', 'ICA', 'ICB', 'ID'),
    date: dates,
    man: fc.constantFrom(...MEN),
    woman: fc.constantFrom(...WOMEN),
    earlier: fc.option(dates, { nil: '' }),
    status: fc.constantFrom('', '10', '40'),
    renew_flag: fc.constantFrom('0', '1'),
  })
  .map(({ opType, date, man, woman, earlier, status, renew_flag }): ScannedRow => {
    const over = { old_op_date: earlier, marry_status_man: status, renew_flag };
    const values = someValues(registered(opType, date, man, woman, over));
    return SCANNED_FIELDS.map((field) => values[field]);
  });

const histories = fc.array(registrations, { minLength: 1, maxLength: 9 }).map((rows) => rows.map((row, at): NumberedRow => [at + 1, row]));
type NumberedRow = readonly [id: number, row: ScannedRow];

const context = aContext();

/** What is found, in no order. */
function found(
  rows: readonly NumberedRow[],
  { parts = 1, onlyPersons }: { parts?: number; onlyPersons?: ReadonlySet<number> } = {},
): readonly string[] {
  const scan = new PersonScan(context, { parts, expected: rows.length, ...(onlyPersons === undefined ? {} : { onlyPersons }) });
  for (let part = 0; part < parts; part += 1) {
    for (const [id, row] of rows) scan.add(id, row);
    scan.endPart();
  }
  return [...scan.findings()].map((finding) => JSON.stringify(finding)).toSorted();
}

describe('timelines', () => {
  it('say the same whatever the order of rows, and however many parts the persons are divided into', () => {
    fc.assert(
      fc.property(
        histories.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
        ([rows, shuffled]) => {
          expect(found(shuffled)).toEqual(found(rows));
          expect(found(rows, { parts: 3 })).toEqual(found(rows));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('of some persons only say what all rows would say of them', () => {
    const onlyPersons = new Set([personKey(MEN[0]?.number ?? '')]);
    const isTheirs = ([, row]: NumberedRow): boolean => row.some((value) => value === MEN[0]?.number);
    fc.assert(
      fc.property(histories, (rows) => {
        expect(found(rows.filter(isTheirs), { onlyPersons })).toEqual(
          found(rows, { onlyPersons }).filter((finding) => !isOfOthers(finding, rows.filter(isTheirs))),
        );
      }),
      { numRuns: 200 },
    );
  });
});

/** A finding about one row of somebody else. */
function isOfOthers(finding: string, theirs: readonly NumberedRow[]): boolean {
  const { records } = JSON.parse(finding) as { readonly records: readonly { readonly id: number }[] };
  return records.every(({ id }) => theirs.every(([theirId]) => theirId !== id));
}
