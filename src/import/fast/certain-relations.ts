import { FIELD_KEYS, type FieldKey } from '../../domain/fields.js';
import type { LawRow, Reference } from '../../domain/reference.js';
import type { RowBuffer } from '../rows/row-buffer.js';
import type { RowCheckSetup } from '../rows/row-checker.js';
import { hasSoundCheck, readCompactDay, readDigits, readShortDay } from './byte-numbers.js';
import type { Entry } from './byte-memo.js';
import type { CertainCells } from './certain-cells.js';
import { CertainPlaces, type CertainOffice } from './certain-places.js';

const at = (key: FieldKey): number => FIELD_KEYS.indexOf(key);
const OP_TYPE = at('op_type');
const OP_DATE = at('op_date');
const CERT_NO = at('cert_no');
const OLD_CERT_NO = at('old_cert_no');
const OLD_OP_DATE = at('old_op_date');
const DEPT_CODE = at('dept_code');
const DEPT_NAME = at('dept_name');
const SCANS = at('scan_files');
const PAGES = at('doc_page_num');
const DOC_YEAR = at('doc_year');
/** Filled, these mean a late registration, which is a case for the rules. */
const EXPECTED_EMPTY = [at('effective_date'), at('cohabit_date')];
const RENEWAL = at('renew_flag');
const REMEDY = at('remedy_flag');

interface PartyAt {
  readonly name: number;
  readonly idType: number;
  readonly documentType: number;
  readonly number: number;
  readonly birth: number;
  readonly nation: number;
  readonly marital: number;
  readonly address: number;
  readonly oddSequence: boolean;
}

const partyAt = (role: 'man' | 'woman'): PartyAt => ({
  name: at(`name_${role}`),
  idType: at(`id_type_${role}`),
  documentType: at(`cert_type_${role}`),
  number: at(`cert_num_${role}`),
  birth: at(`birth_${role}`),
  nation: at(`nation_${role}`),
  marital: at(`marry_status_${role}`),
  address: at(`reg_detail_${role}`),
  oddSequence: role === 'man',
});
const MAN = partyAt('man');
const WOMAN = partyAt('woman');

/** Resident numbers exist, and the one day they began on is past. */
const FIRST_CERTAIN_DAY = 19_840_501;
/** Rule `first-of-january` speaks of dates before. */
const NEW_YEAR_TRUSTED_FROM = 20_040_101;
/** From here on an office has a code, and rule `office-missing` asks for it. */
const CODED_OFFICES_FROM = 20_031_001;
const EIGHTEEN_DIGITS_FROM = 19_991_001;
const FIFTEEN_DIGITS_TO = 20_121_231;
const EARLIEST_MARRIAGE = 19_500_501;
/** A placeholder day (rule `date-placeholder`). */
const COMPUTER_EPOCH = 19_700_101;
const RESIDENT_NUMBERS_BEGIN = 19_840_406;
const OLDEST_YEARS = 85;
/** Well past the birthday, so that day-after rules, leap days and the one-day gap cannot matter. */
const AGE_MARGIN = 200;
const YEAR = 10_000;
const MAINLAND = 1;
const RESIDENT_CARD = 1;
const CHINA = 156;
const [IA, IB, ICA, ICB] = [1, 2, 3, 4];
const MARRIED_FROM = 20;
const MARRIED_TO = 23;
const UNMARRIED = 10;
const WIDOWED = 30;
const DIVORCED = 40;
const ISSUED = ['', 'J', 'L', 'BJ', 'BL'];
const EARLIER = ['', '', 'J', 'J', 'L'];
const FIRST_CENTENARIAN_SEQUENCE = 996;

/** Rows before the codes name their office in words only; no rule looks such an office up. */
const UNCODED_OFFICE: CertainOffice = { first: 0, last: CODED_OFFICES_FROM, city: -1, stems: [] };

/**
 * Decides from numbers and bytes that no rule has anything to say about a row: two mainland parties with resident
 * numbers, a certificate of a known pattern, everything agreeing with a margin. When in doubt it says no, and the
 * rules themselves decide; `test/import/fast` holds both to the same outcome on random rows.
 */
export class CertainRelations {
  private readonly row: RowBuffer;
  private readonly cells: CertainCells;
  private readonly places: CertainPlaces;
  /** In a narrower area than the province a row must name its office by code (rule `office-outside-area`). */
  private readonly uncodedOffice: CertainOffice | undefined;
  private readonly today: number;
  private readonly scansKnown: boolean;
  private readonly manYears: number;
  private readonly womanYears: number;
  private readonly coolingOffStarts: readonly number[];
  private readonly coolingOffBegins: number;
  /** A term that the year of margin for earlier dates would not cover. */
  private readonly coolingOffIsLong: boolean;
  private readonly formLaws: readonly { readonly first: number; readonly last: number; readonly forms: string }[];
  private readonly hukouLaws: readonly (readonly [number, number])[];

