import { isOpType } from '../domain/registration.js';
import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import { CSV_BYTE_ORDER_MARK, CSV_LINE_END, csvCell } from '../report/csv-cells.js';
import { writeWorkbook } from '../report/xlsx/workbook-writer.js';
import type { SheetRow } from '../report/xlsx/sheet-xml.js';
import type { ByteSink } from '../report/xlsx/zip-writer.js';
import type { FoundRegistration } from '../store/query-repository.js';
import type { RegistryStatus } from './marital-status.js';
import type { AskedPerson } from './scope.js';

/**
 * `found`: name and number fit. `several`: so do more than one marriage that nothing ends, or other names under the number.
 * `misnamed`: the number is there under another name. `unusable`: the row names nobody.
 */
export const CHECK_OUTCOMES = ['found', 'several', 'misnamed', 'none', 'unusable'] as const;
export type CheckOutcome = (typeof CHECK_OUTCOMES)[number];

export type CheckFormat = 'csv' | 'xlsx';

export interface CheckedRow {
  readonly line: number;
  readonly name: string;
  /** Masked: whoever gave the list has the numbers, and whoever finds the result must not. */
  readonly number: string;
  readonly person: AskedPerson | undefined;
  readonly outcome: CheckOutcome;
  readonly registrations: number;
  readonly latest?: FoundRegistration;
  readonly status?: RegistryStatus;
  readonly spouseFits?: boolean;
}

const COLUMNS = ['line', 'name', 'number', 'outcome', 'registrations', 'type', 'date', 'office', 'status', 'spouse', 'remark'] as const;
const WIDTHS = [6, 12, 22, 14, 8, 14, 12, 36, 14, 10, 60];

/** Writes the result row by row; no cell can become a formula. */
export async function writeCheckResult(sink: ByteSink, format: CheckFormat, rows: AsyncIterable<CheckedRow>, lang: Lang): Promise<void> {
  await (format === 'csv' ? writeCsv(sink, rows, lang) : writeXlsx(sink, rows, lang));
}

async function writeCsv(sink: ByteSink, rows: AsyncIterable<CheckedRow>, lang: Lang): Promise<void> {
  await sink(Buffer.from(CSV_BYTE_ORDER_MARK + record(headings(lang))));
  for await (const row of rows) await sink(Buffer.from(record(cellsOf(row, lang))));
}

function record(cells: readonly string[]): string {
  return cells.map(csvCell).join(',') + CSV_LINE_END;
}

async function writeXlsx(sink: ByteSink, rows: AsyncIterable<CheckedRow>, lang: Lang): Promise<void> {
  const name = translate(lang, 'query.check.sheet');
  await writeWorkbook(sink, [{ name, widths: WIDTHS, frozenRows: 1, filterRow: 1, rows: sheetRows(rows, lang) }], { author: 'mreg' });
}

async function* sheetRows(rows: AsyncIterable<CheckedRow>, lang: Lang): AsyncGenerator<SheetRow> {
  yield { cells: headings(lang).map((text) => ({ text, style: 'header' as const })) };
  for await (const row of rows) yield { cells: cellsOf(row, lang).map((text) => ({ text })) };
}

function headings(lang: Lang): readonly string[] {
  return COLUMNS.map((column) => translate(lang, `query.check.column.${column}`));
}

function cellsOf(row: CheckedRow, lang: Lang): readonly string[] {
  const { line, name, number, outcome, registrations, latest, status, spouseFits } = row;
  const type = latest?.op_type ?? '';
  return [
    String(line),
    name,
    number,
    translate(lang, `query.outcome.${outcome}`),
    String(registrations),
    isOpType(type) ? translate(lang, `query.type.${type}`) : type,
    latest?.op_date ?? '',
    latest === undefined ? '' : latest.dept_name || latest.dept_code,
    status === undefined ? '' : translate(lang, `query.status.${status}`),
    spouseFits === undefined ? '' : translate(lang, spouseFits ? 'query.check.yes' : 'query.check.no'),
    outcome === 'unusable' ? '' : translate(lang, 'query.caveat'),
  ];
}
