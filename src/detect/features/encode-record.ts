import { LINKAGE_FIELDS } from '../../store/linkage-rows.js';
import { ByteTable } from './byte-table.js';
import { AddressEncoder } from './encode-address.js';
import { CertificateEncoder } from './encode-certificate.js';
import { encodeDate } from './encode-date.js';
import { DocumentEncoder } from './encode-document.js';
import { NameEncoder } from './encode-name.js';
import { OfficePlaces, type OfficePlace, type PlaceTables } from './office-places.js';
import { RECORD_WORDS, TYPE_CODES, WORD } from './record-layout.js';
import { hashBytes } from './text-hash.js';

/** Stands for the code in the digest of a side-car file: to be raised whenever a record would be encoded otherwise. */
export const ENCODING_VERSION = 1;

const CELL_END = 0x1f;
const ROW_END = 0x1e;
const ZERO = 0x30;
const ONE = 0x31;
const NINE = 0x39;
const ID_CELL = 0;
const CELLS = LINKAGE_FIELDS.length + 1;
const TYPE_SHIFT = 8;
const RENEWED = 0x1000;
const REMEDIED = 0x2000;
/** A code of no table. */
const ODD_CODE = 255;
const UPPER_ID = 2 ** 32;

/** Which cell of a row a field is in. */
const cellOf = (field: (typeof LINKAGE_FIELDS)[number]): number => LINKAGE_FIELDS.indexOf(field) + 1;

const CELL = {
  type: cellOf('op_type'),
  date: cellOf('op_date'),
  certificate: cellOf('cert_no'),
  officeCode: cellOf('dept_code'),
  officeName: cellOf('dept_name'),
  operator: cellOf('operator'),
  renewed: cellOf('renew_flag'),
  remedied: cellOf('remedy_flag'),
  fonds: cellOf('doc_code'),
  volume: cellOf('doc_no'),
} as const;

interface PartyCells {
  readonly name: number;
  readonly document: number;
  readonly birth: number;
  readonly folk: number;
  readonly address: number;
}

const MAN: PartyCells = {
  name: cellOf('name_man'),
  document: cellOf('cert_num_man'),
  birth: cellOf('birth_man'),
  folk: cellOf('folk_man'),
  address: cellOf('reg_detail_man'),
};
const WOMAN: PartyCells = {
  name: cellOf('name_woman'),
  document: cellOf('cert_num_woman'),
  birth: cellOf('birth_woman'),
  folk: cellOf('folk_woman'),
  address: cellOf('reg_detail_woman'),
};

/** Turns rows as `LinkageRows` hands them over into records (record-layout.ts). */
export class RecordEncoder {
  private readonly ends = new Int32Array(CELLS);
  private readonly starts = new Int32Array(CELLS);
  private readonly names = new NameEncoder();
  private readonly documents = new DocumentEncoder();
  private readonly addresses = new AddressEncoder();
  private readonly certificates = new CertificateEncoder();
  private readonly officesByCode: ByteTable<OfficePlace>;
  private readonly officesByName: ByteTable<OfficePlace>;

  constructor(tables: PlaceTables) {
    const places = new OfficePlaces(tables);
    this.officesByCode = new ByteTable((code) => places.ofCode(code));
    this.officesByName = new ByteTable((name) => places.ofName(name));
  }

  /**
   * Encodes all rows of a block into `words` from `at` on.
   * @returns how many records were written
   * @throws Error when there are more than `most`, or a value holds what parts cells: it would be read as another row
   */
  encodeAll(rows: Buffer, words: Uint32Array, at: number, most: number): number {
    let count = 0;
    for (let start = 0; start < rows.length; count += 1) {
      if (count >= most) throw new Error('more registrations in a range of ids than were loaded into it');
      start = this.cutRow(rows, start) + 1;
      this.encode(rows, words, at + count * RECORD_WORDS);
    }
    return count;
  }

  /** @returns where the row ends */
  private cutRow(rows: Buffer, start: number): number {
    let cell = 0;
    this.starts[0] = start;
    let at = start;
    for (; at < rows.length; at += 1) {
      const byte = rows[at] as number;
      if (byte > CELL_END) continue;
      if (byte === ROW_END) break;
      if (byte !== CELL_END) continue;
      if (cell === CELLS - 1) throw new Error('a registration holds more cells than were asked for');
      this.ends[cell] = at;
      cell += 1;
      this.starts[cell] = at + 1;
    }
    this.ends[cell] = at;
    if (cell !== CELLS - 1) throw new Error('a registration holds fewer cells than were asked for');
    return at;
  }

