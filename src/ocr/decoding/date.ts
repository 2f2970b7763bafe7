import { FIRST_YEAR, LAST_YEAR, normaliseDate, parseDate } from '../../domain/partial-date.js';
import type { CtcLattice } from '../engines/engine.js';
import { decode, type Decoded } from './decode.js';
import { DIGITS } from './field-symbols.js';
import { narrowLattice, type Symbol } from './narrow-lattice.js';
import { oneOf, patternGrammar, type Pattern } from './pattern.js';

export interface DateKnowledge {
  /** First and last day that can be, as yyyymmdd: a date known from elsewhere has both the same. */
  readonly from: number;
  readonly to: number;
  /** The least that must be written for it to count; `day` where it is not said. */
  readonly precision?: 'year' | 'month' | 'day';
}

const WIDTH = { texts: 150, perBucket: 150, seen: 1e-5, share: 1e-7 };
const NUMERALS = '〇一二三四五六七八九';

/** 一 is taken for a dash more often than for anything else, and the other way round. */
const CHINESE: readonly Symbol[] = [
  { text: '〇', also: '○◯零０0oO' },
  { text: '一', also: '-—－ー' },
  ...[...'二三四五六七八九'].map((text) => ({ text })),
  { text: '十', also: '+' },
  { text: '廿' },
  { text: '卅' },
  { text: '元' },
];
const MARKS: readonly Symbol[] = [
  { text: '年' },
  { text: '月' },
  { text: '日', also: '曰' },
  { text: '号' },
  { text: '-', also: '—－一' },
  { text: '.', also: '．。·' },
  { text: '/' },
];
const SYMBOLS = [...DIGITS, ...CHINESE, ...MARKS];

/**
 * Reads a date as forms have it: 1986年5月4日, 86年05月4日, 一九八六年五月四日, 1986-5-4, 1986.05.04, 19860504. A value is the stored
 * form (docs/records.md), and only real days between `from` and `to` are candidates.
 */
export function decodeDate(lattice: CtcLattice, knowledge: DateKnowledge): Decoded {
  const grammar = patternGrammar(patternsOf(knowledge), (text) => isWithin(normaliseDate(text), knowledge));
  return decode(narrowLattice(lattice, SYMBOLS), grammar, WIDTH, normaliseDate);
}

type Precision = NonNullable<DateKnowledge['precision']>;
const PRECISIONS: readonly Precision[] = ['year', 'month', 'day'];

function patternsOf(knowledge: DateKnowledge): readonly Pattern[] {
  const least = PRECISIONS.indexOf(knowledge.precision ?? 'day');
  return PRECISIONS.slice(least).flatMap((precision) => patternsWith(precision, yearsOf(knowledge)));
}

interface Years {
  readonly arabic: readonly string[];
  readonly chinese: readonly string[];
  /** 86 and 八六, where the form prints the century or the writer left it out. */
  readonly short: readonly string[];
}

/** Smaller years of two digits could be of this century, or be the day (src/domain/partial-date.ts). */
const FIRST_SHORT_YEAR = 1932;

function yearsOf({ from, to }: DateKnowledge): Years {
  const first = Math.max(FIRST_YEAR, Math.floor(from / 10_000));
  const years = Array.from({ length: Math.max(0, Math.min(LAST_YEAR, Math.floor(to / 10_000)) - first + 1) }, (_, index) => first + index);
  const arabic = years.map(String);
  const short = years.filter((year) => year >= FIRST_SHORT_YEAR && year < 2000).map((year) => String(year).slice(2));
  return { arabic, chinese: arabic.map(digitByDigit), short: [...short, ...short.map(digitByDigit)] };
}

const digitByDigit = (digits: string): string => [...digits].map((digit) => NUMERALS[Number(digit)] ?? '').join('');

const upTo = (last: number): readonly number[] => Array.from({ length: last }, (_, index) => index + 1);
const plain = (last: number): readonly string[] => upTo(last).map(String);
const padded = (last: number): readonly string[] => upTo(last).map((number) => String(number).padStart(2, '0'));

/** 五, 〇五, 十五, 二十五, 廿五. */
function chineseNumbers(last: number): readonly string[] {
  return upTo(last).flatMap((number) => {
    const [tens, ones] = [Math.floor(number / 10), number % 10 === 0 ? '' : (NUMERALS[number % 10] ?? '')];
    if (tens === 0) return [ones, `〇${ones}`];
    if (tens === 1) return [`十${ones}`];
    return [`${NUMERALS[tens] ?? ''}十${ones}`, `${tens === 2 ? '廿' : '卅'}${ones}`];
  });
}

const MONTHS = oneOf([...plain(12), ...padded(12), ...chineseNumbers(12), '元']);
const DAYS = oneOf([...plain(31), ...padded(31), ...chineseNumbers(31)]);
const ARABIC_MONTHS = oneOf([...plain(12), ...padded(12)]);
const ARABIC_DAYS = oneOf([...plain(31), ...padded(31)]);
const SEPARATORS = ['-', '.', '/'];

function patternsWith(precision: Precision, { arabic, chinese, short }: Years): readonly Pattern[] {
  const named = oneOf([...arabic, ...chinese, ...short]);
  if (precision === 'year') return [[named, oneOf(['年'])], [oneOf([...arabic, ...chinese])]];
  if (precision === 'month') return [[named, oneOf(['年']), MONTHS, oneOf(['月', ''])]];
  return [
    [named, oneOf(['年']), MONTHS, oneOf(['月']), DAYS, oneOf(['日', '号', ''])],
    ...SEPARATORS.map((mark) => [oneOf([...arabic, ...short]), oneOf([mark]), ARABIC_MONTHS, oneOf([mark]), ARABIC_DAYS]),
    [oneOf(arabic), oneOf(padded(12)), oneOf(padded(31))],
  ];
}

function isWithin(value: string, { from, to }: DateKnowledge): boolean {
  const date = parseDate(value);
  return date !== undefined && date.last >= from && date.first <= to;
}
