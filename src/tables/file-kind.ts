import { basename, extname } from 'node:path';
import type { FileHandle } from 'node:fs/promises';

/** What a file may be for, going by its name alone. */
export type NamedKind = 'table' | 'package' | 'scan' | 'other-archive' | 'hidden' | 'unknown';

const EXTENSIONS: Readonly<Record<Exclude<NamedKind, 'hidden' | 'unknown'>, readonly string[]>> = {
  table: ['.csv', '.tsv', '.txt', '.xlsx', '.xlsm', '.xls', '.et', '.xltx', '.xlsb', '.ods'],
  package: ['.zip'],
  scan: ['.png', '.jpg', '.jpeg', '.tif', '.tiff', '.pdf', '.bmp', '.jp2', '.webp', '.ofd'],
  'other-archive': ['.rar', '.7z', '.tar', '.gz', '.tgz', '.bz2', '.xz', '.cab', '.iso'],
};

const kindByExtension = new Map<string, NamedKind>(
  (['table', 'package', 'scan', 'other-archive'] as const).flatMap((kind) =>
    EXTENSIONS[kind].map((extension) => [extension, kind] as const),
  ),
);

/** Files that programs leave beside the data: dot files, `~$` locks of open workbooks, thumbnails. */
const LEFT_BESIDE = /^(\.|~\$|thumbs\.db$|desktop\.ini$|__macosx$)/iu;

export function kindByName(name: string): NamedKind {
  if (name.split('/').some((part) => part !== '.' && part !== '..' && LEFT_BESIDE.test(part))) return 'hidden';
  return kindByExtension.get(extname(basename(name)).toLowerCase()) ?? 'unknown';
}

/** What a file is by its first bytes; the name often lies: a "workbook" may be HTML, a "CSV" a workbook. */
export type ContentKind = 'zip' | 'compound' | 'html' | 'binary' | 'text' | 'empty';

const SIGNATURES: readonly (readonly [kind: ContentKind, bytes: readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['compound', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['compound', [0x09, 0x08, 0x10, 0x00]],
  ['binary', [0x25, 0x50, 0x44, 0x46]],
  ['binary', [0x89, 0x50, 0x4e, 0x47]],
  ['binary', [0xff, 0xd8, 0xff]],
  ['binary', [0x52, 0x61, 0x72, 0x21]],
  ['binary', [0x37, 0x7a, 0xbc, 0xaf]],
  ['binary', [0x1f, 0x8b]],
];

const HEAD_BYTES = 512;

export async function contentKind(file: FileHandle): Promise<ContentKind> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
  return kindOfHead(buffer.subarray(0, bytesRead));
}

export function kindOfHead(head: Buffer): ContentKind {
  if (head.length === 0) return 'empty';
  const signed = SIGNATURES.find(([, bytes]) => bytes.every((byte, at) => head[at] === byte));
  if (signed !== undefined) return signed[0];
  const text = head
    .toString('latin1')
    .replace(/^(?:\xef\xbb\xbf)?\s*/u, '')
    .toLowerCase();
  return /^<(!doctype html|html|table|meta|head|\?xml|style)/u.test(text) ? 'html' : 'text';
}

/** `EncryptedPackage` in UTF-16, the stream a password-protected workbook keeps its content in (MS-OFFCRYPTO 2.3.4). */
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');

/** Tells a workbook behind a password from one in the format of before 2007: both are compound files (MS-CFB). */
export async function isEncryptedWorkbook(file: FileHandle): Promise<boolean> {
  const header = await readAt(file, 0, HEAD_BYTES);
  if (header.length < HEAD_BYTES) return false;
  const sectorBytes = 1 << Math.min(header.readUInt16LE(30), 16);
  const directory = await readAt(file, (header.readUInt32LE(48) + 1) * sectorBytes, Math.max(sectorBytes, 4096));
  return directory.includes(ENCRYPTED_PACKAGE);
}

async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, offset);
  return buffer.subarray(0, bytesRead);
}
