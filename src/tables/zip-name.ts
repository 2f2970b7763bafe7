import { TextDecoder } from 'node:util';
import { crc32 } from 'node:zlib';
import type { Entry } from 'yauzl';

/** General purpose bit 11: the name is UTF-8 (APPNOTE 4.4.4). */
const NAME_IS_UTF8 = 0x800;
/** Info-ZIP Unicode Path Extra Field (APPNOTE 4.6.9). */
const UNICODE_PATH = 0x7075;

/**
 * The name of an entry with `/` between its parts. Without the UTF-8 flag it is what the packing machine used:
 * UTF-8 where it can be read as such (macOS sets no flag), else GBK (Chinese Windows).
 */
export function entryName(entry: Pick<Entry, 'fileNameRaw' | 'extraFields' | 'generalPurposeBitFlag'>): string {
  return (unicodePath(entry) ?? decodedName(entry.fileNameRaw, (entry.generalPurposeBitFlag & NAME_IS_UTF8) !== 0)).replaceAll('\\', '/');
}

function decodedName(raw: Buffer, isUtf8: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    return new TextDecoder(isUtf8 ? 'utf-8' : 'gb18030').decode(raw);
  }
}

function unicodePath(entry: Pick<Entry, 'fileNameRaw' | 'extraFields'>): string | undefined {
  const field = entry.extraFields.find(({ id, data }) => id === UNICODE_PATH && data.length >= 6 && data[0] === 1);
  if (field === undefined || field.data.readUInt32LE(1) !== crc32(entry.fileNameRaw)) return undefined;
  return field.data.subarray(5).toString('utf8');
}

/** A name that would leave the folder it is unpacked into. We never write to such names, but who sends one is not to be trusted. */
export function isUnsafeName(name: string): boolean {
  return name.startsWith('/') || /^[a-z]:/iu.test(name) || name.includes('\0') || name.split('/').includes('..');
}
