import { MregError } from '../domain/error.js';
import type { CsvEncoding } from './encoding-scan.js';

/** The names people and programs give the four encodings. GBK and GB 2312 are parts of GB 18030. */
const ENCODING_BY_NAME: ReadonlyMap<string, CsvEncoding> = new Map([
  ['utf8', 'utf-8'],
  ['utf8bom', 'utf-8'],
  ['utf8sig', 'utf-8'],
  ['gb18030', 'gb18030'],
  ['gbk', 'gb18030'],
  ['gb2312', 'gb18030'],
  ['cp936', 'gb18030'],
  ['ms936', 'gb18030'],
  ['ansi', 'gb18030'],
  ['utf16', 'utf-16le'],
  ['utf16le', 'utf-16le'],
  ['ucs2', 'utf-16le'],
  ['unicode', 'utf-16le'],
  ['utf16be', 'utf-16be'],
]);

export const CSV_ENCODINGS: readonly CsvEncoding[] = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'];

/** @throws MregError `import.encoding-unknown` */
export function encodingNamed(name: string): CsvEncoding {
  const encoding = ENCODING_BY_NAME.get(name.toLowerCase().replace(/[^a-z0-9]/gu, ''));
  if (encoding === undefined) throw new MregError('usage', 'import.encoding-unknown', { encoding: name, known: CSV_ENCODINGS.join(' · ') });
  return encoding;
}

const BYTE_ORDER_MARKS: readonly (readonly [encoding: CsvEncoding, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** The encoding a byte order mark names, and its length. */
export function byteOrderMark(bytes: Buffer): { readonly encoding: CsvEncoding; readonly bytes: number } | undefined {
  const found = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte));
  return found && { encoding: found[0], bytes: found[1].length };
}

/**
 * UTF-16 without a mark: its commas, digits and line ends have a zero byte each, all on the same side.
 * Text in the other encodings has no zero bytes at all.
 */
export function unmarkedUtf16(bytes: Buffer): CsvEncoding | undefined {
  const zeros = [0, 0];
  for (let at = 0; at < bytes.length; at += 1) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (Math.max(even, odd) < bytes.length / 50 || Math.min(even, odd) > Math.max(even, odd) / 10) return undefined;
  return odd > even ? 'utf-16le' : 'utf-16be';
}
