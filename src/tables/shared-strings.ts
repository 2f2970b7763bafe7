import { XmlCursor, XmlError } from './xml-cursor.js';
import { xmlSegments } from './xml-segments.js';
import { readStringItem } from './xlsx-text.js';

const BLOCK_BITS = 22;
const BLOCK_BYTES = 1 << BLOCK_BITS;
/** Of UTF-8 text. A workbook of a million rows has less; beyond it a CSV is the better carrier. */
const MOST_BLOCKS = 256;
/** Codes and office names repeat in every row: these strings are made once. */
const CACHE_SLOTS = 1 << 14;

/**
 * The strings of a workbook, kept as UTF-8 in a few large blocks: two million JavaScript strings would take three times the
 * memory and keep the garbage collector busy. A string is made when a cell asks for it.
 */
export class SharedStrings {
  readonly #blocks: Buffer[] = [];
  #used = BLOCK_BYTES;
  #starts = new Float64Array(1024);
  #lengths = new Uint32Array(1024);
  #count = 0;
  readonly #cachedIndex = new Int32Array(CACHE_SLOTS).fill(-1);
  readonly #cached: string[] = [];

  get count(): number {
    return this.#count;
  }

  /** @throws XmlError for an index that is not in the table */
  at(index: number): string {
    const slot = index & (CACHE_SLOTS - 1);
    if (this.#cachedIndex[slot] === index) return this.#cached[slot] ?? '';
    const text = this.#read(index);
    this.#cachedIndex[slot] = index;
    this.#cached[slot] = text;
    return text;
  }

  addBytes(bytes: Buffer, from: number, to: number): void {
    const start = this.#allot(to - from);
    bytes.copy(this.#blocks[this.#blocks.length - 1] ?? bytes, start & (BLOCK_BYTES - 1), from, to);
  }

  addText(text: string): void {
    const bytes = Buffer.from(text);
    this.addBytes(bytes, 0, bytes.length);
  }

  #read(index: number): string {
    if (!(index >= 0 && index < this.#count)) throw new XmlError(`no shared string ${index}`);
    const start = this.#starts[index] ?? 0;
    const within = start % BLOCK_BYTES;
    return this.#blocks[Math.floor(start / BLOCK_BYTES)]?.toString('utf8', within, within + (this.#lengths[index] ?? 0)) ?? '';
  }

  #allot(length: number): number {
    if (length > BLOCK_BYTES) throw new XmlError('a shared string is too long');
    if (this.#used + length > BLOCK_BYTES) this.#addBlock();
    if (this.#count === this.#starts.length) this.#grow();
    const start = (this.#blocks.length - 1) * BLOCK_BYTES + this.#used;
    this.#starts[this.#count] = start;
    this.#lengths[this.#count] = length;
    this.#count += 1;
    this.#used += length;
    return start;
  }

  #addBlock(): void {
    if (this.#blocks.length === MOST_BLOCKS) throw new XmlError('more than a gigabyte of shared strings');
    this.#blocks.push(Buffer.allocUnsafeSlow(BLOCK_BYTES));
    this.#used = 0;
  }

  #grow(): void {
    const starts = new Float64Array(this.#starts.length * 2);
    starts.set(this.#starts);
    const lengths = new Uint32Array(this.#lengths.length * 2);
    lengths.set(this.#lengths);
    [this.#starts, this.#lengths] = [starts, lengths];
  }
}

/** Reads `xl/sharedStrings.xml`; with `most`, only that many strings from its beginning. */
export async function readSharedStrings(chunks: AsyncIterable<Buffer>, most = Number.POSITIVE_INFINITY): Promise<SharedStrings> {
  const strings = new SharedStrings();
  for await (const segment of xmlSegments(chunks, { container: 'sst', element: 'si' })) {
    const cursor = new XmlCursor(segment.bytes, segment.from, segment.to);
    while (cursor.nextTag()) {
      if (cursor.isNamed('si') && !cursor.isClosing) readStringItem(cursor, strings);
      else cursor.skipOther();
    }
    if (strings.count >= most) break;
  }
  return strings;
}
