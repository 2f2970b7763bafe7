import type { Lang } from '../i18n/lang.js';
import { translate, type MessageKey } from '../i18n/translate.js';
import { writeWorkbook } from '../report/xlsx/workbook-writer.js';
import type { SheetCell } from '../report/xlsx/sheet-xml.js';
import { stageFile, type StagedFile } from '../report/staged-file.js';
import type { ExportListing } from './export-ledger.js';

/** Every column of the 台账, in the order of the form: who, what for, what, and what became of it. */
export const LEDGER_COLUMNS = [
  'export',
  'state',
  'started_at',
  'ended_at',
  'officer',
  'actor',
  'purpose',
  'recipient',
  'request',
  'token',
  'valid_until',
  'kind',
  'format',
  'filter',
  'fields',
  'masking',
  'encrypted_for',
  'rows',
  'bytes',
  'sha256',
  'file',
  'reason',
  'overdue',
  'settled_at',
  'settled_by',
  'settled_how',
  'settled_note',
  'ledger_start',
  'ledger_end',
] as const satisfies readonly (keyof ExportListing)[];

const WIDTH = 20;

/** Writes the 台账 as a workbook of text cells, none of them a formula; publish or withdraw it. */
export function stageLedgerWorkbook(path: string, exports: readonly ExportListing[], lang: Lang): Promise<StagedFile> {
  const header = LEDGER_COLUMNS.map((column): SheetCell => ({ text: translate(lang, `export.column.${column}`), style: 'header' }));
  const sheet = {
    name: translate(lang, 'export.ledger.sheet'),
    widths: LEDGER_COLUMNS.map(() => WIDTH),
    frozenRows: 1,
    frozenColumns: 1,
    filterRow: 1,
    rows: [
      { cells: header },
      ...exports.map((each) => ({ cells: LEDGER_COLUMNS.map((column) => ({ text: cellText(column, each, lang) })) })),
    ],
  };
  return stageFile(path, (sink) => writeWorkbook(sink, [sheet], { author: 'mreg' }));
}

/** The words that stand for codes; anything else is shown as it is. */
export function cellText(column: (typeof LEDGER_COLUMNS)[number], each: ExportListing, lang: Lang): string {
  const value = each[column];
  if (value === null) return '';
  if (typeof value === 'boolean') return translate(lang, value ? 'common.yes' : 'common.no');
  if (typeof value === 'object') return Array.isArray(value) ? value.join(' ') : JSON.stringify(value);
  const word = WORDS[column]?.(each);
  return word === undefined ? String(value) : translate(lang, word);
}

const WORDS: Readonly<Partial<Record<(typeof LEDGER_COLUMNS)[number], (each: ExportListing) => MessageKey | undefined>>> = {
  state: ({ state }) => `export.state.${state}`,
  kind: ({ kind }) => `export.kind.${kind}`,
  settled_how: ({ settled_how: how }) => (how === null ? undefined : `export.settled.${how}`),
};
