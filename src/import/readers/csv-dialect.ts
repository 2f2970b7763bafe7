import { MregError } from '../../domain/error.js';
import { maskNumbersIn } from '../../domain/masking.js';
import { headerScore } from '../mapping/header-mapping.js';
import type { MappingOptions } from '../mapping/header-mapping.js';
import { findHeader } from '../mapping/header-rows.js';
import { sampleRecords } from './csv-sample.js';
import type { SampleLine, SampleRecord } from './csv-sample.js';

export const DELIMITERS = [',', '\t', ';', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export interface CsvHeader {
  readonly delimiter: Delimiter;
  readonly header: readonly string[];
  /** Physical line, from 1, of the header's first row. */
  readonly headerLine: number;
  /** The header is not simply the first line: titles stand above it, or it has two rows. */
  readonly headerIsGuessed: boolean;
  /** Offset in the file and physical line of the first record of data. */
  readonly dataStart: number;
  readonly firstDataLine: number;
}

/** A title, a unit, a date of print and an empty line or two: a header further down than this is not looked for. */
const MOST_ROWS_TO_HEADER = 60;

/** Finds the header under each delimiter; the one that names most fields is right, for only it cuts the cells apart. */
export function findCsvHeader(
  lines: readonly SampleLine[],
  delimiters: readonly Delimiter[],
  options: MappingOptions,
): CsvHeader | undefined {
  const found = delimiters.map((delimiter) => headerUnder(lines, delimiter, options)).filter((candidate) => candidate !== undefined);
  const scores = found.map((candidate) => headerScore(candidate.header, options));
  return found[scores.indexOf(Math.max(...scores))];
}

function headerUnder(lines: readonly SampleLine[], delimiter: Delimiter, options: MappingOptions): CsvHeader | undefined {
  const records = sampleRecords(lines, delimiter, MOST_ROWS_TO_HEADER);
  const found = findHeader(
    records.map((record) => record.cells),
    options,
  );
  const [first, last] = [records[found?.first ?? -1], records[found?.last ?? -1]];
  if (found === undefined || first === undefined || last === undefined) return undefined;
  const headerIsGuessed = found.last > 0;
  return { delimiter, header: found.header, headerLine: first.line, headerIsGuessed, dataStart: last.end, firstDataLine: last.nextLine };
}

/** The first cells of a file without a header, so that the message can name what was seen: a row of data, perhaps, so numbers are masked. */
export function firstCellsSeen(lines: readonly SampleLine[], delimiter: Delimiter): readonly string[] {
  const records: readonly SampleRecord[] = sampleRecords(lines, delimiter, MOST_ROWS_TO_HEADER);
  const first = records.find((record) => record.cells.some((cell) => cell.trim() !== ''));
  return (first?.cells ?? []).slice(0, 6).map((cell) => maskNumbersIn(cell.trim()).slice(0, 30));
}

const DELIMITER_BY_NAME: ReadonlyMap<string, Delimiter> = new Map([
  ['tab', '\t'],
  ['\\t', '\t'],
  ['comma', ','],
  ['semicolon', ';'],
  ['pipe', '|'],
]);

/** @throws MregError `import.delimiter-unknown` */
export function delimiterNamed(name: string): Delimiter {
  const delimiter = DELIMITERS.find((known) => known === name) ?? DELIMITER_BY_NAME.get(name.toLowerCase());
  if (delimiter === undefined) throw new MregError('usage', 'import.delimiter-unknown', { delimiter: name, known: ', ; | tab' });
  return delimiter;
}
