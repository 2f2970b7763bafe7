import { normaliseCertificate } from './certificate-number.js';
import { decimalDigits } from './chinese-numerals.js';
import { FIELDS, type Field, type FieldKey } from './fields.js';
import { isMissing } from './missing.js';
import { normaliseDate } from './partial-date.js';
import type { CodeTable, Reference } from './reference.js';
import type { RowValues } from './registration.js';
import { foldText } from './text-folding.js';

/** GB/T 2659 numbers countries with three digits; a numeric spreadsheet cell loses the leading zeros. */
const COUNTRY_DIGITS = 3;

const DOT_IN_NAME = / ?· ?|(?<=\p{Script=Han}) ?\. ?(?=\p{Script=Han})/gu;
const QUOTE_MARKS_BEFORE = /^['‘’`]+/;
const DASH_BETWEEN_DIGITS = /(?<=\d)-(?=[\dX])/g;
/** The multiplication sign and the Greek and Cyrillic letters that look like the check character X. */
const LOOKS_LIKE_X = /(?<=^\d{17})[×ΧХ]$/;
const UNIT_OF_PAGES = /(?:页|张|面|P)$/i;
const WHOLE_NUMBER = /^0*(\d+)(?:\.0+)?$/;
const FILE_SEPARATORS = /[;；,，、|\r\n]+/;
const YEAR = /^\d{4}$/;

/**
 * The stored form of one cell. It never judges and never invents: a word that no code table knows, a date that cannot be
 * read, come back folded, so that a rule can name them. Words for "none" become the empty text, except in remarks.
 */
export function normaliseField(field: Field, raw: string, reference: Reference): string {
  if (raw === '') return '';
  switch (field.kind) {
    case 'op-type':
    case 'flag':
    case 'id-type':
    case 'document-type':
    case 'country':
    case 'ethnic':
    case 'occupation':
    case 'education':
    case 'marital':
      return normaliseCode(field.kind, raw, reference);
    case 'date':
      return emptyWhenMissing(normaliseDate(raw));
    case 'certificate':
      return normaliseCertificate(raw);
    case 'office-code':
      return emptyWhenMissing(foldText(raw).replaceAll(' ', '').toUpperCase());
    case 'name':
      return emptyWhenMissing(foldText(raw).replace(DOT_IN_NAME, '·'));
    case 'document-number':
      return normaliseDocumentNumber(raw);
    case 'year':
      return normaliseYear(raw);
    case 'number':
      return normaliseNumber(raw);
    case 'files':
      return normaliseFiles(raw);
    case 'text':
      break;
  }
  return field.key === 'remark' ? foldText(raw) : emptyWhenMissing(foldText(raw));
}

/** Every field's stored form; a column the file does not have is empty, never a default: unknown is not wrong. */
export function normaliseRow(raw: Readonly<Partial<Record<FieldKey, string>>>, reference: Reference): RowValues {
  const pairs = FIELDS.map((field): [FieldKey, string] => [field.key, normaliseField(field, raw[field.key] ?? '', reference)]);
  return Object.fromEntries(pairs) as RowValues;
}

function emptyWhenMissing(folded: string): string {
  return isMissing(folded) ? '' : folded;
}

/** The table is asked first: 无 is a code of its own in some tables, such as "no" for a flag. */
function normaliseCode(table: CodeTable, raw: string, reference: Reference): string {
  const word = foldText(raw);
  const padded = table === 'country' && /^\d+$/.test(word) ? word.padStart(COUNTRY_DIGITS, '0') : word;
  const code = reference.codeFor(table, padded);
  return code ?? emptyWhenMissing(word);
}

/** The stored form of a document number as somebody types it; empty for words that mean none. */
export function normaliseDocumentNumber(raw: string): string {
  const folded = foldText(raw).replace(QUOTE_MARKS_BEFORE, '');
  if (isMissing(folded)) return '';
  const number = folded.replaceAll(' ', '').toUpperCase().replace(DASH_BETWEEN_DIGITS, '');
  return number.replace(LOOKS_LIKE_X, 'X');
}

function normaliseYear(raw: string): string {
  const folded = foldText(raw);
  const year = normaliseDate(folded.endsWith('年') || folded.endsWith('年度') ? folded : `${folded}年`);
  return YEAR.test(year) ? year : emptyWhenMissing(folded);
}

function normaliseNumber(raw: string): string {
  const folded = foldText(raw);
  const bare = folded.replace(UNIT_OF_PAGES, '').replaceAll(' ', '');
  const digits = WHOLE_NUMBER.exec(decimalDigits(bare) ?? bare)?.[1];
  return digits ?? emptyWhenMissing(folded);
}

/**
 * File names keep their characters, which must match the files of the package; only what stands between them changes, and a word for
 * "nothing" among them is none.
 */
function normaliseFiles(raw: string): string {
  if (isMissing(foldText(raw))) return '';
  const names = raw.normalize('NFC').replaceAll('\\', '/').split(FILE_SEPARATORS);
  return names
    .map((name) => name.trim())
    .filter((name) => name !== '' && !isMissing(foldText(name)))
    .join(';');
}
