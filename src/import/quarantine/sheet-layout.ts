import { FIELD_KEYS, fieldOf, isFieldKey, type FieldKey } from '../../domain/fields.js';
import type { Lang } from '../../i18n/lang.js';
import { translate } from '../../i18n/translate.js';

/** The columns around the fields: where the row comes from, why it is here, and what the file had beside the fields. */
const ORIGIN_COLUMNS = ['quarantine_id', 'origin_digest', 'batch', 'file', 'line'] as const;
const AROUND = [...ORIGIN_COLUMNS, 'reasons', 'other_columns'] as const;
type ColumnAround = (typeof AROUND)[number];
export type SheetColumn = FieldKey | ColumnAround;

/** The columns of a repair sheet in order (docs/quarantine.md). */
export const SHEET_COLUMNS: readonly SheetColumn[] = [...ORIGIN_COLUMNS, 'reasons', ...FIELD_KEYS, 'other_columns'];
/** The header in the reader's language, then the row of keys. */
export const HEADER_ROWS = 2;
/** The id stays in view while the clerk moves to the right. */
export const FROZEN_COLUMNS = 1;

const WIDTHS: Readonly<Record<ColumnAround, number>> = {
  quarantine_id: 12,
  origin_digest: 11,
  batch: 7,
  file: 22,
  line: 8,
  reasons: 60,
  other_columns: 30,
};
const MIN_WIDTH = 10;
const MAX_WIDTH = 28;

export function headerText(column: SheetColumn, lang: Lang): string {
  return isFieldKey(column) ? fieldOf(column)[lang] : translate(lang, `quarantine.column.${column}`);
}

/** In characters: wide enough for the header and for a usual value. */
export function columnWidth(column: SheetColumn): number {
  if (!isFieldKey(column)) return WIDTHS[column];
  const field = fieldOf(column);
  if (field.kind === 'document-number' || field.kind === 'certificate') return MAX_WIDTH;
  return Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, field.zh.length * 2 + 2, field.maxCharacters));
}

const byName = new Map<string, SheetColumn>(
  SHEET_COLUMNS.flatMap((column) => [column, headerText(column, 'zh'), headerText(column, 'en')].map((name) => [name, column] as const)),
);

/** The column a header cell names, by its key or by its header in either language. */
export function columnNamed(text: string): SheetColumn | undefined {
  return byName.get(text.trim());
}
