import { fieldOf, isFieldKey } from '../domain/fields.js';
import { maskNumber, maskNumbersIn } from '../domain/masking.js';

/** NFKC first: a full-width ２０ is as much a number as 20. */
const HAS_DIGIT = /\d/u;

/**
 * A cell as it may stand on a screen or in a report. The number columns are masked whole; every other cell is searched,
 * since a quarantined row is the very place where columns have slipped. A word such as 不详 tells nobody's number and stays.
 */
export function maskCell(key: string, text: string): string {
  const isNumber = isFieldKey(key) && fieldOf(key).kind === 'document-number' && HAS_DIGIT.test(text.normalize('NFKC'));
  return isNumber ? maskNumber(text) : maskNumbersIn(text);
}

export function maskCells(cells: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(cells).map(([key, text]) => [key, maskCell(key, text)]));
}

/**
 * A cell that whoever gathered it may have masked already, leaving in view the few characters that tell two records apart: it stays
 * so. Anything else is masked here.
 */
export function maskGathered(key: string, text: string): string {
  return text.includes('*') ? maskNumbersIn(text) : maskCell(key, text);
}
