import { FIELDS, FIELD_COUNT, FIELD_KEYS, isFieldKey, type Field, type FieldKey } from '../../domain/fields.js';
import type { Finding } from '../../domain/finding.js';
import { normaliseField } from '../../domain/normalise.js';
import { readRegistration } from '../../domain/read-registration.js';
import type { Reference } from '../../domain/reference.js';
import type { RowValues } from '../../domain/registration.js';
import type { RuleSettings } from '../../domain/rule.js';
import { checkRow } from '../../validators/index.js';
import { rowValues } from './row-values.js';

/** Everything a row is judged by, the same for all rows of a table. */
export interface RowCheckSetup {
  readonly reference: Reference;
  readonly settings: RuleSettings;
  /** Asia/Shanghai date as yyyymmdd. */
  readonly today: number;
  readonly scansPresent: ReadonlySet<string> | undefined;
  /** What office codes must begin with; '' when any may come. */
  readonly area: string;
}

/** The cells of a row as the file has them, by field key; columns mapped to no field by their header. */
export type RawCells = Readonly<Record<string, string>>;

export interface CheckedRow {
  readonly values: RowValues;
  /** The same values in the order of `FIELDS`. */
  readonly list: readonly string[];
  /** The cells whose text differs from the normalised value, in the order of the fields, then unmapped ones. */
  readonly raw: RawCells;
  readonly findings: readonly Finding[];
}

const MEMO_ENTRIES = 4096;
const MEMO_KINDS = new Set([
  'op-type',
  'date',
  'office-code',
  'flag',
  'id-type',
  'document-type',
  'country',
  'ethnic',
  'occupation',
  'education',
  'marital',
  'year',
  'number',
]);

/** Shared, so that a row with nothing to keep makes no object. */
export const NOTHING_RAW: RawCells = {};

/** The one authority on a row: normalise, read, judge. The byte-level fast path may only accept what this accepts as it is. */
export class RowChecker {
  private readonly setup: RowCheckSetup;
  private readonly memos: readonly (Map<string, string> | undefined)[];

  constructor(setup: RowCheckSetup) {
    this.setup = setup;
    this.memos = FIELDS.map((field) => (MEMO_KINDS.has(field.kind) || field.key === 'dept_name' ? new Map<string, string>() : undefined));
  }

  /** Judges a row given by name. */
  check(cells: RawCells): CheckedRow {
    const extras = Object.entries(cells).filter(([name, text]) => text !== '' && !isFieldKey(name));
    return this.checkTexts(
      FIELD_KEYS.map((key) => cells[key] ?? ''),
      extras.length > 0 ? Object.fromEntries(extras) : NOTHING_RAW,
    );
  }

  /** Judges a row given as texts in the order of `FIELDS`, with what stood in unmapped columns. */
  checkTexts(texts: readonly string[], extras: RawCells): CheckedRow {
    const list: string[] = [];
    let raw: Record<string, string> | undefined;
    for (let index = 0; index < FIELD_COUNT; index += 1) {
      const text = texts[index] ?? '';
      const value = text === '' ? '' : this.normalise(index, text);
      list.push(value);
      if (value !== text) (raw ??= {})[FIELD_KEYS[index] as FieldKey] = text;
    }
    const kept = extras === NOTHING_RAW ? (raw ?? NOTHING_RAW) : { ...raw, ...extras };
    const values = rowValues(list);
    const registration = readRegistration(values, kept);
    return { values, list, raw: kept, findings: checkRow({ registration, ...this.setup }) };
  }

  private normalise(index: number, text: string): string {
    const memo = this.memos[index];
    const known = memo?.get(text);
    if (known !== undefined) return known;
    const value = normaliseField(FIELDS[index] as Field, text, this.setup.reference);
    if (memo !== undefined) remember(memo, text, value);
    return value;
  }
}

function remember(memo: Map<string, string>, text: string, value: string): void {
  if (memo.size >= MEMO_ENTRIES) memo.clear();
  memo.set(text, value);
}

/** A raw or flags value as stored: '' when there is nothing to say. */
export function storedJson(value: RawCells | readonly Finding[]): string {
  const text = JSON.stringify(value);
  return text.length === 2 ? '' : text;
}
