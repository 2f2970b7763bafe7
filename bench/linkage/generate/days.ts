import { dateOf, dayOf, isoText as spell, type CivilDay } from '../../../samples/generate/civil-day.js';

/** Days of this bench by table: a stream of 30 million couples asks for some hundred million of them. */
const FIRST = dayOf(1890, 1, 1);
const LAST = dayOf(2030, 12, 31);

const texts: readonly string[] = Array.from({ length: LAST - FIRST + 1 }, (_, index) => spell(FIRST + index));
const compactTexts: readonly string[] = texts.map((text) => text.replaceAll('-', ''));
const years = Int16Array.from(texts, (_, index) => dateOf(FIRST + index).year);

/** `1986-05-04` */
export function isoText(day: CivilDay): string {
  return texts[day - FIRST] ?? spell(day);
}

/** `19860504` */
export function compactText(day: CivilDay): string {
  return compactTexts[day - FIRST] ?? spell(day).replaceAll('-', '');
}

export function yearOf(day: CivilDay): number {
  return years[day - FIRST] ?? dateOf(day).year;
}

/** New Year's Day stands in archives for "some time that year": sound rows stay clear of it. */
export function clearOfNewYear(day: CivilDay): CivilDay {
  return isoText(day).endsWith('-01-01') ? day + 1 : day;
}
