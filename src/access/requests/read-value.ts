import { ACCOUNT_ROLES, covers, DESIGNATIONS } from '../../domain/account.js';
import { EXPORT_FORMATS, MASKINGS, type Masking } from '../../domain/approval.js';
import { parseDay, yearOf } from '../../domain/calendar.js';
import { MregError } from '../../domain/error.js';
import { FIELD_KEYS, type FieldKey } from '../../domain/fields.js';
import { maskNumbersIn } from '../../domain/masking.js';
import { PHONE_NUMBER } from '../../domain/phone.js';
import { OP_TYPES } from '../../domain/registration.js';
import type { PlannedSuccessor } from '../offices/closing-plan.js';
import { SERVICES } from '../offices/profile-fields.js';
import type { FormField, FormValues, ValueKind } from './form-field.js';
import type { FormKnowledge } from './form-knowledge.js';

/** A blank being read: which one it is, and what it is held against. */
interface Reading {
  readonly field: FormField;
  readonly knowledge: FormKnowledge;
}

/**
 * Reads what was typed, or stood in a JSON file, for one blank. A list is typed with commas between, or is an array.
 * @throws MregError `usage` naming the blank, what is wrong and what would be right; `not-permitted` outside the applicant's area
 */
export function readValue(field: FormField, raw: unknown, knowledge: FormKnowledge): FormValues[ValueKind] {
  return READERS[field.value](raw, { field, knowledge });
}

const READERS: { readonly [Kind in ValueKind]: (raw: unknown, reading: Reading) => FormValues[Kind] } = {
  text: readText,
  count: readCount,
  day: readDay,
  region: (raw, reading) => readRegion(one(raw, reading), reading),
  'any-region': (raw, reading) => readAnyRegion(one(raw, reading), reading),
  regions: (raw, reading) => many(raw, reading).map((code) => readRegion(code, reading)),
  office: (raw, reading) => readOffice(one(raw, reading), reading),
  offices: (raw, reading) => many(raw, reading).map((code) => readPastOffice(code, reading)),
  successors: readPlan,
  'new-office': (raw, reading) => readNewOffice(one(raw, reading), reading),
  username: (raw, reading) => readUsername(one(raw, reading), reading),
  holder: (raw, reading) => reading.knowledge.holder(one(raw, reading)),
  role: (raw, reading) => pick(ACCOUNT_ROLES, one(raw, reading), reading),
  designations: (raw, reading) => many(raw, reading).map((word) => pick(DESIGNATIONS, word, reading)),
  phone: (raw, reading) => matched(PHONE_NUMBER, '020-00000000', one(raw, reading), reading),
  sha256: (raw, reading) => matched(/^[0-9a-f]{64}$/u, '[0-9a-f]{64}', one(raw, reading).toLowerCase(), reading),
  years: readYears,
  records: (raw, reading) => many(raw, reading).map((id) => readRecord(id, reading)),
  'op-types': (raw, reading) => many(raw, reading).map((code) => readOpType(code, reading)),
  services: (raw, reading) => many(raw, reading).map((word) => pick(SERVICES, word, reading)),
  fields: (raw, reading) => many(raw, reading).map((key) => pick(FIELD_KEYS, key, reading)),
  masking: readMasking,
  formats: (raw, reading) => many(raw, reading).map((word) => pick(EXPORT_FORMATS, word, reading)),
};

const LONGEST_TEXT = 500;

function one(raw: unknown, { field }: Reading): string {
  const text = typeof raw === 'number' ? String(raw) : raw;
  if (typeof text !== 'string') throw new MregError('usage', 'request.value.shape', { field: field.key, expected: field.example });
  if (text.trim() === '') throw new MregError('usage', 'request.value.empty', { field: field.key, expected: field.example });
  return text.trim();
}

/** Each once, in the order given. */
function many(raw: unknown, reading: Reading): readonly string[] {
  const items = Array.isArray(raw) ? raw.map((item: unknown) => one(item, reading)) : one(raw, reading).split(/[,，、;；\s]+/u);
  const words = [...new Set(items.filter((item) => item !== ''))];
  if (words.length === 0) throw wrong(reading, one(raw, reading), reading.field.example);
  return words;
}

function wrong({ field }: Reading, value: string, expected: string): MregError {
  return new MregError('usage', 'request.value.wrong', { field: field.key, value, expected });
}

function matched(pattern: RegExp, expected: string, text: string, reading: Reading): string {
  if (!pattern.test(text)) throw wrong(reading, text, expected);
  return text;
}

function pick<Word extends string>(words: readonly Word[], text: string, reading: Reading): Word {
  const word = words.find((candidate) => candidate === text);
  if (word === undefined) throw wrong(reading, text, words.join(' '));
  return word;
}

/** What is typed freely may hold a document number, which belongs in no table: it is masked here, once for all. */
function readText(raw: unknown, reading: Reading): string {
  const text = one(raw, reading).normalize('NFC');
  if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text)) throw new MregError('usage', 'request.value.control', { field: reading.field.key });
  if (text.length > LONGEST_TEXT) {
    throw new MregError('usage', 'request.value.long', { field: reading.field.key, length: text.length, most: LONGEST_TEXT });
  }
  return maskNumbersIn(text);
}

