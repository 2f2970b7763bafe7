import { TextDecoder } from 'node:util';
import type { CsvEncoding } from '../../tables/encoding-scan.js';

export interface SampleLine {
  /** With its line end. */
  readonly text: string;
  /** Offset in the file just after the line end. */
  readonly end: number;
}

export interface SampleRecord {
  readonly cells: readonly string[];
  /** Physical line of its first character, from 1. */
  readonly line: number;
  /** Physical line of the record after it. */
  readonly nextLine: number;
  /** Offset in the file of the record after it. */
  readonly end: number;
}

const LINE_FEED = 0x0a;

/**
 * The lines of the beginning of a file, each decoded by itself: a line feed is never part of another character in UTF-8 or
 * GB 18030, and this way every line knows its byte offset. `isWhole` says the sample is the whole file; else its last, cut line is left out.
 */
export function sampleLines(sample: Buffer, encoding: CsvEncoding, from: number, isWhole: boolean): SampleLine[] {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  const lines: SampleLine[] = [];
  for (let start = from; start < sample.length;) {
    const end = lineEnd(sample, encoding, start);
    if (end === undefined && !isWhole) break;
    lines.push({ text: decoder.decode(sample.subarray(start, end)), end: end ?? sample.length });
    start = end ?? sample.length;
  }
  return lines;
}

function lineEnd(sample: Buffer, encoding: CsvEncoding, start: number): number | undefined {
  if (encoding === 'utf-8' || encoding === 'gb18030') {
    const at = sample.indexOf(LINE_FEED, start);
    return at < 0 ? undefined : at + 1;
  }
  const high = encoding === 'utf-16le' ? 1 : 0;
  for (let at = start; at + 1 < sample.length; at += 2) if (sample[at + 1 - high] === LINE_FEED && sample[at + high] === 0) return at + 2;
  return undefined;
}

/** Splits lines into records by RFC 4180: a quote opens a field only at its start, and a quoted field may span lines. */
export function sampleRecords(lines: readonly SampleLine[], delimiter: string, most: number): SampleRecord[] {
  const records: SampleRecord[] = [];
  for (let at = 0; at < lines.length && records.length < most;) {
    const { cells, next } = readRecord(lines, at, delimiter);
    records.push({ cells, line: at + 1, nextLine: next + 1, end: lines[next - 1]?.end ?? 0 });
    at = next;
  }
  return records;
}

function readRecord(lines: readonly SampleLine[], from: number, delimiter: string): { cells: string[]; next: number } {
  const cells: string[] = [];
  let rest = lines[from]?.text ?? '';
  let next = from + 1;
  for (;;) {
    let isOpen = rest.startsWith('"') && !CLOSING_QUOTE.test(rest.slice(1));
    for (; isOpen && next < lines.length; next += 1) {
      const text = lines[next]?.text ?? '';
      rest += text;
      // Only the new line is searched: searching the whole again with every line took seconds for one long cell.
      isOpen = !CLOSING_QUOTE.test(text);
    }
    const { cell, after } = readCell(rest, delimiter);
    cells.push(cell);
    if (after === undefined) return { cells, next };
    rest = after;
  }
}

/** Quotes in a row inside a quoted field: an even number of them is written for half as many, an odd one ends with the closing quote. */
const CLOSING_QUOTE = /(?<!")(?:"")*"(?!")/u;
const CLOSED_QUOTE = /^"([^"]*(?:""[^"]*)*)"/u;

/** The first cell and what follows its delimiter; `after` is `undefined` at the end of the record. */
function readCell(rest: string, delimiter: string): { cell: string; after: string | undefined } {
  const quoted = CLOSED_QUOTE.exec(rest);
  const from = quoted?.[0].length ?? 0;
  const at = rest.indexOf(delimiter, from);
  const tail = rest.slice(from, at < 0 ? undefined : at).replace(/\r?\n?$/u, '');
  return { cell: (quoted?.[1] ?? '').replaceAll('""', '"') + tail, after: at < 0 ? undefined : rest.slice(at + 1) };
}
