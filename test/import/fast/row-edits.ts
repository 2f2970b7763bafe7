import { FIELD_KEYS, type FieldKey } from '../../../src/domain/fields.js';
import { checkDigit, eighteenFromFifteen } from '../../../src/domain/identity-document.js';

/** Changes of a row that keep the rest of it in agreement, so that only one thing can be wrong. */
export type Role = 'man' | 'woman';

const column = (key: FieldKey): number => FIELD_KEYS.indexOf(key);

export function cellOf(row: readonly string[], key: FieldKey): string {
  return row[column(key)] ?? '';
}

export function withCell(row: readonly string[], key: FieldKey, text: string): string[] {
  return row.map((cell, at) => (at === column(key) ? text : cell));
}

/** `2019-05-20` moved by days and years. */
export function movedDay(iso: string, days: number, years = 0): string {
  const day = new Date(`${iso}T00:00:00Z`);
  day.setUTCFullYear(day.getUTCFullYear() + years);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** Dates as `2019-05-20`, whichever way the archive wrote them compactly. */
export function isoDay(text: string): string {
  return text.replace(/^(\d{4})(\d\d)(\d\d)$/u, '$1-$2-$3');
}

/** The registration on another day, its certificate and its volume of that year. */
export function registeredOn(row: readonly string[], day: string): string[] {
  const year = day.slice(0, 4);
  const certificate = cellOf(row, 'cert_no').replace(cellOf(row, 'op_date').slice(0, 4), year);
  const moved = withCell(withCell(row, 'op_date', day), 'cert_no', certificate);
  return cellOf(row, 'doc_year') === '' ? moved : withCell(moved, 'doc_year', year);
}

/** A party born on another day, with a number that says so. */
export function bornOn(row: readonly string[], role: Role, day: string): string[] {
  const compact = day.replaceAll('-', '');
  const born = withCell(row, `birth_${role}`, day);
  return renumbered(
    born,
    role,
    (number) => number.slice(0, 6) + compact + number.slice(14, 17),
    (number) => number.slice(0, 6) + compact.slice(2) + number.slice(12),
  );
}

/** A party whose number begins with another region. */
export function ofRegion(row: readonly string[], role: Role, region: string): string[] {
  return renumbered(
    row,
    role,
    (number) => region + number.slice(6, 17),
    (number) => region + number.slice(6),
  );
}

/** Another last digit of the sequence, which tells the sex. */
export function ofSequence(row: readonly string[], role: Role, sequence: string): string[] {
  return renumbered(
    row,
    role,
    (number) => number.slice(0, 14) + sequence,
    (number) => number.slice(0, 12) + sequence,
  );
}

/** The same person under a number of the other length. */
export function otherLength(row: readonly string[], role: Role): string[] {
  const number = cellOf(row, `cert_num_${role}`);
  const other = number.length === 18 ? number.slice(0, 6) + number.slice(8, 17) : eighteenFromFifteen(number);
  return withCell(row, `cert_num_${role}`, other);
}

/** `seventeen` gives the digits before the check of an 18-digit number, `fifteen` a whole 15-digit one. */
function renumbered(
  row: readonly string[],
  role: Role,
  seventeen: (number: string) => string,
  fifteen: (number: string) => string,
): string[] {
  const number = cellOf(row, `cert_num_${role}`);
  if (number.length === 15) return withCell(row, `cert_num_${role}`, fifteen(number));
  const digits = seventeen(number);
  return withCell(row, `cert_num_${role}`, digits + checkDigit(digits));
}