function readCount(raw: unknown, reading: Reading): number {
  return Number(matched(/^[1-9]\d{0,8}$/u, reading.field.example, one(raw, reading), reading));
}

function readDay(raw: unknown, reading: Reading): string {
  const text = one(raw, reading);
  if (parseDay(text) === undefined) throw wrong(reading, text, 'YYYY-MM-DD');
  return text;
}

function readYears(raw: unknown, reading: Reading): string {
  const text = matched(/^\d{4}(-\d{4})?$/u, reading.field.example, one(raw, reading), reading);
  const [first = 0, last = first] = text.split('-').map(Number);
  const thisYear = yearOf(reading.knowledge.today);
  if (first < FIRST_YEAR || last < first || last > thisYear) throw wrong(reading, text, `${FIRST_YEAR}…${thisYear}`);
  return text;
}

/** The Marriage Law of 1950 is the first under which there are registrations. */
const FIRST_YEAR = 1950;

function readRegion(code: string, reading: Reading): string {
  return withinArea(readAnyRegion(code, reading), reading);
}

function readAnyRegion(code: string, reading: Reading): string {
  const { reference, today } = reading.knowledge;
  const found = reference.region(code, today, today);
  if (found.status !== 'valid' || found.row.code !== code)
    throw new MregError('usage', 'request.value.region', { field: reading.field.key, value: code });
  return code;
}

function readOffice(code: string, reading: Reading): string {
  return withinArea(readOpenOffice(code, reading), reading);
}

function readOpenOffice(code: string, reading: Reading): string {
  const { reference, today } = reading.knowledge;
  const found = reference.office(code, today, today);
  if (found.status !== 'valid' || found.row.code !== code)
    throw new MregError('usage', 'request.value.office', { field: reading.field.key, value: code });
  return code;
}

/** A neighbour may take over. Which areas may go to whom is checked against the offices there are, with the whole form. */
function readPlan(raw: unknown, reading: Reading): readonly PlannedSuccessor[] {
  if (Array.isArray(raw) && raw.length > 0 && raw.every((item) => typeof item === 'object')) {
    return raw.map((item: unknown) => readSuccessor((item ?? {}) as Readonly<Record<string, unknown>>, reading));
  }
  return many(raw, reading).map((line) => {
    const [office, areas] = line.split('=');
    return readSuccessor({ office, ...(areas === undefined ? {} : { areas: areas.split('+') }) }, reading);
  });
}

function readSuccessor({ office, areas }: Readonly<Record<string, unknown>>, reading: Reading): PlannedSuccessor {
  const taken = areas === undefined ? {} : { areas: many(areas, reading) };
  return { office: readOpenOffice(one(office, reading), reading), ...taken };
}

/** An office of the past is as good in a filter: its records are still there. */
function readPastOffice(code: string, reading: Reading): string {
  const { reference, today } = reading.knowledge;
  if (reference.office(code, today, today).status === 'unknown') {
    throw new MregError('usage', 'request.value.office', { field: reading.field.key, value: code });
  }
  return withinArea(code, reading);
}

function readNewOffice(code: string, reading: Reading): string {
  const text = matched(/^\d{6}[0-9A-Z-]{0,14}$/u, reading.field.example, code, reading);
  if (reading.knowledge.reference.tables.offices.some((office) => office.code === text)) {
    throw new MregError('usage', 'request.value.office-taken', { field: reading.field.key, value: text });
  }
  return withinArea(text, reading);
}

/** Art. 6: a bureau works in its own area only. */
function withinArea(code: string, { field, knowledge }: Reading): string {
  const { region } = knowledge.applicant;
  if (!covers(region, code)) throw new MregError('not-permitted', 'request.outside-area', { field: field.key, value: code, region });
  return code;
}

function readUsername(text: string, { field, knowledge }: Reading): string {
  const account = knowledge.account(text);
  if (account === undefined) throw new MregError('usage', 'request.value.account', { field: field.key, value: text });
  if (account.state === 'closed') throw new MregError('usage', 'request.value.account-closed', { field: field.key, value: text });
  return account.username;
}

function readRecord(text: string, reading: Reading): number {
  const id = Number(matched(/^[1-9]\d{0,14}$/u, reading.field.example, text, reading));
  const office = reading.knowledge.officeOfRecord(id);
  if (office === undefined) throw new MregError('usage', 'request.value.record', { field: reading.field.key, value: id });
  const { region } = reading.knowledge.applicant;
  if (!covers(region, office))
    throw new MregError('not-permitted', 'request.outside-area', { field: reading.field.key, value: id, region });
  return id;
}

function readOpType(text: string, reading: Reading): string {
  const { reference } = reading.knowledge;
  return pick(OP_TYPES, reference.codeFor('op-type', text) ?? text, reading);
}

function readMasking(raw: unknown, reading: Reading): Readonly<Partial<Record<FieldKey, Masking>>> {
  const pairs = typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? Object.entries(raw) : pairsOf(raw, reading);
  return Object.fromEntries(
    pairs.map(([key, way]: [string, unknown]) => [pick(FIELD_KEYS, key, reading), pick(MASKINGS, one(way, reading), reading)]),
  );
}

function pairsOf(raw: unknown, reading: Reading): readonly [string, string][] {
  return many(raw, reading).map((pair) => {
    const [key = '', way = ''] = pair.split('=');
    return [key, way];
  });
}
