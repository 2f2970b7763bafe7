import { decimalDigits, NUMERAL_CHARACTERS } from './chinese-numerals.js';
import { isMissing } from './missing.js';
import { foldText } from './text-folding.js';

/** A certificate number read by the grammar of docs/records.md. Absent numbers are `undefined`, not a form. */
export type CertificateNumber =
  | {
      readonly form: 'F1';
      readonly text: string;
      readonly prefix: 'J' | 'L' | 'BJ' | 'BL';
      readonly region: string;
      readonly year: number;
      readonly serial: string;
    }
  | {
      readonly form: 'F2';
      readonly text: string;
      readonly place: string;
      readonly nature: '结' | '离' | '补结' | '补离';
      readonly office: string;
      readonly year: number;
      readonly serial: string;
    }
  | { readonly form: 'F3'; readonly text: string; readonly place: string; readonly year: number | undefined; readonly serial: string }
  | { readonly form: 'F4'; readonly text: string; readonly serial: string }
  | { readonly form: 'court'; readonly text: string }
  | { readonly form: 'unparsed'; readonly text: string };

const F1 = /^(BJ|BL|J|L)(\d{6})-(\d{4})-(\d{1,6})$/;
const F2 = /^(\p{Script=Han}{2,5}?)(补结|补离|结|离)字第?(\d{2})(\d{2})(\d{5})号?$/u;
const F3_YEAR = '\\((\\d{4}|\\d{2})\\)年?度?';
const F3_KIND = '结婚|离婚|复婚|补婚|补结|补离|结|离|婚|复|补';
const F3 = new RegExp(
  `^(?:${F3_YEAR}|(\\d{4}|\\d{2})年度?)?(\\p{Script=Han}{0,8}?)(?:${F3_KIND})?证?字(?:${F3_YEAR})?第?(\\d{1,9})号?$`,
  'u',
);
const F4 = /^(?:NO\.?)?(\d{1,12})$/;
const COURT = /法|民初|民终/;

/** The law of certificate form F2 is of 2003, so its two-digit years are all 20xx (docs/records.md). */
const F2_CENTURY = 2000;
/** Form F3 was used from 1950 to 2003: a two-digit year from 04 to 49 is a misprint or of the Republican era. */
const F3_YEARS = { first: 1950, last: 2003 } as const;

/** Reads a normalised certificate number by its form; `undefined` when none was given. */
export function parseCertificate(text: string): CertificateNumber | undefined {
  if (text === '' || isMissing(text)) return undefined;
  if (COURT.test(text)) return { form: 'court', text };
  return readF1(text) ?? readF2(text) ?? readF3(text) ?? readF4(text) ?? { form: 'unparsed', text };
}

function readF1(text: string): CertificateNumber | undefined {
  const [, prefix, region = '', year, serial = ''] = F1.exec(text) ?? [];
  if (prefix !== 'J' && prefix !== 'L' && prefix !== 'BJ' && prefix !== 'BL') return undefined;
  return { form: 'F1', text, prefix, region, year: Number(year), serial };
}

function readF2(text: string): CertificateNumber | undefined {
  const [, place = '', nature, office = '', year, serial = ''] = F2.exec(text) ?? [];
  if (nature !== '结' && nature !== '离' && nature !== '补结' && nature !== '补离') return undefined;
  return { form: 'F2', text, place, nature, office, year: F2_CENTURY + Number(year), serial };
}

function readF3(text: string): CertificateNumber | undefined {
  const [, bracketed, plain, place = '', late, serial] = F3.exec(text) ?? [];
  if (serial === undefined) return undefined;
  return { form: 'F3', text, place, year: localYear(bracketed ?? plain ?? late), serial };
}

function readF4(text: string): CertificateNumber | undefined {
  const serial = F4.exec(text)?.[1];
  return serial === undefined ? undefined : { form: 'F4', text, serial };
}

function localYear(digits: string | undefined): number | undefined {
  if (digits === undefined) return undefined;
  if (digits.length === 4) return Number(digits);
  const year = 1900 + Number(digits);
  if (year >= F3_YEARS.first) return year;
  return year + 100 <= F3_YEARS.last ? year + 100 : undefined;
}

const OPENING_BRACKETS = /[\u3010\u3014\u3016\u3008<[{]/g;
const CLOSING_BRACKETS = /[\u3011\u3015\u3017\u3009>\]}]/g;
const DASHES = /[-_~ー]+/g;
const NUMERAL = `[${NUMERAL_CHARACTERS}]+`;
const YEAR_NUMERAL = new RegExp(`(?<=\\()${NUMERAL}(?=年?度?\\))|^${NUMERAL}(?=年)`, 'g');
/** Only where a serial stands: 三水, 四会 and 五华 are places. */
const SERIAL_NUMERAL = new RegExp(`(?<=字(?:\\([^)]*\\)年?度?)?第?)${NUMERAL}(?=号?$)|(?<=^第)${NUMERAL}(?=号?$)`, 'g');

/**
 * One spelling for a certificate number: folded, upper case, without blanks, round brackets, one dash, Arabic serials
 * and years. Words for "none" become the empty text. Nothing is repaired: a letter O in a serial stays.
 */
export function normaliseCertificate(raw: string): string {
  const folded = foldText(raw);
  if (isMissing(folded)) return '';
  const text = folded.replaceAll(' ', '').toUpperCase().replace(OPENING_BRACKETS, '(').replace(CLOSING_BRACKETS, ')').replace(DASHES, '-');
  return text.replace(YEAR_NUMERAL, toDigits).replace(SERIAL_NUMERAL, toDigits);
}

function toDigits(numeral: string): string {
  return decimalDigits(numeral) ?? numeral;
}
