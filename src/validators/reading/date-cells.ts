import type { FieldKey } from '../../domain/fields.js';
import type { PartialDate } from '../../domain/partial-date.js';
import type { Registration } from '../../domain/registration.js';

/** Each date column beside the reading of it, so that "filled but unreadable" can be told from "empty". */
export const DATE_CELLS: readonly {
  readonly key: FieldKey;
  readonly reading: (registration: Registration) => PartialDate | undefined;
}[] = [
  { key: 'op_date', reading: (registration) => registration.registeredOn },
  { key: 'effective_date', reading: (registration) => registration.effectiveOn },
  { key: 'old_op_date', reading: (registration) => registration.earlierRegisteredOn },
  { key: 'cohabit_date', reading: (registration) => registration.cohabitingSince },
  { key: 'birth_man', reading: (registration) => registration.man.bornOn },
  { key: 'birth_woman', reading: (registration) => registration.woman.bornOn },
];

const LUNAR_WORDS = /农历|阴历|旧历|正月|腊月|闰|初[一二三四五六七八九十]/u;
/** No solar year has 30 February and most have no 29th, but every lunar month has 29 days and many have 30. */
const END_OF_SECOND_MONTH = /^\d{4}-02-(?:29|30)$/u;

/** An unreadable date that makes sense in the lunar calendar. */
function looksLunar(cell: string): boolean {
  return LUNAR_WORDS.test(cell) || END_OF_SECOND_MONTH.test(cell);
}

/** The date columns that are filled but cannot be read, split by whether they look lunar. */
export function unreadableDates(registration: Registration, lunar: boolean): readonly FieldKey[] | undefined {
  let found: FieldKey[] | undefined;
  for (const { key, reading } of DATE_CELLS) {
    const cell = registration.values[key];
    if (cell === '' || reading(registration) !== undefined) continue;
    if (looksLunar(cell) === lunar) (found ??= []).push(key);
  }
  return found;
}