  constructor(row: RowBuffer, cells: CertainCells, { reference, today, scansPresent, area }: RowCheckSetup) {
    this.row = row;
    this.cells = cells;
    this.places = new CertainPlaces(reference, area);
    this.uncodedOffice = area === '' ? UNCODED_OFFICE : undefined;
    this.today = today;
    this.scansKnown = scansPresent !== undefined;
    this.manYears = strictestAge(reference, 'manYears');
    this.womanYears = strictestAge(reference, 'womanYears');
    const coolingOff = reference.tables.laws.filter((law) => law.key === 'cooling-off');
    this.coolingOffStarts = coolingOff.map((law) => spanOf(law)[0]);
    this.coolingOffIsLong = coolingOff.some((law) => Number(law.values['windowStartDays']) > 300);
    this.formLaws = reference.tables.laws
      .filter((law) => law.key === 'certificate-form')
      .map((law) => ({ first: spanOf(law)[0], last: spanOf(law)[1], forms: String(law.values['forms']) }));
    this.coolingOffBegins = Math.min(...this.coolingOffStarts);
    this.hukouLaws = reference.tables.laws.filter((law) => law.key === 'jurisdiction' && law.values['rule'] === 'residence').map(spanOf);
  }

  hold(): boolean {
    const { numbers } = this.cells;
    const type = numbers[OP_TYPE] as number;
    const day = numbers[OP_DATE] as number;
    if (day < FIRST_CERTAIN_DAY || day > this.today || type < IA || type > ICB || !this.hasNothingUnusual(day)) return false;
    const office = this.officeOn(day);
    if (office === undefined || !this.certificateFits(type, day, office) || !this.earlierFits(type, day)) return false;
    if (type === IB && this.isNearCoolingOff(day)) return false;
    if (!this.partyFits(MAN, type, day) || !this.partyFits(WOMAN, type, day)) return false;
    if (this.sameValue(MAN.name, WOMAN.name) || this.sameValue(MAN.number, WOMAN.number)) return false;
    return this.archiveFits(day) && (type > IB || this.isInJurisdiction(day, office));
  }

  private hasNothingUnusual(day: number): boolean {
    if (day < NEW_YEAR_TRUSTED_FROM && day % YEAR === 101) return false;
    for (const index of EXPECTED_EMPTY) if (this.isFilled(index)) return false;
    const { numbers } = this.cells;
    if (numbers[REMEDY] !== 0) return false;
    // The same couple again: a marriage of two divorced people (rule `renewal-needs-divorced`).
    return numbers[RENEWAL] === 0 || (numbers[OP_TYPE] === IA && numbers[MAN.marital] === DIVORCED && numbers[WOMAN.marital] === DIVORCED);
  }

  private isFilled(index: number): boolean {
    return (this.row.ends[index] as number) > (this.row.starts[index] as number);
  }

  private officeOn(day: number): CertainOffice | undefined {
    const { entries, numbers } = this.cells;
    const hasName = this.isFilled(DEPT_NAME);
    if (hasName && numbers[DEPT_NAME] !== 0) return undefined;
    if (this.isFilled(DEPT_CODE)) return this.places.office(entries[DEPT_CODE] as Entry, hasName ? entries[DEPT_NAME] : undefined, day);
    return hasName && day < CODED_OFFICES_FROM ? this.uncodedOffice : undefined;
  }

  private certificateFits(type: number, day: number, office: CertainOffice): boolean {
    const certificate = this.isFilled(CERT_NO) ? this.cells.certificates[CERT_NO] : undefined;
    if (certificate === undefined || !this.formIsOf(certificate.form, day)) return false;
    const { form, kind, year, region } = certificate;
    if ((kind !== undefined && kind !== ISSUED[type]) || (year !== 0 && year !== Math.trunc(day / YEAR))) return false;
    if (form !== 'F1') return true;
    return this.places.certificateRegion(region, year) && (office.city === -1 || office.city === Math.trunc(region / 100));
  }

  private formIsOf(form: string, day: number): boolean {
    for (const { first, last, forms } of this.formLaws) if (day >= first && day <= last) return forms.includes(form);
    return false;
  }

  /** A marriage names nothing earlier; a divorce and a reissue name what they end or replace, a divorce today well before. */
  private earlierFits(type: number, day: number): boolean {
    const hasNumber = this.isFilled(OLD_CERT_NO);
    const hasDay = this.isFilled(OLD_OP_DATE);
    if (type === IA) return !hasNumber && !hasDay;
    if (!hasNumber && !hasDay && type >= ICA) return false;
    if (hasNumber && !this.earlierCertificateFits(type)) return false;
    const earlier = this.cells.numbers[OLD_OP_DATE] as number;
    if (!hasDay) return true;
    const gap = type === IB && day >= this.coolingOffBegins ? YEAR : 0;
    return earlier >= EARLIEST_MARRIAGE && earlier !== COMPUTER_EPOCH && earlier + gap <= day;
  }

  private earlierCertificateFits(type: number): boolean {
    const kind = this.cells.certificates[OLD_CERT_NO]?.kind;
    return (kind === undefined || kind === EARLIER[type]) && !this.sameValue(CERT_NO, OLD_CERT_NO);
  }

