import { isMissing } from '../../domain/missing.js';
import { isPlainCodePoint } from '../../domain/text-folding.js';
import type { RowBuffer } from '../rows/row-buffer.js';
import { NAME_PLACEHOLDERS } from '../../domain/name-placeholders.js';

/** Code points of three UTF-8 bytes that folding keeps, by `codePoint`, besides ASCII: built once a thread. */
const TEXT = 1;
const NAME = 2;

/** Words for "nothing" are short; a short cell that begins like one is left to the string functions. */
const MISSING_BEGINS = '无没缺空不未nN-\\/*?';
const LONGEST_MISSING_BYTES = 12;
/** First characters of the words that stand for "no name" (rule `name-placeholder`) and for nothing at all. */
const NO_NAME_BEGINS = '无缺空不未某男女测姓没';

/** The classes of code points, for cells read as bytes. */
export class ByteClasses {
  private readonly classes = new Uint8Array(0x10000);
  private readonly missingBegins = markedCodePoints(MISSING_BEGINS);
  private readonly noNameBegins = markedCodePoints(NO_NAME_BEGINS);

  constructor() {
    for (let codePoint = 0x21; codePoint < 0xa000; codePoint += 1) {
      if (!isPlainCodePoint(codePoint)) continue;
      this.classes[codePoint] = codePoint >= 0x4e00 ? TEXT | NAME : TEXT;
    }
  }

  /**
   * Copies the bytes to the end of the row when they are text that folding keeps and that does not mean "nothing".
   * @returns the number of characters, -1 when they are not and nothing was taken.
   */
  copyPlainText(bytes: Buffer, start: number, end: number, row: RowBuffer): number {
    const { classes } = this;
    const target = row.bytes;
    let to = row.end;
    let characters = 0;
    for (let at = start; at < end; characters += 1) {
      const byte = bytes[at] as number;
      if (byte < 0x80) {
        if (classes[byte] === 0) return -1;
        target[to++] = byte;
        at += 1;
      } else {
        if ((byte & 0xf0) !== 0xe0 || classes[threeBytes(bytes, at)] === 0) return -1;
        target[to] = byte;
        target[to + 1] = bytes[at + 1] as number;
        target[to + 2] = bytes[at + 2] as number;
        to += 3;
        at += 3;
      }
    }
    if (end - start <= LONGEST_MISSING_BYTES && this.mayMeanNothing(bytes, start)) return -1;
    row.end = to;
    return characters;
  }

  /** Copies the bytes when they are a name of two to ten Han characters that is no word for "no name". */
  copyCertainName(bytes: Buffer, start: number, end: number, row: RowBuffer): boolean {
    const length = end - start;
    if (length < 6 || length > 30 || length % 3 !== 0) return false;
    for (let at = start; at < end; at += 3) {
      if (((bytes[at] as number) & 0xf0) !== 0xe0 || ((this.classes[threeBytes(bytes, at)] as number) & NAME) === 0) return false;
    }
    if (this.noNameBegins[threeBytes(bytes, start)] === 1 && isNoName(bytes.toString('utf8', start, end))) return false;
    row.copy(bytes, start, end);
    return true;
  }

  private mayMeanNothing(bytes: Buffer, start: number): boolean {
    const byte = bytes[start] as number;
    return this.missingBegins[byte < 0x80 ? byte : threeBytes(bytes, start)] === 1;
  }
}

function markedCodePoints(characters: string): Uint8Array {
  const marks = new Uint8Array(0x10000);
  for (const character of characters) marks[character.charCodeAt(0)] = 1;
  return marks;
}

function isNoName(text: string): boolean {
  return isMissing(text) || NAME_PLACEHOLDERS.has(text);
}

/** The chunk is valid UTF-8, so a lead byte 1110xxxx has its two followers. */
function threeBytes(bytes: Buffer, at: number): number {
  return (((bytes[at] as number) & 0x0f) << 12) | (((bytes[at + 1] as number) & 0x3f) << 6) | ((bytes[at + 2] as number) & 0x3f);
}
