import { FIELDS, type Field } from '../domain/fields.js';
import { eighteenFromFifteen } from '../domain/identity-document.js';
import { maskNumber, maskNumbersIn } from '../domain/masking.js';
import { codeTableOf, type Reference } from '../domain/reference.js';
import type { RowValues } from '../domain/registration.js';
import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import { differingCharacters, differingPlaces, stretches, type Differences } from './differing-characters.js';
import type { FieldGroup, ShownField } from './protocol.js';

export interface Showing {
  readonly lang: Lang;
  readonly reference: Reference;
  /** Whether whole document numbers and births are shown. */
  readonly unmasked: boolean;
}

const GROUPS = [
  { title: 'review.group.event', holds: ({ key, role }: Field) => role === undefined && !key.startsWith('doc_') && !LAST.has(key) },
  { title: 'review.group.man', holds: ({ role }: Field) => role === 'man' },
  { title: 'review.group.woman', holds: ({ role }: Field) => role === 'woman' },
  { title: 'review.group.archive', holds: ({ key, role }: Field) => role === undefined && (key.startsWith('doc_') || LAST.has(key)) },
] as const;
const LAST: ReadonlySet<string> = new Set(['scan_files', 'remark']);

/** Two registrations field by field; fields that neither has are left out, and so are those that may not be seen of both. */
export function comparedFields(
  left: RowValues,
  right: RowValues,
  visible: (field: Field) => boolean,
  showing: Showing,
): readonly FieldGroup[] {
  const given = FIELDS.filter((field: Field) => visible(field) && (left[field.key] !== '' || right[field.key] !== ''));
  return groupedFields(given, showing.lang).map(({ title, fields }) => ({
    title,
    fields: fields.map((field) => comparedField(field, left[field.key], right[field.key], showing)),
  }));
}

/** Fields under the headings of the page; a heading without fields is left out. */
export function groupedFields(
  fields: readonly Field[],
  lang: Lang,
): readonly { readonly title: string; readonly fields: readonly Field[] }[] {
  return GROUPS.map(({ title, holds }) => ({ title: translate(lang, title), fields: fields.filter(holds) })).filter(
    (group) => group.fields.length > 0,
  );
}

function comparedField(field: Field, left: string, right: string, showing: Showing): ShownField {
  const equal = left === right;
  const marks = equal ? nothing(left) : differences(field, left, right);
  const side = (value: string, marked: readonly boolean[]) => {
    const name = codeName(field, value, showing);
    // The name of a code differs as a whole: single characters of it say nothing.
    return name === undefined ? stretches([...shownValue(field, value, marked, showing)], marked) : stretches([name], [!equal]);
  };
  return {
    key: field.key,
    label: partyLabel(field, showing.lang),
    equal,
    left: side(left, marks.left),
    right: side(right, marks.right),
    note: field.kind === 'document-number' && !equal ? numberNote(left, right, marks, showing.lang) : '',
  };
}

/** Under the heading of the party its name need not stand before each field. */
export function partyLabel({ zh, en, role }: Field, lang: Lang): string {
  if (role === undefined) return lang === 'zh' ? zh : en;
  if (lang === 'zh') return zh.replace(/^[男女]方/u, '');
  const own = en.replace(/^(?:Man|Woman)'s /u, '');
  return own.charAt(0).toUpperCase() + own.slice(1);
}

function nothing(value: string): Differences {
  const marks = [...value].map(() => false);
  return { left: marks, right: marks };
}

/** One side left empty is no difference of characters: nothing is marked, and the empty cell shows it. */
function differences({ kind }: Field, left: string, right: string): Differences {
  const [leftCharacters, rightCharacters] = [[...left], [...right]];
  if (left === '' || right === '') return { left: leftCharacters.map(() => false), right: rightCharacters.map(() => false) };
  const placed = (kind === 'document-number' || kind === 'date') && leftCharacters.length === rightCharacters.length;
  return placed ? differingPlaces(leftCharacters, rightCharacters) : differingCharacters(leftCharacters, rightCharacters);
}

const MOST_DIGITS_SHOWN = 2;

/**
 * As many characters as the value has, so that marks keep their places. Of covered numbers and births of one length, one or two
 * places that differ are shown: whoever has to say whether they name one person cannot do without, and they tell nothing of the rest.
 */
function shownValue({ key, kind }: Field, value: string, marks: readonly boolean[], { unmasked }: Showing): string {
  if (unmasked) return value;
  const isNumber = kind === 'document-number';
  if (!isNumber && !key.startsWith('birth_')) return maskNumbersIn(value);
  const covered = [...(isNumber ? maskNumber(value) : value.slice(0, 4) + value.slice(4).replaceAll(/\d/g, '*'))];
  const few = marks.filter(Boolean).length <= MOST_DIGITS_SHOWN;
  return [...value].map((character, place) => (few && marks[place] === true ? character : covered[place])).join('');
}

/** What a code stands for, with the code; `undefined` for what is no code or an unknown one. */
export function codeName({ kind }: Field, value: string, { lang, reference }: Omit<Showing, 'unmasked'>): string | undefined {
  const table = codeTableOf(kind);
  const row = table === undefined || value === '' ? undefined : reference.code(table, value);
  return row === undefined ? undefined : `${row[lang]} ${value}`;
}

function numberNote(left: string, right: string, marks: Differences, lang: Lang): string {
  if (left === '' || right === '') return '';
  if (isOldAndNew(left, right) || isOldAndNew(right, left)) return translate(lang, 'review.note.old-and-new');
  if (left.length !== right.length) return translate(lang, 'review.note.lengths', { left: left.length, right: right.length });
  const places = marks.left.flatMap((differs, place) => (differs ? [place] : []));
  const [first = 0, second = 0] = places;
  const isExchange = places.length === 2 && second === first + 1 && left[first] === right[second] && left[second] === right[first];
  if (isExchange) return translate(lang, 'review.note.exchanged', { first: first + 1, second: second + 1 });
  return translate(lang, 'review.note.places', { count: places.length });
}

function isOldAndNew(short: string, long: string): boolean {
  return short.length === 15 && long.length === 18 && eighteenFromFifteen(short) === long;
}
