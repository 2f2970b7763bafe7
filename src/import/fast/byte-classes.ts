import { isMissing } from '../../domain/missing.js';
import { isPlainCodePoint } from '../../domain/text-folding.js';
import { NAME_PLACEHOLDERS } from '../../validators/reading/name-placeholder.js';

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
  private readonly missingBegins = new Set([...MISSING_BEGINS].map((character) => character.codePointAt(0) ?? 0));
  private readonly noNameBegins = new Set([...NO_NAME_BEGINS].map((character) => character.charCodeAt(0)));
  /** Characters counted by the last `isPlainText`. */
  characters = 0;

  constructor() {
    for (let codePoint = 0x21; codePoint < 0xa000; codePoint += 1) {
      if (!isPlainCodePoint(codePoint)) continue;
      this.classes[codePoint] = codePoint >= 0x4e00 ? TEXT | NAME : TEXT;
    }
  }

  /** Whether the bytes are text that folding keeps and that does not mean "nothing". */
  isPlainText(bytes: Buffer, start: number, end: number): boolean {
    const { classes } = this;
    let characters = 0;
    for (let at = start; at < end; characters += 1) {
      const byte = bytes[at] as number;
      if (byte < 0x80) {
        if (classes[byte] === 0) return false;
        at += 1;
      } else {
        if ((byte & 0xf0) !== 0xe0 || classes[threeBytes(bytes, at)] === 0) return false;
        at += 3;
      }
    }
    this.characters = characters;
    return end - start > LONGEST_MISSING_BYTES || !this.mayMeanNothing(bytes, start);
  }

  /** Whether the bytes are a name of two to ten Han characters that is no word for "no name". */
  isCertainName(bytes: Buffer, start: number, end: number): boolean {
    const length = end - start;
    if (length < 6 || length > 30 || length % 3 !== 0) return false;
    if (this.noNameBegins.has(threeBytes(bytes, start)) && isNoName(bytes.toString('utf8', start, end))) return false;
    for (let at = start; at < end; at += 3) {
      if (((bytes[at] as number) & 0xf0) !== 0xe0 || ((this.classes[threeBytes(bytes, at)] as number) & NAME) === 0) return false;
    }
    return true;
  }

  private mayMeanNothing(bytes: Buffer, start: number): boolean {
    const byte = bytes[start] as number;
    return this.missingBegins.has(byte < 0x80 ? byte : threeBytes(bytes, start));
  }
}

function isNoName(text: string): boolean {
  return isMissing(text) || NAME_PLACEHOLDERS.has(text);
}

/** The chunk is valid UTF-8, so a lead byte 1110xxxx has its two followers. */
function threeBytes(bytes: Buffer, at: number): number {
  return (((bytes[at] as number) & 0x0f) << 12) | (((bytes[at + 1] as number) & 0x3f) << 6) | ((bytes[at + 2] as number) & 0x3f);
}
