import { open } from 'node:fs/promises';
import { tableKind, tableProblemError } from './table-kind.js';
import { csvRows, encodingOf } from './text-rows.js';
import { RowReader } from './xlsx-rows.js';
import { loadStrings, openWorkbook, rowsOf, workbookError } from './xlsx-sheets.js';

/** A sheet of a few columns that unpacks to more than this is a bomb. */
const WORKBOOK_LIMITS = { maxEntries: 10_000, maxEntryBytes: 1024 ** 3, maxTotalBytes: 2 * 1024 ** 3, maxRatio: 400 };

/**
 * The rows of a CSV file, or of the first sheet of an XLSX file, one after another; the n-th is row n of the file. Nothing of it is
 * kept. A package of several files has no rows.
 * @throws MregError `input-refused` when it cannot be read
 */
export async function* tableRows(path: string, signal?: AbortSignal): AsyncGenerator<readonly string[]> {
  const found = await tableKind(path, path, WORKBOOK_LIMITS);
  if (found.kind === 'problem') throw tableProblemError(path, found.problem);
  if (found.kind === 'package') return;
  yield* found.kind === 'xlsx' ? workbookRows(path, signal) : textRows(path, signal);
}

/** Rows of the first sheet; those that a sheet leaves out because they are empty are put back, so that rows keep their numbers. */
async function* workbookRows(path: string, signal: AbortSignal | undefined): AsyncGenerator<readonly string[]> {
  const workbook = await openWorkbook(path);
  let given = 0;
  try {
    const part = workbook.sheets.find((sheet) => sheet.part !== undefined)?.part;
    if (part === undefined) return;
    const strings = await loadStrings(workbook, Number.POSITIVE_INFINITY, signal);
    const reader = new RowReader({ ...workbook, strings }, Number.POSITIVE_INFINITY);
    for await (const group of rowsOf(workbook.package.read(part, signal), reader)) {
      for (const { row, cells } of group) {
        for (given += 1; given < row; given += 1) yield [];
        yield cells;
      }
    }
  } catch (cause) {
    throw workbookError(cause, path, '', given);
  } finally {
    await workbook.package.close();
  }
}

async function* textRows(path: string, signal: AbortSignal | undefined): AsyncGenerator<readonly string[]> {
  const file = await open(path);
  try {
    const encoding = await encodingOf(file, undefined, signal);
    for await (const group of csvRows(file, encoding, signal)) yield* group;
  } finally {
    await file.close();
  }
}
