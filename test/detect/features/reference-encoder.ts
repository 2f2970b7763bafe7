import { parseCertificate } from '../../../src/domain/certificate-number.js';
import { decimalDigits } from '../../../src/domain/chinese-numerals.js';
import { checkDigit, eighteenFromFifteen, parseDocument } from '../../../src/domain/identity-document.js';
import { parseDate } from '../../../src/domain/partial-date.js';
import type { ReferenceTables } from '../../../src/domain/reference.js';
import { isOpType, type RowValues } from '../../../src/domain/registration.js';
import { ADDRESS_RULES } from '../../../src/detect/features/encode-address.js';
import { DOCUMENT_KINDS, RECORD_WORDS, TYPE_CODES, WORD } from '../../../src/detect/features/record-layout.js';
import { HASH_START, hashBytes, hashText, OTHER_START } from '../../../src/detect/features/text-hash.js';

/** A record as src/detect/features/record-layout.ts describes it, made slowly, from the words of that description. */
export function referenceRecord(id: number, row: RowValues, tables: ReferenceTables): Uint32Array {
  const words = new Uint32Array(RECORD_WORDS);
  const [man, woman] = (['man', 'woman'] as const).map((role) => ({
    name: nameOf(row[`name_${role}`]),
    document: documentOf(row[`cert_num_${role}`]),
    birth: dateOf(row[`birth_${role}`]),
    folk: folkOf(row[`folk_${role}`]),
    address: addressOf(row[`reg_detail_${role}`]),
  })) as [PartyParts, PartyParts];
  words[WORD.ID] = id % 2 ** 32;
  words[WORD.KIND] = Math.floor(id / 2 ** 32) + kindOf(row);
  words[WORD.OP_DATE] = dateOf(row.op_date);
  words.set([...man.name.words, ...woman.name.words], WORD.NAME_MAN);
  words[WORD.NAMES_AND_FOLK] = man.name.length + woman.name.length * 2 ** 8 + man.folk * 2 ** 16 + woman.folk * 2 ** 24;
  words.set([...man.document.words, ...woman.document.words], WORD.DOCUMENT_MAN);
  words[WORD.DOCUMENTS] = man.document.half + woman.document.half * 2 ** 16;
  words.set([man.birth, woman.birth], WORD.BIRTH_MAN);
  words.set(knownOffice(row, tables), WORD.OFFICE);
  words.set(certificateOf(row.cert_no), WORD.CERTIFICATE);
  words.set([man.address, woman.address], WORD.ADDRESS_MAN);
  words[WORD.VOLUME] = row.doc_no === '' ? 0 : hashOf([row.doc_code, row.doc_year, row.doc_no].join('\u001F'));
  words[WORD.OPERATOR] = hashOf(row.operator);
  return words;
}

interface PartyParts {
  readonly name: { readonly words: readonly number[]; readonly length: number };
  readonly document: { readonly words: readonly number[]; readonly half: number };
  readonly birth: number;
  readonly folk: number;
  readonly address: number;
}

const hashOf = (text: string): number => (text === '' ? 0 : hashBytes(Buffer.from(text), 0, Buffer.byteLength(text)));

function kindOf(row: RowValues): number {
  const type = isOpType(row.op_type) ? TYPE_CODES[row.op_type] : 0;
  return type * 2 ** 8 + (row.renew_flag === '1' ? 2 ** 12 : 0) + (row.remedy_flag === '1' ? 2 ** 13 : 0);
}

function dateOf(text: string): number {
  const date = parseDate(text);
  return date === undefined ? 0 : date.year * 10_000 + (date.month ?? 0) * 100 + (date.day ?? 0);
}

const folkOf = (code: string): number => (code === '' ? 0 : /^\d{1,2}$/.test(code) ? Number(code) : 255);

const capitals = (text: string): string => text.replace(/[a-z]/g, (letter) => letter.toUpperCase());