  private encode(row: Buffer, words: Uint32Array, at: number): void {
    const id = numberOf(row, this.start(ID_CELL), this.end(ID_CELL));
    words[at + WORD.ID] = id % UPPER_ID;
    words[at + WORD.KIND] = (Math.floor(id / UPPER_ID) & 0xff) | this.kind(row);
    words[at + WORD.OP_DATE] = encodeDate(row, this.start(CELL.date), this.end(CELL.date));
    words[at + WORD.NAMES_AND_FOLK] = 0;
    words[at + WORD.DOCUMENTS] = 0;
    this.encodeParty(row, words, at, MAN, 0);
    this.encodeParty(row, words, at, WOMAN, 1);
    this.encodeEvent(row, words, at);
    words[at + WORD.SPARE] = 0;
  }

  /** @param side 0 for the man, 1 for the woman, whose words follow his */
  private encodeParty(row: Buffer, words: Uint32Array, at: number, cells: PartyCells, side: 0 | 1): void {
    const { names, documents } = this;
    const length = names.encode(row, this.start(cells.name), this.end(cells.name));
    words[at + WORD.NAME_MAN + side * 2] = names.low;
    words[at + WORD.NAME_MAN + side * 2 + 1] = names.high;
    const folk = codeNumber(row, this.start(cells.folk), this.end(cells.folk));
    (words[at + WORD.NAMES_AND_FOLK] as number) |= (length << (side * 8)) | (folk << (16 + side * 8));
    const document = documents.encode(row, this.start(cells.document), this.end(cells.document));
    words[at + WORD.DOCUMENT_MAN + side * 2] = documents.low;
    words[at + WORD.DOCUMENT_MAN + side * 2 + 1] = documents.high;
    (words[at + WORD.DOCUMENTS] as number) |= document << (side * 16);
    words[at + WORD.BIRTH_MAN + side] = encodeDate(row, this.start(cells.birth), this.end(cells.birth));
    words[at + WORD.ADDRESS_MAN + side] = this.addresses.encode(row, this.start(cells.address), this.end(cells.address));
  }

  private encodeEvent(row: Buffer, words: Uint32Array, at: number): void {
    const office = this.office(row);
    words[at + WORD.OFFICE] = office?.hash ?? 0;
    words[at + WORD.REGION] = office?.region ?? 0;
    words[at + WORD.CERTIFICATE] = this.certificates.encode(row, this.start(CELL.certificate), this.end(CELL.certificate));
    words[at + WORD.SERIAL] = this.certificates.serial;
    const hasVolume = this.start(CELL.volume) < this.end(CELL.volume);
    words[at + WORD.VOLUME] = hasVolume ? hashBytes(row, this.start(CELL.fonds), this.end(CELL.volume)) : 0;
    const hasOperator = this.start(CELL.operator) < this.end(CELL.operator);
    words[at + WORD.OPERATOR] = hasOperator ? hashBytes(row, this.start(CELL.operator), this.end(CELL.operator)) : 0;
  }

  private office(row: Buffer): OfficePlace | undefined {
    const [code, codeEnd] = [this.start(CELL.officeCode), this.end(CELL.officeCode)];
    if (code < codeEnd) return this.officesByCode.find(row, code, codeEnd);
    const [name, nameEnd] = [this.start(CELL.officeName), this.end(CELL.officeName)];
    return name < nameEnd ? this.officesByName.find(row, name, nameEnd) : undefined;
  }

  private kind(row: Buffer): number {
    const type = typeCode(row, this.start(CELL.type), this.end(CELL.type));
    return (type << TYPE_SHIFT) | (this.isYes(row, CELL.renewed) ? RENEWED : 0) | (this.isYes(row, CELL.remedied) ? REMEDIED : 0);
  }

  private isYes(row: Buffer, cell: number): boolean {
    return this.end(cell) - this.start(cell) === 1 && row[this.start(cell)] === ONE;
  }

  private start(cell: number): number {
    return this.starts[cell] as number;
  }

  private end(cell: number): number {
    return this.ends[cell] as number;
  }
}

const TYPES = Object.entries(TYPE_CODES).map(([type, code]) => ({ bytes: Buffer.from(type), code }));

/** 0 for what is no type. */
function typeCode(row: Buffer, start: number, end: number): number {
  for (const { bytes, code } of TYPES) {
    if (bytes.length === end - start && row[end - 1] === bytes[bytes.length - 1] && row[start + 1] === bytes[1]) return code;
  }
  return 0;
}

function numberOf(bytes: Buffer, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at += 1) value = value * 10 + (bytes[at] as number) - ZERO;
  return value;
}

/** A code of up to two digits as a number; 0 when not given. */
function codeNumber(bytes: Buffer, start: number, end: number): number {
  if (start === end) return 0;
  const isNumber = end - start <= 2 && isDigit(bytes[start] as number) && isDigit(bytes[end - 1] as number);
  return isNumber ? numberOf(bytes, start, end) : ODD_CODE;
}

const isDigit = (byte: number): boolean => byte >= ZERO && byte <= NINE;
