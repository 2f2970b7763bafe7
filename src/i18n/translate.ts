import { en } from './en.js';
import type { Lang } from './lang.js';
import { zh } from './zh.js';

export type MessageKey = keyof typeof zh;
export type PlaceValues = Readonly<Record<string, string | number>>;

const CATALOGUES: Readonly<Record<Lang, Readonly<Record<MessageKey, string>>>> = { zh, en };

/** `{name}` is a place for a value; `{name|row|rows}` chooses the English singular when the value is 1. */
const PLACE = /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/gu;

export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(zh, key);
}

/** The message in the reader's language with its places filled; a place without a value stays visible. */
export function translate(lang: Lang, key: MessageKey, values: PlaceValues = {}): string {
  return fillPlaces(CATALOGUES[lang][key], values);
}

/** Fills the places of any text, such as a rule's own. */
export function fillPlaces(text: string, values: PlaceValues): string {
  return text.replace(PLACE, (place, name: string, one?: string, many?: string) => {
    const value = values[name];
    if (value === undefined) return place;
    if (one === undefined || many === undefined) return String(value);
    return Number(value) === 1 ? one : many;
  });
}

/** The names of the places in a text, sorted, each once: both languages must ask for the same values. */
export function placeNames(text: string): readonly string[] {
  return [...new Set([...text.matchAll(PLACE)].map((match) => match[1] ?? ''))].toSorted();
}
