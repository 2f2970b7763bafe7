import type { FileHandle } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { readBlocks } from './blocks.js';
import { DetectingScan } from './detecting-scan.js';
import { byteOrderMark, unmarkedUtf16 } from './encoding-name.js';
import type { CsvEncoding } from './encoding-scan.js';
import { CsvSplitter } from './csv-splitter.js';

/** Where a file's text is looked at before it is read: enough for the delimiter and for the zero bytes of UTF-16. */
const HEAD_BYTES = 65_536;
const DELIMITERS = [',', '\t', ';', '|'] as const;

/** The encoding of a text file: what the user says, its mark, the zero bytes of UTF-16, else UTF-8 where that holds and GB 18030. */
export async function encodingOf(file: FileHandle, wished: CsvEncoding | undefined, signal?: AbortSignal): Promise<CsvEncoding> {
  const head = await headOf(file);
  const known = wished ?? byteOrderMark(head)?.encoding ?? unmarkedUtf16(head);
  if (known !== undefined) return known;
  const scan = new DetectingScan();
  for await (const { bytes, offset } of readBlocks(file, signal)) scan.push(bytes, offset);
  scan.finish();
  return scan.encoding;
}

/** The text in pieces, without a byte order mark. Bytes that are no character become U+FFFD. */
async function* textOf(file: FileHandle, encoding: CsvEncoding, signal?: AbortSignal): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const { bytes } of readBlocks(file, signal)) yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}

/** Rows of a delimited file, some at a time. */
export async function* csvRows(file: FileHandle, encoding: CsvEncoding, signal?: AbortSignal): AsyncGenerator<string[][]> {
  const head = new TextDecoder(encoding).decode(await headOf(file), { stream: true });
  const splitter = new CsvSplitter(delimiterOf(head));
  for await (const text of textOf(file, encoding, signal)) yield splitter.push(text);
  yield splitter.finish();
}

/** The sign that cuts the first lines into most cells, outside of quotes. */
function delimiterOf(head: string): string {
  const lines = head.split('\n', 20).map((line) => line.replaceAll(/"[^"]*"/g, ''));
  const counts = DELIMITERS.map((delimiter) => lines.reduce((sum, line) => sum + line.split(delimiter).length, 0));
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** Objects of a JSON-lines file, or of one JSON array; lines that are not JSON are passed over. */
export async function* jsonObjects(
  file: FileHandle,
  encoding: CsvEncoding,
  signal?: AbortSignal,
): AsyncGenerator<Readonly<Record<string, unknown>>[]> {
  let rest = '';
  for await (const text of textOf(file, encoding, signal)) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    yield lines.flatMap(objectsIn);
  }
  yield objectsIn(rest);
}

function objectsIn(line: string): Readonly<Record<string, unknown>>[] {
  // A pretty-printed array of one object a line has a comma at the end of each.
  const text = line.trim().replace(/^\[(?=\{)|,$|(?<=\})\]$/g, '');
  if (!text.startsWith('{')) return [];
  try {
    const value: unknown = JSON.parse(text.includes('},{') ? `[${text}]` : text);
    return (Array.isArray(value) ? value : [value]).filter(isObject);
  } catch {
    return [];
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export async function headOf(file: FileHandle): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
  return buffer.subarray(0, bytesRead);
}
