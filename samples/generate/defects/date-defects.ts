import { dayFromIso, isoText, twoDigits } from '../civil-day.js';
import { hasNumbers, isModern, type Defect } from './defect.js';
import type { FieldKey } from '../../../src/domain/fields.js';
import type { Random } from '../random.js';
import type { SampleRow } from '../row.js';

const CHINESE_DIGITS = '〇一二三四五六七八九';

function setDate(key: FieldKey, spell: (iso: string, random: Random) => string): Defect['apply'] {
  return (row, random) => {
    row[key] = spell(row[key], random);
    return [key];
  };
}

/** `一九八六年五月四日` */
export function inChineseNumerals(iso: string): string {
  const [year = '', month = '', day = ''] = iso.split('-');
  const digits = [...year].map((digit) => CHINESE_DIGITS.charAt(Number(digit))).join('');
  return `${digits}年${countedNumeral(Number(month))}月${countedNumeral(Number(day))}日`;
}

/** 1 to 31 as people count them: 十一, 二十, 三十一. */
function countedNumeral(value: number): string {
  const tens = Math.floor(value / 10);
  const ones = value % 10 === 0 ? '' : CHINESE_DIGITS.charAt(value % 10);
  if (tens === 0) return ones;
  return `${tens === 1 ? '' : CHINESE_DIGITS.charAt(tens)}十${ones}`;
}

/** As a spreadsheet stores it: days since 1899-12-30. */
function excelSerial(iso: string): string {
  return String(dayFromIso(iso) - dayFromIso('1899-12-30'));
}

function startsAReissue(row: SampleRow): boolean {
  return row.op_type === 'ICA' || row.op_type === 'IB';
}

function hasDay31(row: SampleRow): boolean {
  return row.op_date.slice(5, 7) !== '02';
}

export const DATE_DEFECTS: readonly Defect[] = [
  {
    kind: 'earlier-date-later',
    outcome: 'quarantined',
    codes: ['earlier-registration-later'],
    fits: startsAReissue,
    apply: (row) => {
      row.old_op_date = isoText(dayFromIso(row.op_date) + 400);
      return ['old_op_date', 'op_date'];
    },
  },
  {
    kind: 'registered-in-future',
    outcome: 'quarantined',
    codes: ['registered-in-future'],
    fits: (row) => row.op_date >= '2000',
    apply: setDate('op_date', (iso) => `20${Number(iso.slice(2, 4)) + 60}${iso.slice(4)}`),
  },
  {
    kind: 'registered-before-birth',
    outcome: 'quarantined',
    codes: ['born-after-registration'],
    fits: hasNumbers,
    apply: (row) => {
      row.op_date = isoText(dayFromIso(row.birth_man) - 3_000);
      return ['op_date', 'birth_man'];
    },
  },
  {
    kind: 'impossible-date',
    outcome: 'quarantined',
    codes: ['date-unreadable'],
    fits: hasDay31,
    apply: setDate('op_date', (iso, random) => (random.chance(0.5) ? `${iso.slice(0, 8)}32` : `${iso.slice(0, 4)}-13-${iso.slice(8)}`)),
  },
  {
    kind: 'lunar-words',
    outcome: 'quarantined',
    codes: ['date-lunar'],
    fits: () => true,
    apply: setDate('birth_woman', (iso) => `${iso.slice(0, 4)}年农历八月十五`),
  },
  {
    kind: 'thirtieth-of-february',
    outcome: 'quarantined',
    codes: ['date-lunar'],
    fits: () => true,
    apply: setDate('birth_man', (iso) => `${iso.slice(0, 4)}-02-30`),
  },
  {
    kind: 'birth-placeholder',
    outcome: 'flagged',
    codes: ['date-placeholder'],
    fits: (row) => row.cert_num_man === '' && row.op_type === 'IA' && row.op_date < '1980',
    apply: setDate('birth_man', () => '1900-01-01'),
  },
  {
    kind: 'registration-without-day',
    outcome: 'flagged',
    codes: ['registration-day-missing'],
    fits: (row) => isModern(row) && row.op_type === 'IA',
    apply: setDate('op_date', (iso) => iso.slice(0, 7)),
  },
  {
    kind: 'birth-without-day',
    outcome: 'accepted',
    codes: [],
    fits: (row) => row.cert_num_man === '' && row.op_date < '1984',
    apply: setDate('birth_man', (iso) => iso.slice(0, 7)),
  },
  { kind: 'date-in-chinese-numerals', outcome: 'accepted', codes: [], fits: () => true, apply: setDate('op_date', inChineseNumerals) },
  { kind: 'date-as-excel-serial', outcome: 'accepted', codes: [], fits: () => true, apply: setDate('op_date', excelSerial) },
  {
    kind: 'date-with-time',
    outcome: 'accepted',
    codes: [],
    fits: () => true,
    apply: setDate('op_date', (iso, random) => `${iso} ${twoDigits(random.between(8, 17))}:${twoDigits(random.below(60))}:00`),
  },
];
