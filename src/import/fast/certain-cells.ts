import { FIELDS, FIELD_COUNT, type Field } from '../../domain/fields.js';
import { normaliseField } from '../../domain/normalise.js';
import { parseDate } from '../../domain/partial-date.js';
import type { CodeRow, Reference } from '../../domain/reference.js';
import { OLD_BODIES } from '../../validators/office/office-name-era.js';
import type { RowBuffer } from '../rows/row-buffer.js';
import { ByteClasses } from './byte-classes.js';
import { ByteMemo, rawMember, type Entry, type Resolved } from './byte-memo.js';
import { readCompactDay, readDashedDay, readDigits } from './byte-numbers.js';
import { CertainCertificates, type CertificateKind } from './certain-certificates.js';
import { RawMembers } from './raw-members.js';

const HYPHEN = 0x2d;
const ZERO = 0x30;
const SHORT_BYTES = 4;
const SHORT_SLOTS = 64;
/** Keeps the top six bits of a 32-bit product: 64 slots. */
const SHORT_SHIFT = 26;
const UNKNOWN = -1;
const NOT_IN_FILE_NAMES = new Set([...',|\\'].map((character) => character.charCodeAt(0)));
const SEMICOLON = 0x3b;

/** How a cell is taken. Numbers, so that the choice is one jump. */
const WAY_KNOWN = 0;
const WAY_DATE = 1;
const WAY_NAME = 2;
const WAY_CERTIFICATE = 3;
const WAY_DOCUMENT_NUMBER = 4;
const WAY_YEAR = 5;
const WAY_NUMBER = 6;
const WAY_FILES = 7;
const WAY_TEXT = 8;
const WAY_REMEMBERED = 9;

/** Registrars and office names repeat, so they are remembered like codes. */
function wayOf({ key, kind }: Field): number {
  switch (kind) {
    case 'date':
      return WAY_DATE;
    case 'name':
      return key === 'operator' ? WAY_REMEMBERED : WAY_NAME;
    case 'certificate':
      return WAY_CERTIFICATE;
    case 'document-number':
      return WAY_DOCUMENT_NUMBER;
    case 'year':
      return WAY_YEAR;
    case 'number':
      return WAY_NUMBER;
    case 'files':
      return WAY_FILES;
    case 'text':
      return key === 'dept_name' ? WAY_REMEMBERED : WAY_TEXT;
    case 'office-code':
      return WAY_REMEMBERED;
    default:
      return WAY_KNOWN;
  }
}

/**
 * Takes cells, one by one, from the bytes of the file into the row buffer, normalised. What it takes is exactly what
 * the string functions would make of it and no rule of a single cell objects; the relations between cells are for
 * `CertainRelations`, which finds the numbers it needs in `numbers` and `entries`.
 */
export class CertainCells {
  bytes: Buffer = Buffer.alloc(0);
  /** By field: yyyymmdd of a date, number of a code, count of files or pages; 0 for an empty cell. */
  readonly numbers: Int32Array = new Int32Array(FIELD_COUNT);
  /** By field: what a memo knows of an office's code or name. */
  readonly entries: (Entry | undefined)[] = new Array<Entry | undefined>(FIELD_COUNT).fill(undefined);
  /** By field: what a certificate number states. */
  readonly certificates: (CertificateKind | undefined)[] = new Array<CertificateKind | undefined>(FIELD_COUNT).fill(undefined);
  readonly raw = new RawMembers();
  private readonly certificateReader = new CertainCertificates();
  private readonly row: RowBuffer;
  private readonly classes = new ByteClasses();
  private readonly ways: Uint8Array;
  private readonly mostCharacters: Int32Array;
  private readonly memos: readonly ByteMemo[];
  private readonly shortKeys = new Int32Array(FIELD_COUNT * SHORT_BYTES * SHORT_SLOTS);
  private readonly shortNumbers = new Int32Array(FIELD_COUNT * SHORT_BYTES * SHORT_SLOTS).fill(UNKNOWN);
  private readonly rawPrefixes: readonly Buffer[];

