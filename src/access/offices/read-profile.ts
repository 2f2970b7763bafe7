import { parseDay } from '../../domain/calendar.js';
import { MregError } from '../../domain/error.js';
import { maskNumbersIn } from '../../domain/masking.js';
import { nearestOf } from '../../lib/nearest.js';
import { daysWithoutHours, readHours } from './opening-hours.js';
import { PROFILE_FIELDS, profileField, type OfficeProfile, type ProfileField, type ProfileValues } from './profile-fields.js';

/**
 * A profile read from JSON or from flags: values as they are in the program, or as typed. An empty text leaves a field out.
 * @throws MregError `usage` naming the field and what could stand there, or the nearest key for one that is unknown.
 */
export function readProfile(raw: Readonly<Record<string, unknown>>): OfficeProfile {
  const entries = Object.entries(raw).map(([key, value]) => [key, readField(key, value)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function readField(key: string, raw: unknown): ProfileValues[ProfileField['kind']] | undefined {
  const field = profileField(key);
  if (field === undefined) throw unknownField(key);
  if (raw === '') return undefined;
  const value = readValue(field, raw);
  if (value === undefined)
    throw new MregError('usage', 'office.profile.bad-value', { field: key, value: shown(raw), example: field.example });
  return value;
}

function unknownField(key: string): MregError {
  const keys = PROFILE_FIELDS.map((field) => field.key);
  const near = nearestOf(key, keys);
  return new MregError('usage', 'office.profile.unknown-field', {
    field: key,
    known: keys.join(' '),
    ...(near === undefined ? {} : { suggestion: near }),
  });
}

function shown(raw: unknown): string {
  return maskNumbersIn(typeof raw === 'string' ? raw : JSON.stringify(raw));
}

function readValue(field: ProfileField, raw: unknown): ProfileValues[ProfileField['kind']] | undefined {
  if (field.kind === 'text') return readText(raw, field.longest, field.pattern);
  if (field.kind === 'count') return readCount(raw, field.least, field.most);
  if (field.kind === 'choices') return readList(raw, (word) => field.choices.includes(word), 1);
  if (field.kind === 'hours') return readHours(raw);
  return readList(raw, (word) => parseDay(word) !== undefined, 0)?.toSorted();
}

function readText(raw: unknown, longest: number, pattern: RegExp | undefined): string | undefined {
  if (typeof raw !== 'string' || /\p{Cc}/u.test(raw)) return undefined;
  const text = raw.trim();
  // What is typed freely may hold a document number, which belongs in no table.
  return text === '' || text.length > longest || pattern?.test(text) === false ? undefined : maskNumbersIn(text);
}

function readCount(raw: unknown, least: number, most: number): number | undefined {
  const count = typeof raw === 'string' && /^\d{1,9}$/.test(raw) ? Number(raw) : raw;
  return typeof count === 'number' && Number.isInteger(count) && count >= least && count <= most ? count : undefined;
}

/** Each word once, in the order given. */
function readList(raw: unknown, fits: (word: string) => boolean, least: number): readonly string[] | undefined {
  const words: readonly unknown[] | undefined =
    typeof raw === 'string' ? raw.split(/[,，、\s]+/u).filter((word) => word !== '') : listOf(raw);
  if (words === undefined || words.length < least) return undefined;
  const fitting = words.filter((word) => typeof word === 'string' && fits(word)) as readonly string[];
  return fitting.length === words.length ? [...new Set(fitting)] : undefined;
}

function listOf(raw: unknown): readonly unknown[] | undefined {
  return Array.isArray(raw) ? raw : undefined;
}

/** A profile with some fields replaced or, by an empty text, removed; of the hours, only the days that are named. */
export function changedProfile(profile: OfficeProfile, raw: Readonly<Record<string, unknown>>): OfficeProfile {
  const changes = readProfile(raw);
  const hours = changes.hours === undefined ? {} : { hours: { ...profile.hours, ...changes.hours } };
  const all = { ...profile, ...changes, ...hours };
  return Object.fromEntries(Object.entries(all).filter(([key]) => raw[key] !== ''));
}

/** Keys of required fields that are not filled in; `hours.saturday` for a day whose hours are not known. */
export function missingIn(profile: OfficeProfile): readonly string[] {
  const filled = new Set(Object.keys(profile));
  const missing = PROFILE_FIELDS.filter(({ key, required }) => required && !filled.has(key)).map(({ key }) => key);
  const days = profile.hours === undefined ? [] : daysWithoutHours(profile.hours);
  return [...missing, ...days.map((day) => `hours.${day}`)];
}

/** The fields that are for the public site. */
export function publicPart(profile: OfficeProfile): OfficeProfile {
  const shownKeys = new Set<string>(PROFILE_FIELDS.filter((field) => field.public).map(({ key }) => key));
  return Object.fromEntries(Object.entries(profile).filter(([key]) => shownKeys.has(key)));
}
