import type { Masking } from '../../domain/approval.js';
import { maskNumber } from '../../domain/masking.js';
import type { DataClass } from './data-class.js';
import type { PlaceWords } from './place-words.js';

export type MaskValue = (value: string) => string;

/** How a class of values leaves. `pseudonym` is the same for all and `plain` is nothing to do, so neither stands here. */
export interface Treatment {
  /** What happens to it when the approval does not name the field. */
  readonly byDefault: Masking;
  readonly mask: MaskValue;
  readonly generalise: MaskValue;
}

/** There was something here, and nothing of it is told. */
const HIDDEN = '***';
export const hide: MaskValue = (value) => (value === '' ? '' : HIDDEN);
export const keep: MaskValue = (value) => value;

const RESIDENT_NUMBER = /^\d{15}(?:\d{2}[\dX])?$/;
const REGION_DIGITS = 6;
const STARS = '*'.repeat(12);
const LAST_OF_FIRST_PLANE = 0xffff;
const MONTH_CHARACTERS = 7;
const YEAR_CHARACTERS = 4;
const HAN_CHINESE = '01';
const CHINA = '156';
const OTHERS = new Set(['', HAN_CHINESE, CHINA]);

/**
 * The treatments, as docs/exports.md gives them with their reasons (GB/T 37964-2019, PIPL Art. 28 and 51). Direct identifiers
 * are hidden or cut to what many share; quasi-identifiers are made coarser; groups stay.
 */
export function treatments(placeWords: PlaceWords): Readonly<Record<DataClass, Treatment>> {
  return {
    'person-number': { byDefault: 'generalise', mask: maskNumber, generalise: regionOfNumber },
    'person-name': { byDefault: 'mask', mask: familyName, generalise: familyName },
    'birth-date': { byDefault: 'generalise', mask: hide, generalise: yearOf },
    address: { byDefault: 'generalise', mask: hide, generalise: (value) => placeWords(value) || hide(value) },
    certificate: { byDefault: 'mask', mask: starDigits, generalise: hide },
    serial: { byDefault: 'mask', mask: starDigits, generalise: hide },
    'free-text': { byDefault: 'mask', mask: hide, generalise: hide },
    'event-date': { byDefault: 'generalise', mask: hide, generalise: monthOf },
    origin: { byDefault: 'generalise', mask: hide, generalise: originOf },
    'office-code': { byDefault: 'plain', mask: hide, generalise: officeRegionOf },
    group: { byDefault: 'plain', mask: hide, generalise: keep },
  };
}

/**
 * The region of a resident number and nothing behind it. With the year of birth beside it, the last four digits would leave
 * a few dozen candidates in a county: the check digit rules out ten of eleven.
 */
export function regionOfNumber(number: string): string {
  if (RESIDENT_NUMBER.test(number)) return number.slice(0, REGION_DIGITS) + STARS;
  return hide(number);
}

/** `张*`: one star, so that the length is not told; of a name in letters the first letter. */
export function familyName(name: string): string {
  if (name === '') return '';
  const isPair = (name.codePointAt(0) ?? 0) > LAST_OF_FIRST_PLANE;
  return `${name.slice(0, isPair ? 2 : 1)}*`;
}

export const yearOf: MaskValue = (date) => date.slice(0, YEAR_CHARACTERS);
export const monthOf: MaskValue = (date) => date.slice(0, MONTH_CHARACTERS);
export const officeRegionOf: MaskValue = (code) => code.slice(0, REGION_DIGITS);
export const originOf: MaskValue = (code) => (OTHERS.has(code) ? code : HIDDEN);

const ZERO = 0x30;
const NINE = 0x39;

/** The form of a certificate number without its digits: `J******-****-******`. By hand, because `replace` takes three times as long. */
export function starDigits(value: string): string {
  let starred = '';
  let copied = 0;
  for (let at = 0; at < value.length;) {
    const end = endOfDigits(value, at);
    if (end > at) {
      starred += value.slice(copied, at) + stars(end - at);
      copied = end;
    }
    at = end + 1;
  }
  return copied === 0 ? value : starred + value.slice(copied);
}

function endOfDigits(value: string, from: number): number {
  let end = from;
  for (let code = value.charCodeAt(end); code >= ZERO && code <= NINE; code = value.charCodeAt(end)) end += 1;
  return end;
}

const STAR_RUNS = Array.from({ length: 32 }, (_, count) => '*'.repeat(count));
const stars = (count: number): string => STAR_RUNS[count] ?? '*'.repeat(count);