  constructor(row: RowBuffer, reference: Reference) {
    this.row = row;
    this.memos = FIELDS.map((field) => new ByteMemo(field.key, resolverOf(field, reference)));
    this.rawPrefixes = FIELDS.map((field) => rawMember(field.key, '').subarray(0, -1));
    this.ways = Uint8Array.from(FIELDS, wayOf);
    this.mostCharacters = Int32Array.from(FIELDS, (field) => field.maxCharacters);
  }

  begin(bytes: Buffer): void {
    this.bytes = bytes;
    this.numbers.fill(0);
    this.raw.clear();
  }

  take(index: number, start: number, end: number): boolean {
    switch (this.ways[index]) {
      case WAY_DATE:
        return this.takeDate(index, start, end);
      case WAY_NAME:
        return this.classes.copyCertainName(this.bytes, start, end, this.row);
      case WAY_CERTIFICATE:
        return this.takeCertificate(index, start, end);
      case WAY_DOCUMENT_NUMBER:
        // Its digits are judged as a whole by the relations.
        return (end - start === 18 || end - start === 15) && this.keep(start, end);
      case WAY_YEAR:
        return this.takeNumber(index, start, end, true);
      case WAY_NUMBER:
        return this.takeNumber(index, start, end, false);
      case WAY_FILES:
        return this.takeFiles(index, start, end);
      case WAY_TEXT:
        return this.takeText(index, start, end);
      case WAY_REMEMBERED:
        return this.takeRemembered(index, start, end);
      default:
        return this.takeKnown(index, start, end);
    }
  }

  private keep(start: number, end: number): boolean {
    this.row.copy(this.bytes, start, end);
    return true;
  }

  /** Most cells of a row are codes of one to four bytes that are stored as they stand: one comparison of integers knows them. */
  private takeKnown(index: number, start: number, end: number): boolean {
    const length = end - start;
    if (length > SHORT_BYTES) return this.takeRemembered(index, start, end);
    const { bytes } = this;
    let packed = bytes[start] as number;
    for (let at = start + 1; at < end; at += 1) packed = (packed << 8) | (bytes[at] as number);
    const slot = (index * SHORT_BYTES + length - 1) * SHORT_SLOTS + (Math.imul(packed, 0x9e3779b1) >>> SHORT_SHIFT);
    if (this.shortKeys[slot] !== packed || this.shortNumbers[slot] === UNKNOWN) return this.learnShort(index, start, end, slot, packed);
    this.numbers[index] = this.shortNumbers[slot] as number;
    return this.keep(start, end);
  }

  private learnShort(index: number, start: number, end: number, slot: number, packed: number): boolean {
    if (!this.takeRemembered(index, start, end)) return false;
    if (this.entries[index]?.raw.length === 0) {
      this.shortKeys[slot] = packed;
      this.shortNumbers[slot] = this.numbers[index] as number;
    }
    return true;
  }

  private takeRemembered(index: number, start: number, end: number): boolean {
    const entry = (this.memos[index] as ByteMemo).find(this.bytes, start, end);
    if (entry === undefined) return false;
    this.row.copy(entry.value, 0, entry.value.length);
    if (entry.raw.length > 0) this.raw.add(entry.raw);
    this.numbers[index] = entry.number;
    this.entries[index] = entry;
    return true;
  }

  private takeDate(index: number, start: number, end: number): boolean {
    const length = end - start;
    if (length === 10) {
      const day = readDashedDay(this.bytes, start);
      if (day > 0) {
        this.numbers[index] = day;
        return this.keep(start, end);
      }
    } else if (length === 8) {
      const day = readCompactDay(this.bytes, start);
      if (day > 0) {
        this.numbers[index] = day;
        return this.dashCompact(index, start);
      }
    }
    return this.takeRemembered(index, start, end);
  }

  private dashCompact(index: number, start: number): boolean {
    const { row, bytes } = this;
    row.copy(bytes, start, start + 4);
    row.bytes[row.end++] = HYPHEN;
    row.copy(bytes, start + 4, start + 6);
    row.bytes[row.end++] = HYPHEN;
    row.copy(bytes, start + 6, start + 8);
    this.raw.addText(this.rawPrefixes[index] as Buffer, bytes, start, start + 8);
    return true;
  }

