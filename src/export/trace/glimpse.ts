import { normaliseDate, parseDate } from '../../domain/partial-date.js';
import { foldText } from '../../domain/text-folding.js';
import { PART_GAP, type VisiblePart } from '../../store/trace-repository.js';

/** What a cell of a leaked file still shows of a value. */
export interface Glimpse {
  /** Folded as the registry folds values, every masking character a star. */
  readonly text: string;
  /** Before the first star and behind the last one; without a star both are the whole text. */
  readonly head: string;
  readonly tail: string;
  readonly isStarred: boolean;
}

/** What people and programs put over characters, besides the star. */
const MASKING_CHARACTERS = /[＊∗✱●○•■█▇#]/gu;
const EXES = /(?<=^[^Xx]*)[Xx]{2,}/gu;

export function glimpseOf(cell: string): Glimpse {
  const folded = foldText(cell.replace(MASKING_CHARACTERS, '*'));
  const text = folded.replace(EXES, (run) => '*'.repeat(run.length));
  const first = text.indexOf('*');
  if (first < 0) return { text, head: text, tail: text, isStarred: false };
  return { text, head: text.slice(0, first), tail: text.slice(text.lastIndexOf('*') + 1), isStarred: true };
}

/** The same for a column of dates, in the stored form of dates. */
export function dateGlimpseOf(cell: string): Glimpse {
  const text = normaliseDate(cell);
  return parseDate(text) === undefined ? glimpseOf(cell) : { text, head: text, tail: text, isStarred: false };
}

export type PartShape = Omit<VisiblePart, 'field'>;

/** A cell's part of the key by which its row is looked for; `undefined` when the cell shows less than the column does elsewhere. */
export function keyPartOf({ text, head, tail, isStarred }: Glimpse, shape: PartShape): string | undefined {
  if (text === '') return shape.tail === 0 ? '' : PART_GAP;
  if (shape.head === 0 && shape.tail === 0) return isStarred ? undefined : text;
  if (isStarred && (lengthOf(head) < shape.head || lengthOf(tail) < shape.tail)) return undefined;
  const visible = firstOf(head, shape.head);
  return shape.tail === 0 ? visible : `${visible}${PART_GAP}${lastOf(tail, shape.tail)}`;
}

/** SQLite counts characters; a rare one in a name is two units of a string here. */
const PAIRED = /[\ud800-\udfff]/;

function lengthOf(text: string): number {
  return PAIRED.test(text) ? [...text].length : text.length;
}

function firstOf(text: string, count: number): string {
  return PAIRED.test(text) ? [...text].slice(0, count).join('') : text.slice(0, count);
}

function lastOf(text: string, count: number): string {
  return PAIRED.test(text) ? [...text].slice(-count).join('') : text.slice(-count);
}

/** The same part of a value of the registry. */
export function keyPartOfValue(value: string, shape: PartShape): string {
  return keyPartOf({ text: value, head: value, tail: value, isStarred: false }, shape) ?? value;
}

/** What most cells of a column show: that becomes its part of the key. `undefined` when they show nothing, or all differ. */
export function commonShape(glimpses: readonly Glimpse[], isDate: boolean): PartShape | undefined {
  const shapes = glimpses.filter(({ text }) => text !== '').map((glimpse) => shapeOf(glimpse, isDate));
  const counts = new Map<string, { readonly shape: PartShape | undefined; count: number }>();
  for (const shape of shapes) {
    const name = JSON.stringify(shape ?? null);
    const counted = counts.get(name) ?? { shape, count: 0 };
    counted.count += 1;
    counts.set(name, counted);
  }
  const [most] = [...counts.values()].toSorted((left, right) => right.count - left.count);
  return most !== undefined && most.count >= shapes.length / 2 ? most.shape : undefined;
}

/** Digits of one length may be the beginning of a longer number: a region of an office's code, a year of a date. */
function shapeOf({ text, head, tail, isStarred }: Glimpse, isDate: boolean): PartShape | undefined {
  if (isStarred) return head === '' && tail === '' ? undefined : { head: lengthOf(head), tail: lengthOf(tail) };
  return isDate || /^\d+$/.test(text) ? { head: text.length, tail: 0 } : { head: 0, tail: 0 };
}
