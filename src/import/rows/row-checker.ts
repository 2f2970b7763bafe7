import { FIELDS, FIELD_KEYS, fieldOf, isFieldKey, type FieldKey } from '../../domain/fields.js';
import type { Finding } from '../../domain/finding.js';
import { normaliseField } from '../../domain/normalise.js';
import { readRegistration } from '../../domain/read-registration.js';
import type { Reference } from '../../domain/reference.js';
import type { RowValues } from '../../domain/registration.js';
import type { RuleSettings } from '../../domain/rule.js';
import { checkRow } from '../../validators/index.js';

/** Everything a row is judged by, the same for all rows of a table. */
export interface RowCheckSetup {
  readonly reference: Reference;
  readonly settings: RuleSettings;
  /** Asia/Shanghai date as yyyymmdd. */
  readonly today: number;
  readonly scansPresent: ReadonlySet<string> | undefined;
}

/** The cells of a row as the file has them, by field key; columns mapped to no field by their header. */
export type RawCells = Readonly<Record<string, string>>;

export interface CheckedRow {
  readonly values: RowValues;
  /** The cells whose text differs from the normalised value, in the order of the fields, then unmapped ones. */
  readonly raw: RawCells;
  readonly findings: readonly Finding[];
}

const MEMO_ENTRIES = 4096;
const MEMO_KINDS = new Set(['op-type', 'date', 'office-code', 'flag', 'id-type', 'document-type', 'country', 'ethnic', 'occupation', 'education', 'marital', 'year', 'number']);

/** The one authority on a row: normalise, read, judge. The byte-level fast path may only accept what this accepts as it is. */
export class RowChecker {
  private readonly setup: RowCheckSetup;
  private readonly memos = new Map<FieldKey, Map<string, string>>();

  constructor(setup: RowCheckSetup) {
    this.setup = setup;
    for (const field of FIELDS) if (MEMO_KINDS.has(field.kind)) this.memos.set(field.key, new Map());
  }

  check(cells: RawCells): CheckedRow {
    const values: Partial<Record<FieldKey, string>> = {};
    const raw: Record<string, string> = {};
    for (const key of FIELD_KEYS) {
      const text = cells[key] ?? '';
      const value = text === '' ? '' : this.normalise(key, text);
      values[key] = value;
      if (value !== text) raw[key] = text;
    }
    keepUnmapped(cells, raw);
    return this.judge(values as RowValues, raw);
  }

  private judge(values: RowValues, raw: RawCells): CheckedRow {
    const registration = readRegistration(values, raw);
    return { values, raw, findings: checkRow({ registration, ...this.setup }) };
  }

  private normalise(key: FieldKey, text: string): string {
    const memo = this.memos.get(key);
    const known = memo?.get(text);
    if (known !== undefined) return known;
    const value = normaliseField(fieldOf(key), text, this.setup.reference);
    if (memo !== undefined) remember(memo, text, value);
    return value;
  }
}

function remember(memo: Map<string, string>, text: string, value: string): void {
  if (memo.size >= MEMO_ENTRIES) memo.clear();
  memo.set(text, value);
}

function keepUnmapped(cells: RawCells, raw: Record<string, string>): void {
  for (const name in cells) {
    const text = cells[name];
    if (text !== undefined && text !== '' && !isFieldKey(name)) raw[name] = text;
  }
}

/** A raw or flags value as stored: '' when there is nothing to say. */
export function storedJson(value: RawCells | readonly Finding[]): string {
  const empty = Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0;
  return empty ? '' : JSON.stringify(value);
}
