import { encodeGb18030 } from './gb18030.js';

export const TEXT_ENCODINGS = ['utf-8', 'utf-8-bom', 'gb18030', 'utf-16le'] as const;
export type TextEncoding = (typeof TEXT_ENCODINGS)[number];

/** What a file of this encoding begins with. UTF-16 without a mark is not written by any program we met. */
export function byteOrderMark(encoding: TextEncoding): Buffer {
  if (encoding === 'utf-8-bom') return Buffer.of(0xef, 0xbb, 0xbf);
  return encoding === 'utf-16le' ? Buffer.of(0xff, 0xfe) : Buffer.alloc(0);
}

export function encodeText(text: string, encoding: TextEncoding): Buffer {
  if (encoding === 'gb18030') return encodeGb18030(text);
  return Buffer.from(text, encoding === 'utf-16le' ? 'utf16le' : 'utf8');
}
