import { FIELDS, type Field, type FieldKey } from '../domain/fields.js';
import { maskNumber, maskNumbersIn } from '../domain/masking.js';
import type { StoredRegistration } from '../store/registration-repository.js';

/** One field of several registrations. */
export interface ComparedField {
  readonly field: FieldKey;
  /** In the order of the registrations; masked. */
  readonly values: readonly string[];
  /** Judged by the whole values, before anything was masked. */
  readonly differs: boolean;
}

/** The fields that one of the registrations has, in the order of the form. */
export function compareFields(registrations: readonly StoredRegistration[]): readonly ComparedField[] {
  return FIELDS.flatMap((field: Field) => {
    const values = registrations.map((registration) => registration[field.key]);
    if (values.every((value) => value === '')) return [];
    return [{ field: field.key, values: maskedTogether(field, values), differs: new Set(values).size > 1 }];
  });
}

const MOST_DIFFERENCES_SHOWN = 2;

/**
 * Values of one field as they may be shown side by side. Of document numbers and births of one length the few characters in which
 * they differ are shown beyond the mask: whoever has to say whether they name one person cannot do without.
 */
function maskedTogether(field: Field, values: readonly string[]): readonly string[] {
  const mask = MASKS[field.kind] ?? (isBirth(field) ? maskBirth : maskNumbersIn);
  const masked = values.map(mask);
  if (mask === maskNumbersIn) return masked;
  const differing = differences(values.filter((value) => value !== ''));
  if (differing === undefined) return masked;
  return values.map((value, at) => (value === '' ? '' : shown(masked[at] ?? '', value, differing)));
}

const MASKS: Readonly<Partial<Record<Field['kind'], (text: string) => string>>> = { 'document-number': maskNumber };

const isBirth = ({ key }: Field): boolean => key === 'birth_man' || key === 'birth_woman';

/** The birth date is a part of a resident number, and is masked with it. */
function maskBirth(text: string): string {
  return text.slice(0, 4) + text.slice(4).replaceAll(/\d/gu, '*');
}

/** Where values of one length differ; `undefined` when their lengths do, or more than a few places. */
function differences(values: readonly string[]): ReadonlySet<number> | undefined {
  const [first = '', ...others] = values;
  if (others.some((other) => other.length !== first.length)) return undefined;
  const places = Array.from(first, (_, at) => at).filter((at) => others.some((other) => other[at] !== first[at]));
  return places.length <= MOST_DIFFERENCES_SHOWN ? new Set(places) : undefined;
}

/** Masked and whole text have one length in UTF-16 units, as long as the whole one has no character beyond them. */
function shown(masked: string, whole: string, places: ReadonlySet<number>): string {
  if (masked.length !== whole.length) return masked;
  return Array.from({ length: whole.length }, (_, at) => (places.has(at) ? whole[at] : masked[at])).join('');
}