  private takeText(index: number, start: number, end: number): boolean {
    const characters = this.classes.copyPlainText(this.bytes, start, end, this.row);
    return characters !== -1 && characters <= (this.mostCharacters[index] as number);
  }

  private takeNumber(index: number, start: number, end: number, isYear: boolean): boolean {
    const length = end - start;
    if (isYear ? length !== 4 : length > 4 || this.bytes[start] === ZERO) return false;
    const number = readDigits(this.bytes, start, end);
    if (number < (isYear ? 1850 : 0) || (isYear && number > 2100)) return false;
    this.numbers[index] = number;
    return this.keep(start, end);
  }

  /** `numbers` gets the count of files; only image names, of which each is one page. */
  private takeFiles(index: number, start: number, end: number): boolean {
    if (!this.takeText(index, start, end)) return false;
    let files = 1;
    let nameStart = start;
    for (let at = start; at <= end; at += 1) {
      const byte = at === end ? SEMICOLON : (this.bytes[at] as number);
      if (NOT_IN_FILE_NAMES.has(byte)) return false;
      if (byte !== SEMICOLON) continue;
      if (!this.isImageName(nameStart, at)) return false;
      if (at < end) files += 1;
      nameStart = at + 1;
    }
    this.numbers[index] = files;
    return true;
  }

  private isImageName(start: number, end: number): boolean {
    if (end - start < 5) return false;
    const extension = this.bytes.toString('latin1', end - 4, end);
    return extension === '.jpg' || extension === '.png';
  }

  private takeCertificate(index: number, start: number, end: number): boolean {
    const kind = this.certificateReader.find(this.bytes, start, end);
    this.certificates[index] = kind;
    return kind !== undefined && this.keep(start, end);
  }
}

const NUMBERED = /^\d{1,6}$/;

const numberOfCode = (value: string): number => (NUMBERED.test(value) ? Number(value) : 0);

/** What the string functions say of a cell that a memo may remember; `undefined` when a rule could object to it. */
function resolverOf(field: Field, reference: Reference): (text: string) => Resolved | undefined {
  switch (field.kind) {
    case 'op-type':
      return coded(field, reference, 'op-type', (value) => OP_TYPE_NUMBERS.indexOf(value));
    case 'flag':
    case 'id-type':
    case 'document-type':
    case 'country':
    case 'ethnic':
    case 'occupation':
    case 'education':
    case 'marital':
      return coded(field, reference, field.kind, numberOfCode);
    case 'date':
      return (text) => resolveDate(normaliseField(field, text, reference));
    case 'office-code':
      return (text) => (/^\d{6}[0-9A-Z-]*$/.test(text) && text.length <= field.maxCharacters ? { value: text, number: 0 } : undefined);
    case 'name':
      return (text) => resolveName(normaliseField(field, text, reference));
    default:
      return (text) => resolveOfficeName(normaliseField(field, text, reference), field.maxCharacters);
  }
}

/** The numbers `CertainRelations` knows the types by. */
export const OP_TYPE_NUMBERS = ['', 'IA', 'IB', 'ICA', 'ICB', 'ID'];

function coded(field: Field, reference: Reference, table: CodeRow['table'], numberOf: (value: string) => number) {
  return (text: string): Resolved | undefined => {
    const value = normaliseField(field, text, reference);
    return value === '' || reference.code(table, value) === undefined ? undefined : { value, number: numberOf(value) };
  };
}

function resolveDate(value: string): Resolved | undefined {
  const date = parseDate(value);
  return date?.precision === 'day' ? { value, number: date.first } : undefined;
}

/** Registrars: a plain name of Han characters, as rule `name-characters` passes it at once. */
function resolveName(value: string): Resolved | undefined {
  return /^[\u4e00-\u9fff]{2,4}$/.test(value) ? { value, number: 0 } : undefined;
}

/** Office names of Han characters and ASCII letters, to which no rule on characters can object; 1 marks an old body. */
function resolveOfficeName(value: string, mostCharacters: number): Resolved | undefined {
  if (value.length > mostCharacters || !/^[\u4e00-\u9fff0-9A-Za-z()]+$/.test(value)) return undefined;
  return { value, number: OLD_BODIES.some((body) => value.includes(body)) ? 1 : 0 };
}
