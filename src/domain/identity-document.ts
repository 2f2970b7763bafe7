import { isRealDay } from './calendar.js';

/**
 * A document number read by its shape (docs/records.md; GB 11643-1999, GA/T 517).
 * `text` is the normalised number. The reading never judges: rules do.
 */
export type IdentityDocument =
  | ResidentNumber
  | {
      readonly kind: 'foreign-permanent-resident';
      readonly text: string;
      readonly generation: 'old' | 'new';
      readonly birth: string | undefined;
      readonly checkPasses: boolean | undefined;
    }
  | { readonly kind: 'hong-kong-macao-permit' | 'taiwan-permit' | 'passport' | 'military' | 'other'; readonly text: string }
  | { readonly kind: 'placeholder'; readonly text: string };

export interface ResidentNumber {
  /** `residence-permit` is the 18-digit card of Hong Kong (81), Macao (82) and Taiwan (83) residents. */
  readonly kind: 'resident-18' | 'resident-15' | 'residence-permit';
  readonly text: string;
  /** The 18-digit reading; equals `text` for 18-digit numbers. */
  readonly eighteen: string;
  /** Six-digit region code as of the number's assignment. */
  readonly region: string;
  /** yyyymmdd as written in the number; not necessarily a real day. */
  readonly birth: string;
  readonly birthIsRealDay: boolean;
  readonly sex: 'male' | 'female';
  /** MOD 11-2 check of ISO 7064; `true` for 15-digit numbers, which have none. */
  readonly checkPasses: boolean;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';

const EIGHTEEN = /^\d{17}[\dX]$/;
const FIFTEEN = /^\d{15}$/;
const RESIDENCE_PERMIT = /^8[123]0000/;
const OLD_PERMANENT_RESIDENT = /^[A-Z]{3}\d{12}$/;
const HONG_KONG_MACAO_PERMIT = /^[HM](?:\d{8}|\d{10}|A\d{7})$/;
const TAIWAN_PERMIT = /^(?:\d{8}|\d{10}(?:[A-Z]|\([A-Z0-9]{1,2}\))?)$/;
const MILITARY = /^\p{Script=Han}+字第[0-9A-Z]{4,8}号?$/u;
const PASSPORT = /^(?=.*\d)[A-Z0-9]{5,12}$/;
const CHINESE_PASSPORT = /^[EGDSP][A-Z]?\d{7,8}$/;

/** One repeated character; zeros before a birth date, as keyed for parties without a number; a region and zeros. */
const PLACEHOLDER = /^(?:无|缺|不详|未知|([0-9A-Z])\1*|0+(?:18|19|20)\d{2}(?:0\d|1[0-2])[0-3]\d|\d{6}0{9,12}X?)$/;
const COUNTING = '12345678901234567890123456789';
const COUNTING_MINIMUM_CHARACTERS = 6;

/** Codes of `cert_type_*` (the national system's table and GA/T 517) that change how a shape is read. */
const RESIDENT_CARD_TYPES: ReadonlySet<string> = new Set(['1', '111', '112']);
const TAIWAN_TYPES: ReadonlySet<string> = new Set(['4', '511']);
const PASSPORT_TYPES: ReadonlySet<string> = new Set(['5', '414']);
const MILITARY_TYPES: ReadonlySet<string> = new Set(['6', '7']);
/** Codes of `id_type_*`. */
const MAINLAND = '1';
const TAIWAN = '4';
const ABROAD: ReadonlySet<string> = new Set(['5', '6']);
const MILITARY_PERSON = '7';

/**
 * Reads a normalised document number by its shape; the codes of `cert_type_*` and `id_type_*` decide only where shapes
 * overlap. `undefined` for the empty text.
 */
export function parseDocument(text: string, documentType: string, idType: string): IdentityDocument | undefined {
  if (text === '') return undefined;
  if (isPlaceholder(text)) return { kind: 'placeholder', text };
  if (EIGHTEEN.test(text)) return readEighteen(text, RESIDENT_CARD_TYPES.has(documentType) || idType === MAINLAND);
  if (FIFTEEN.test(text)) return readResident('resident-15', text, eighteenFromFifteen(text));
  if (OLD_PERMANENT_RESIDENT.test(text)) {
    return { kind: 'foreign-permanent-resident', text, generation: 'old', birth: undefined, checkPasses: undefined };
  }
  return { kind: shorterKind(text, documentType, idType), text };
}

/** The check character of a resident number's first seventeen digits: MOD 11-2 of ISO 7064, GB 11643-1999. */
export function checkDigit(seventeen: string): string {
  let sum = 0;
  for (let index = 0; index < 17; index += 1) sum += (seventeen.charCodeAt(index) - 48) * (WEIGHTS[index] ?? 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
}

/**
 * The 18-digit reading of a 15-digit number, which writes the year in two digits. Sequences 996–999 were kept for
 * people already a hundred years old, so their century is 18.
 */
export function eighteenFromFifteen(fifteen: string): string {
  const century = Number(fifteen.slice(12)) >= 996 ? '18' : '19';
  const seventeen = fifteen.slice(0, 6) + century + fifteen.slice(6);
  return seventeen + checkDigit(seventeen);
}

function isPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text) || (text.length >= COUNTING_MINIMUM_CHARACTERS && COUNTING.startsWith(text.replace(/X$/, '')));
}

/**
 * No region begins with 9, so the new card of foreign permanent residents (from 2023-12-01) cannot be mistaken for a
 * resident number, unless the row itself says that the person is from the mainland: then the region is what is wrong.
 */
function readEighteen(text: string, mainland: boolean): IdentityDocument {
  if (RESIDENCE_PERMIT.test(text)) return readResident('residence-permit', text, text);
  if (mainland || !text.startsWith('9')) return readResident('resident-18', text, text);
  const birth = text.slice(6, 14);
  return { kind: 'foreign-permanent-resident', text, generation: 'new', birth, checkPasses: checkPasses(text) };
}

function readResident(kind: ResidentNumber['kind'], text: string, eighteen: string): ResidentNumber {
  const birth = eighteen.slice(6, 14);
  return {
    kind,
    text,
    eighteen,
    region: eighteen.slice(0, 6),
    birth,
    birthIsRealDay: isRealDay(Number(birth)),
    sex: eighteen.charCodeAt(16) % 2 === 1 ? 'male' : 'female',
    checkPasses: checkPasses(eighteen),
  };
}

function checkPasses(eighteen: string): boolean {
  return checkDigit(eighteen) === eighteen.charAt(17);
}

type ShorterKind = 'hong-kong-macao-permit' | 'taiwan-permit' | 'passport' | 'military' | 'other';

function shorterKind(text: string, documentType: string, idType: string): ShorterKind {
  if (MILITARY.test(text) || MILITARY_TYPES.has(documentType)) return 'military';
  if (PASSPORT_TYPES.has(documentType)) return PASSPORT.test(text) ? 'passport' : 'other';
  if (HONG_KONG_MACAO_PERMIT.test(text)) return 'hong-kong-macao-permit';
  if (TAIWAN_TYPES.has(documentType) || idType === TAIWAN) return TAIWAN_PERMIT.test(text) ? 'taiwan-permit' : 'other';
  if (CHINESE_PASSPORT.test(text) || (ABROAD.has(idType) && PASSPORT.test(text))) return 'passport';
  return idType === MILITARY_PERSON ? 'military' : 'other';
}
