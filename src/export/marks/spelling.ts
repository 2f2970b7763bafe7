import type { Masking } from '../../domain/approval.js';
import type { FieldKey } from '../../domain/fields.js';

/**
 * Two spellings of one value that mean the same to whoever uses the data: which of them stands in a row is one bit of the mark.
 * - `stars`: in a value with something starred out, the number of stars. They count nothing that was not hidden anyway.
 * - `punctuation`: in a remark that leaves unmasked, brackets, commas, colons and semicolons of half or full width.
 * - `house-numbers`: in an address that leaves unmasked, those and the digits between two Han characters: `385号`, `３８５号`.
 *   Reading the file into a registry folds the widths into one again (`foldText`), so to mreg itself they are the same text.
 * Names, document numbers, certificate numbers, dates and codes that leave unmasked have one spelling and are never touched.
 */
export type MarkChannel = 'stars' | 'punctuation' | 'house-numbers';

const PLAIN_CHANNELS: Readonly<Partial<Record<FieldKey, MarkChannel>>> = {
  reg_detail_man: 'house-numbers',
  reg_detail_woman: 'house-numbers',
  remark: 'punctuation',
};

/** How a column of an export can be marked; `undefined` when it cannot. */
export function channelOf(field: FieldKey, masking: Masking): MarkChannel | undefined {
  if (masking === 'mask' || masking === 'generalise') return 'stars';
  return masking === 'plain' ? PLAIN_CHANNELS[field] : undefined;
}

/** The value in the spelling for 1; a value that has only one spelling comes back as it is. For 0 it stays as it is. */
export function respelled(channel: MarkChannel, value: string): string {
  if (channel === 'stars') return withOtherStars(value);
  return value.replace(channel === 'punctuation' ? PUNCTUATION : PUNCTUATION_AND_HOUSE_NUMBERS, fullWidthOf);
}

/**
 * Which spelling stands in a cell: 0 or 1, or `undefined` when the cell shows neither, as after a change by another hand.
 * @param value what the cell holds when it is spelled for 0. Stars are told by the length of the whole cell, so that the bit
 *   outlives further masking, star for character.
 */
export function bitOf(channel: MarkChannel, value: string, cell: string): 0 | 1 | undefined {
  const other = respelled(channel, value);
  if (other === value) return undefined;
  if (channel !== 'stars') return cell === other ? 1 : cell === value ? 0 : undefined;
  const length = lengthOf(cell);
  if (length === lengthOf(value)) return 0;
  return length === lengthOf(other) ? 1 : undefined;
}

const LONG_RUN = 4;

/** A long row of stars loses one, so that no value grows past the column it may be read into; a short one gains one. */
export const otherStarCount = (count: number): number => (count >= LONG_RUN ? count - 1 : count + 1);

function withOtherStars(value: string): string {
  const first = value.indexOf('*');
  if (first < 0) return value;
  let end = first;
  while (value[end] === '*') end += 1;
  return value.slice(0, first) + '*'.repeat(otherStarCount(end - first)) + value.slice(end);
}

/** A remark may quote numbers, which stay as they are. */
const PUNCTUATION = /[(),:;]/gu;
const PUNCTUATION_AND_HOUSE_NUMBERS = /[(),:;]|(?<=\p{Script=Han})\d{1,4}(?=\p{Script=Han})/gu;
const WIDTH_OFFSET = 0xfee0;

function fullWidthOf(text: string): string {
  return [...text].map((character) => String.fromCodePoint((character.codePointAt(0) ?? 0) + WIDTH_OFFSET)).join('');
}

function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}
