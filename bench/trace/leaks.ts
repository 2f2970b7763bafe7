import { createWriteStream, writeFileSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { encodeText, byteOrderMark, type TextEncoding } from '../../samples/generate/output/text-encoding.js';
import { writeWorkbook } from '../../samples/generate/output/workbook.js';
import type { Random } from '../../samples/generate/random.js';

/** A table on its way out of the house. */
export interface Leak {
  /** `undefined` when the file has no heading row. */
  readonly header: readonly string[] | undefined;
  readonly rows: readonly (readonly string[])[];
}

export type LeakFormat = TextEncoding | 'xlsx' | 'jsonl' | 'parquet';

/** What somebody does to a copy so that it is not known again. */
export interface Disguise {
  readonly name: string;
  readonly change: (leak: Leak, random: Random, elsewhere: Leak['rows']) => Leak;
  readonly format: LeakFormat;
}

const unchanged = (leak: Leak): Leak => leak;

function resorted(leak: Leak, random: Random): Leak {
  const keyed = leak.rows.map((row) => ({ row, at: random.next() }));
  return { ...leak, rows: keyed.toSorted((left, right) => left.at - right.at).map(({ row }) => row) };
}

/** Leaves out a third of the columns. */
function withoutColumns(leak: Leak, random: Random): Leak {
  const width = leak.rows[0]?.length ?? 0;
  const kept = Array.from({ length: width }, () => !random.chance(1 / 3));
  if (kept.filter(Boolean).length < 2) return leak;
  const cut = (row: readonly string[]): string[] => row.filter((_, at) => kept[at] === true);
  return { header: leak.header === undefined ? undefined : cut(leak.header), rows: leak.rows.map(cut) };
}

const renamed = (leak: Leak): Leak => ({ ...leak, header: leak.header?.map((_, at) => `列${at + 1}`) });
const headless = (leak: Leak): Leak => ({ ...leak, header: undefined });

const NUMBER_LEFT = /^\d[\d*]{13,}[\dX*]$/;

/** Stars over everything that is left of a number, character for character. */
function maskedFurther(leak: Leak): Leak {
  return { ...leak, rows: leak.rows.map((row) => row.map((cell) => (NUMBER_LEFT.test(cell) ? '*'.repeat(cell.length) : cell))) };
}

/** One row in ten is from another source. */
function mixed(leak: Leak, random: Random, elsewhere: Leak['rows']): Leak {
  const rows = leak.rows.map((row) => (random.chance(0.1) ? (elsewhere[random.below(elsewhere.length)] ?? row) : row));
  return { ...leak, rows };
}

export const DISGUISES: readonly Disguise[] = [
  { name: 'as it left', change: unchanged, format: 'utf-8-bom' },
  { name: 're-sorted', change: resorted, format: 'utf-8' },
  { name: 'a third of the columns dropped', change: withoutColumns, format: 'utf-8' },
  { name: 'columns renamed', change: renamed, format: 'utf-8' },
  { name: 'without a heading', change: headless, format: 'utf-8' },
  { name: 'as GB 18030', change: unchanged, format: 'gb18030' },
  { name: 'as UTF-16', change: unchanged, format: 'utf-16le' },
  { name: 'as XLSX', change: unchanged, format: 'xlsx' },
  { name: 'as JSON lines', change: unchanged, format: 'jsonl' },
  { name: 'as Parquet', change: unchanged, format: 'parquet' },
  { name: 'numbers masked further', change: maskedFurther, format: 'utf-8' },
  { name: 'a tenth of the rows from elsewhere', change: mixed, format: 'utf-8' },
  {
    name: 'all of these',
    change: (leak, random, elsewhere) => renamed(maskedFurther(withoutColumns(resorted(mixed(leak, random, elsewhere), random), random))),
    format: 'gb18030',
  },
];

/** @returns the path, whose ending says nothing of the format. */
export async function writeLeak(path: string, leak: Leak, format: LeakFormat): Promise<string> {
  const table = leak.header === undefined ? leak.rows : [leak.header, ...leak.rows];
  if (format === 'xlsx') await writeXlsx(path, table);
  else if (format === 'parquet') writeFileSync(path, Buffer.from(parquetWriteBuffer({ columnData: columnData(leak) })));
  else if (format === 'jsonl') writeFileSync(path, leak.rows.map((row) => `${JSON.stringify(named(leak, row))}\n`).join(''));
  else writeFileSync(path, Buffer.concat([byteOrderMark(format), encodeText(csvText(table), format)]));
  return path;
}

async function writeXlsx(path: string, rows: Leak['rows']): Promise<void> {
  const stream = createWriteStream(path);
  await writeWorkbook(stream, [{ name: '数据', rows }]);
  await finished(stream);
}

const nameAt = ({ header }: Leak, at: number): string => header?.[at] ?? `c${at}`;

function named(leak: Leak, row: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(row.map((cell, at) => [nameAt(leak, at), cell]));
}

function columnData(leak: Leak) {
  return (leak.rows[0] ?? []).map((_, at) => ({
    name: nameAt(leak, at),
    data: leak.rows.map((row) => row[at] ?? ''),
    type: 'STRING' as const,
  }));
}

const NEEDS_QUOTES = /[",\r\n]/u;

function cellText(cell: string): string {
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function csvText(rows: Leak['rows']): string {
  return rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}
