import { FIELDS, type FieldKey } from '../domain/fields.js';
import { maskNumber, maskNumbersIn } from '../domain/masking.js';

/** One value in both versions; document numbers are masked. */
export interface FieldChange {
  readonly field: FieldKey | 'id' | 'raw' | 'flags';
  readonly ledgered: string;
  readonly present: string;
}

/** The values in which two versions of a row differ, in field order. */
export function changedFields(ledgered: string, present: string): readonly FieldChange[] {
  const before = ledgered.split('\u001f');
  const after = present.split('\u001f');
  return COLUMNS.flatMap(({ field, mask }, at) => {
    const [old, current] = [before[at] ?? '', after[at] ?? ''];
    return old === current ? [] : [{ field, ledgered: mask(old), present: mask(current) }];
  });
}

interface Column {
  readonly field: FieldChange['field'];
  readonly mask: (text: string) => string;
}

const COLUMNS: readonly Column[] = [
  { field: 'id', mask: (text) => text },
  ...FIELDS.map(({ key, kind }) => ({ field: key, mask: kind === 'document-number' ? maskNumber : maskNumbersIn })),
  { field: 'raw', mask: maskRaw },
  { field: 'flags', mask: maskNumbersIn },
];

const NUMBER_KEYS: ReadonlySet<string> = new Set(FIELDS.filter(({ kind }) => kind === 'document-number').map(({ key }) => key));

/** Raw cells are JSON by field key; a tampered text need not be, and is then masked as free text. */
function maskRaw(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), (key, value) => (typeof value === 'string' ? maskCell(key, value) : value));
  } catch {
    return maskNumbersIn(text);
  }
}

function maskCell(key: string, value: string): string {
  return NUMBER_KEYS.has(key) ? maskNumber(value) : maskNumbersIn(value);
}