  private isNearCoolingOff(day: number): boolean {
    for (const begins of this.coolingOffStarts) if (day >= begins && day < begins + YEAR) return true;
    return this.coolingOffIsLong;
  }

  private partyFits(party: PartyAt, type: number, day: number): boolean {
    const { numbers } = this.cells;
    if (!this.isFilled(party.name) || !this.isFilled(party.number)) return false;
    if (numbers[party.idType] !== MAINLAND || numbers[party.documentType] !== RESIDENT_CARD || numbers[party.nation] !== CHINA)
      return false;
    return this.statusFits(numbers[party.marital] as number, type, this.isFilled(party.marital)) && this.numberFits(party, type, day);
  }

  private statusFits(status: number, type: number, given: boolean): boolean {
    if (!given) return true;
    if (type === IA) return status === UNMARRIED || status === WIDOWED || status === DIVORCED;
    return type !== IB || (status >= MARRIED_FROM && status <= MARRIED_TO);
  }

  private numberFits(party: PartyAt, type: number, day: number): boolean {
    const start = this.row.starts[party.number] as number;
    const isLong = (this.row.ends[party.number] as number) - start === 18;
    const birth = isLong ? this.birthOfEighteen(start, day) : this.birthOfFifteen(start, day);
    if (birth < 0 || birth !== this.cells.numbers[party.birth]) return false;
    const sequence = this.row.bytes[start + (isLong ? 16 : 14)] as number;
    if (((sequence & 1) === 1) !== party.oddSequence) return false;
    const years = type === IA ? (party.oddSequence ? this.manYears : this.womanYears) : 0;
    if (day < birth + years * YEAR + AGE_MARGIN || day > birth + OLDEST_YEARS * YEAR) return false;
    const region = readDigits(this.row.bytes, start, start + 6);
    // 81, 82 and 83 begin residence permits, which have rules of their own.
    return region < 800_000 && region >= 100_000 && this.places.regionMeets(region, Math.max(birth, RESIDENT_NUMBERS_BEGIN), day);
  }

  private birthOfEighteen(start: number, day: number): number {
    const { bytes } = this.row;
    return day >= EIGHTEEN_DIGITS_FROM && hasSoundCheck(bytes, start) ? readCompactDay(bytes, start + 6) : -1;
  }

  private birthOfFifteen(start: number, day: number): number {
    const { bytes } = this.row;
    const sequence = readDigits(bytes, start + 12, start + 15);
    if (day > FIFTEEN_DIGITS_TO || sequence < 0 || sequence >= FIRST_CENTENARIAN_SEQUENCE) return -1;
    return readShortDay(bytes, start + 6);
  }

  private sameValue(a: number, b: number): boolean {
    const { bytes, starts, ends } = this.row;
    return bytes.compare(bytes, starts[b], ends[b], starts[a], ends[a]) === 0;
  }

  private archiveFits(day: number): boolean {
    const { numbers } = this.cells;
    const year = Math.trunc(day / YEAR);
    const archiveYear = numbers[DOC_YEAR] as number;
    if (archiveYear !== 0 && archiveYear !== year && archiveYear !== year + 1) return false;
    if (this.scansKnown) return !this.isFilled(SCANS) && !this.isFilled(PAGES);
    return !this.isFilled(SCANS) || !this.isFilled(PAGES) || numbers[SCANS] === numbers[PAGES];
  }

  /** While the law bound the registry to the hukou, one address must name its city or county. */
  private isInJurisdiction(day: number, office: CertainOffice): boolean {
    let bound = false;
    for (const [first, last] of this.hukouLaws) if (day >= first && day <= last) bound = true;
    if (!bound || !this.isFilled(MAN.address) || !this.isFilled(WOMAN.address)) return true;
    if (office.stems.length === 0) return true;
    return this.mentions(MAN.address, office) || this.mentions(WOMAN.address, office);
  }

  private mentions(index: number, { stems }: CertainOffice): boolean {
    for (const stem of stems) if (this.contains(index, stem)) return true;
    return false;
  }

  private contains(index: number, stem: Buffer): boolean {
    const { bytes, starts, ends } = this.row;
    const last = (ends[index] as number) - stem.length;
    const [first] = stem;
    for (let from = starts[index] as number; from <= last; from += 1) {
      if (bytes[from] !== first) continue;
      let same = 1;
      while (same < stem.length && bytes[from + same] === stem[same]) same += 1;
      if (same === stem.length) return true;
    }
    return false;
  }
}

/** The highest minimum age of any law: above it no law can object. */
function strictestAge(reference: Reference, key: 'manYears' | 'womanYears'): number {
  const ages = reference.tables.laws.filter((law) => law.key === 'minimum-age').map((law) => Number(law.values[key]));
  return Math.max(...ages);
}

function spanOf(law: LawRow): readonly [number, number] {
  return [Number(law.from.replaceAll('-', '')), law.to === undefined ? 99_991_231 : Number(law.to.replaceAll('-', ''))];
}