function nameOf(text: string): PartyParts['name'] {
  const name = capitals(text.replace(/[ .·\-']/g, ''));
  const units = [0, 1, 2, 3].map((at) => (at < name.length ? name.charCodeAt(at) : 0));
  if (name.length > 4) {
    const hash = hashText(name.slice(3));
    units[3] = (hash ^ (hash >>> 16)) & 0xffff || 1;
  }
  const [first = 0, second = 0, third = 0, fourth = 0] = units;
  return { words: [first + second * 2 ** 16, third + fourth * 2 ** 16], length: name.length };
}

function documentOf(text: string): PartyParts['document'] {
  const kind = parseDocument(text, '', '')?.kind;
  if (kind === undefined || kind === 'placeholder') return { words: [0, 0], half: 0 };
  if (/^\d{17}[\dX]$/.test(text)) return digitsOf(text, DOCUMENT_KINDS.resident, checkDigit(text.slice(0, 17)) === text[17]);
  if (/^\d{15}$/.test(text)) return digitsOf(eighteenFromFifteen(text), DOCUMENT_KINDS.residentFrom15, true);
  const bytes = Buffer.from(text);
  const isMalformed = bytes.length >= 14 && bytes.length <= 20 && /^\d/.test(text) && text.replace(/\D/g, '').length >= 12;
  if (isMalformed) return digitsOf(bytes.toString('latin1'), DOCUMENT_KINDS.malformed, false);
  const words = [HASH_START, OTHER_START].map((start) => hashBytes(bytes, 0, bytes.length, start));
  return { words, half: DOCUMENT_KINDS.other * 2 ** 8 };
}

function digitsOf(characters: string, kind: number, isRight: boolean): PartyParts['document'] {
  const nibble = (at: number): number => {
    const character = characters[at];
    if (character === undefined) return 0;
    return character === 'X' ? 11 : /\d/.test(character) ? Number(character) + 1 : 15;
  };
  const word = (from: number): number => [0, 1, 2, 3, 4, 5, 6, 7].reduce((sum, at) => sum + nibble(from + at) * 16 ** at, 0);
  return { words: [word(0), word(8)], half: nibble(16) + nibble(17) * 2 ** 4 + kind * 2 ** 8 + (isRight ? 2 ** 11 : 0) };
}

const known = new Map<string, readonly [number, number]>();

/** The tables are those of the program in every test. */
function knownOffice(row: RowValues, tables: ReferenceTables): readonly [number, number] {
  const key = `${row.dept_code}/${row.dept_name}`;
  const office = known.get(key) ?? officeOf(row, tables);
  known.set(key, office);
  return office;
}

function officeOf(row: RowValues, { offices, regions }: ReferenceTables): readonly [number, number] {
  const named = offices.filter((office) => [office.name, ...(office.formerNames ?? [])].includes(row.dept_name));
  const code = row.dept_code === '' && row.dept_name !== '' ? latest(named, 'openedOn')?.code : row.dept_code;
  if (code === undefined) return [hashText(row.dept_name), 0];
  if (code === '') return [0, 0];
  const own = latest(
    offices.filter((office) => office.code === code),
    'openedOn',
  );
  const county = latest(
    offices.filter((office) => office.code === code.slice(0, 6)),
    'openedOn',
  );
  let region = own?.region ?? county?.region ?? /^\d{6}/.exec(code)?.[0];
  for (let next = region; next !== undefined;) {
    region = next;
    const at = latest(
      regions.filter((each) => each.code === region),
      'from',
    );
    next = at?.to === undefined ? undefined : at.successors?.[0];
  }
  return [hashText(code), Number(region ?? 0)];
}

function latest<T>(rows: readonly T[], day: keyof T): T | undefined {
  return rows.toSorted((a, b) => (String(a[day]) < String(b[day]) ? -1 : 1)).at(-1);
}

function certificateOf(text: string): readonly [number, number] {
  const read = parseCertificate(text);
  if (read === undefined) return [0, 0];
  const codes = { F1: 1, F2: 2, F3: 3, F4: 4, court: 5, unparsed: 6 };
  const parts = {
    F1: 'prefix' in read ? `${read.prefix} ${read.region} ${read.year}` : '',
    F2: 'office' in read ? `${read.place} ${read.nature} ${read.office} ${read.year}` : '',
    F3: 'place' in read ? `${read.place} ${read.year ?? 0}` : '',
    F4: '',
    court: '',
    unparsed: '',
  }[read.form];
  const head = (((hashText(parts) * 8) % 2 ** 32) + codes[read.form]) >>> 0;
  return [head, 'serial' in read ? Number(BigInt(read.serial) % 2n ** 32n) : hashOf(text)];
}

const classOf = (characters: string): string => `[${characters.replace(/[\\\]^-]/g, String.raw`\$&`)}]`;
const IGNORED = new RegExp(classOf(ADDRESS_RULES.ignored), 'g');
const NUMERALS = new RegExp(`${classOf(ADDRESS_RULES.numerals)}{1,4}(?=${classOf(ADDRESS_RULES.afterNumerals)})`, 'g');
const BETWEEN = new RegExp(`(?<=[0-9A-Z])${classOf(ADDRESS_RULES.betweenNumbers)}+`, 'g');

function addressOf(text: string): number {
  const plain = capitals(text.replace(IGNORED, ''));
  const withinProvince = plain.replace(/^.[^省]{0,6}省/s, '');
  const withinCity = withinProvince.replace(/^(.[^市]{0,3}市){1,2}/s, '');
  const inDigits = withinCity.replace(NUMERALS, (numeral) => decimalDigits(numeral) ?? numeral);
  const marked = inDigits.replace(BETWEEN, (marks, at: number) => (/[0-9A-Z]/.test(inDigits[at + marks.length] ?? '') ? '-' : ''));
  return marked === '' ? 0 : hashText(marked);
}
