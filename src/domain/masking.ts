const SHOWN_CHARACTERS = 8;

/** Long enough to be nothing else, and not part of a lower-case hexadecimal digest. */
const LONG_NUMBER = /(?<![0-9a-f])[0-9０-９]{15,}[XxＸｘ]?(?![0-9a-f])/;
/** A resident number by its birth date, even when letters touch it, as in a file name. */
const RESIDENT_NUMBER = /[1-9]\d{5}(?:18|19|20)\d{2}(?:0\d|1[0-2])[0-3]\d{4}[\dXx]/;
const GROUPED_NUMBER = /(?<!\d)(?:\d{6}[ -]\d{8}[ -]\d{3}[\dXx]|\d{4}(?:[ -]\d{4}){3}[ -]?\d[\dXx])(?!\d)/;
const PASSPORT_OR_PERMIT = /(?<![0-9A-Za-z])(?:[A-Z]{1,2}\d{7,10}|[A-Z]{3}\d{12})(?![0-9A-Za-z])/;
const MILITARY_NUMBER = /(?<=[军兵士官文武警]字第)[0-9A-Z]{4,8}(?=号|$|[^0-9A-Z])/;

const DOCUMENT_NUMBERS = new RegExp(
  [GROUPED_NUMBER, RESIDENT_NUMBER, LONG_NUMBER, PASSPORT_OR_PERMIT, MILITARY_NUMBER].map(({ source }) => source).join('|'),
  'g',
);

/**
 * A document number as it may be printed: `4401**********1234`. The ends are shown, at most eight characters and at most
 * half of them, so a short number gives away no more than a long one.
 */
export function maskNumber(text: string): string {
  const characters = [...text];
  const shown = Math.min(SHOWN_CHARACTERS, Math.floor(characters.length / 2));
  const head = Math.ceil(shown / 2);
  const tail = characters.length - (shown - head);
  return characters.map((character, index) => (index < head || index >= tail ? character : '*')).join('');
}

/** Masks every run in a free text that looks like a document number: for logs, errors and reports. */
export function maskNumbersIn(text: string): string {
  return text.replace(DOCUMENT_NUMBERS, (number) => maskNumber(number));
}
