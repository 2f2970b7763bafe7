import type { SampleRow } from '../../samples/generate/row.js';
import { isoText } from '../../samples/generate/civil-day.js';
import { day, numberOf } from './people.js';
import { marriage, type OfficePlanting } from './plant-offices.js';
import type { PlantedCase } from './planted.js';

const ROWS = 500;

/** Archives that somebody made up, each in one of the ways people do. */
export function backfillCases(planting: OfficePlanting): readonly PlantedCase[] {
  const { offices, random } = planting;
  const first = day('1996-01-08');
  const ways: readonly (readonly [what: string, change: (row: SampleRow, nth: number) => Partial<SampleRow>])[] = [
    ['days of registration without a thought of Sundays', () => ({ op_date: isoText(first + random.below(700)) })],
    [
      'days of birth that end in 0, 5 or 8',
      (row) => bornOn(row, (year, month) => `${year}-${month}-${random.pick(['05', '08', '10', '18', '20', '25', '28'])}`),
    ],
    [
      'numbers that end in 1',
      (row) => ({
        cert_num_man: invented(row.birth_man, 1 + 10 * random.below(90)),
        cert_num_woman: invented(row.birth_woman, 2 + 10 * random.below(90)),
      }),
    ],
    ['births 17 days after the one before', (_row, nth) => ({ birth_man: isoText(day('1955-02-03') + 17 * nth), cert_num_man: '' })],
    ['a few names again and again', () => ({ name_man: `陈样${'一二三四五六七八九十'[random.below(10)]}` })],
    ['the same couples again and again', () => couple(random.below(20))],
  ];
  return ways.map(([what, change], at) => {
    const office = offices[at % offices.length];
    if (office === undefined) throw new RangeError('an office is needed');
    const rows = Array.from({ length: ROWS }, (_, nth) => {
      const on = weekday(first + Math.floor((nth * 700) / ROWS));
      const row = marriage(planting, office, on, { operator: '样补录' });
      return { row: { ...row, ...change(row, nth) } };
    });
    return { rule: 'invented-backfill', what, rows, ownBackfill: true };
  });
}

function weekday(on: number): number {
  const free = (on + 3) % 7;
  return free > 4 ? on + 7 - free : on;
}

function bornOn(row: SampleRow, make: (year: string, month: string) => string): Partial<SampleRow> {
  return {
    birth_man: make(row.birth_man.slice(0, 4), row.birth_man.slice(5, 7)),
    birth_woman: make(row.birth_woman.slice(0, 4), row.birth_woman.slice(5, 7)),
    cert_num_man: '',
    cert_num_woman: '',
  };
}

let nextRegion = 950_000;

/** The tens of the sequence stay the same. */
function invented(birth: string, sequence: number): string {
  nextRegion += 1;
  return numberOf(nextRegion, day(birth), (Math.floor(sequence / 10) % 9) * 100 + 10 + (sequence % 10));
}

function couple(nth: number): Partial<SampleRow> {
  return { name_man: `林${'春夏秋冬东'[nth % 5]}样`, name_woman: `黄${'梅兰竹菊'[nth % 4]}${'样例'[nth % 2]}` };
}
