import { RECORD_WORDS, TYPE_CODES, WORD } from '../../../src/detect/features/record-layout.js';
import { checkDigit } from '../../../src/domain/identity-document.js';

/** A registration in plain values; what is left out is not given. Folk and office are any numbers. */
export interface PlainRecord {
  readonly id: number;
  readonly type?: keyof typeof TYPE_CODES;
  readonly date?: number;
  readonly man?: PlainParty;
  readonly woman?: PlainParty;
  readonly office?: number;
  readonly operator?: number;
  /** Form, everything but the serial, the serial. */
  readonly certificate?: readonly [form: number, head: number, serial: number];
  readonly volume?: number;
  readonly isRenewed?: boolean;
}

export interface PlainParty {
  readonly name?: string;
  /** 18 digits, or 15 of which the reading is meant. */
  readonly document?: string;
  readonly birth?: number;
  readonly address?: number;
  readonly folk?: number;
}

/** Records as the kernel reads them. */
export function wordsOf(records: readonly PlainRecord[]): Uint32Array {
  const words = new Uint32Array(new SharedArrayBuffer(records.length * RECORD_WORDS * 4));
  records.forEach((record, index) => write(words, index * RECORD_WORDS, record));
  return words;
}

function write(words: Uint32Array, at: number, record: PlainRecord): void {
  const { man = {}, woman = {} } = record;
  words[at + WORD.ID] = record.id;
  words[at + WORD.KIND] = (TYPE_CODES[record.type ?? 'IA'] << 8) | (record.isRenewed === true ? 0x1000 : 0);
  words[at + WORD.OP_DATE] = record.date ?? 0;
  writeName(words, at + WORD.NAME_MAN, man.name ?? '');
  writeName(words, at + WORD.NAME_WOMAN, woman.name ?? '');
  const lengths = (man.name ?? '').length | ((woman.name ?? '').length << 8);
  words[at + WORD.NAMES_AND_FOLK] = lengths | ((man.folk ?? 1) << 16) | ((woman.folk ?? 1) << 24);
  words[at + WORD.DOCUMENTS] =
    writeDocument(words, at + WORD.DOCUMENT_MAN, man.document) | (writeDocument(words, at + WORD.DOCUMENT_WOMAN, woman.document) << 16);
  words[at + WORD.BIRTH_MAN] = man.birth ?? 0;
  words[at + WORD.BIRTH_WOMAN] = woman.birth ?? 0;
  words[at + WORD.OFFICE] = record.office ?? 0;
  words[at + WORD.REGION] = record.office === undefined ? 0 : 440_000 + (record.office % 1_000);
  const [form, head, serial] = record.certificate ?? [0, 0, 0];
  words[at + WORD.CERTIFICATE] = form === 0 ? 0 : (head << 3) | form;
  words[at + WORD.SERIAL] = serial;
  words[at + WORD.ADDRESS_MAN] = man.address ?? 0;
  words[at + WORD.ADDRESS_WOMAN] = woman.address ?? 0;
  words[at + WORD.VOLUME] = record.volume ?? 0;
  words[at + WORD.OPERATOR] = record.operator ?? 0;
}

function writeName(words: Uint32Array, at: number, name: string): void {
  const unit = (index: number): number => (index < name.length ? name.charCodeAt(index) : 0);
  words[at] = unit(0) | (unit(1) << 16);
  words[at + 1] = unit(2) | (unit(3) << 16);
}

function writeDocument(words: Uint32Array, at: number, number: string | undefined): number {
  if (number === undefined || number === '') return 0;
  const digit = (index: number): number => (number[index] === 'X' ? 11 : Number(number[index]) + 1);
  for (let index = 0; index < 8; index += 1) {
    words[at] = ((words[at] ?? 0) | (digit(index) << (index * 4))) >>> 0;
    words[at + 1] = ((words[at + 1] ?? 0) | (digit(index + 8) << (index * 4))) >>> 0;
  }
  const isRight = checkDigit(number.slice(0, 17)) === number[17];
  return digit(16) | (digit(17) << 4) | (1 << 8) | (isRight ? 0x800 : 0);
}

/** Nobody's number (region 99): 17 digits with their check character. */
export function documentOf(birth: number, sequence: number, region = 990_001): string {
  const seventeen = `${region}${birth}${String(sequence).padStart(3, '0')}`;
  return seventeen + checkDigit(seventeen);
}
