import { FIELD_KEYS, type FieldKey } from '../../domain/fields.js';
import type { LawRow, Reference } from '../../domain/reference.js';
import type { RowBuffer } from '../rows/row-buffer.js';
import type { RowCheckSetup } from '../rows/row-checker.js';
import { hasSoundCheck, readCompactDay, readDigits } from './byte-numbers.js';
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
/** Filled, these mean a case for the rules: late registration, remarriage. */
const EXPECTED_EMPTY = [at('effective_date'), at('cohabit_date')];
const FLAGS = [at('renew_flag'), at('remedy_flag')];

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

/** From here on no rule of an older era speaks (first-of-January, missing numbers, old certificate forms). */
const FIRST_CERTAIN_DAY = 20_040_101;
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
const [J, L, B] = [0x4a, 0x4c, 0x42];

/**
 * Decides from numbers and bytes that no rule has anything to say about a row: two mainland parties with 18-digit
 * numbers, a certificate of form F1, from 2004 on, everything agreeing with a margin. When in doubt it says no, and the
 * rules themselves decide; `test/import/fast` holds both to the same outcome on random rows.
 */
export class CertainRelations {
  private readonly row: RowBuffer;
  private readonly cells: CertainCells;
  private readonly places: CertainPlaces;
  private readonly today: number;
  private readonly scansKnown: boolean;
  private readonly manYears: number;
  private readonly womanYears: number;
  private readonly coolingOff: readonly LawRow[];
  private readonly hukouLaws: readonly (readonly [number, number])[];

  constructor(row: RowBuffer, cells: CertainCells, { reference, today, scansPresent }: RowCheckSetup) {
    this.row = row;
    this.cells = cells;
    this.places = new CertainPlaces(reference);
    this.today = today;
    this.scansKnown = scansPresent !== undefined;
    this.manYears = strictestAge(reference, 'manYears');
    this.womanYears = strictestAge(reference, 'womanYears');
    this.coolingOff = reference.tables.laws.filter((law) => law.key === 'cooling-off');
    this.hukouLaws = reference.tables.laws.filter((law) => law.key === 'jurisdiction' && law.values['rule'] === 'residence').map(spanOf);
  }

  hold(): boolean {
    const { numbers } = this.cells;
    const type = numbers[OP_TYPE] as number;
    const day = numbers[OP_DATE] as number;
    if (day < FIRST_CERTAIN_DAY || day > this.today || type < IA || type > ICB) return false;
    if (!this.hasNothingUnusual()) return false;
    const office = this.officeOn(day);
    if (office === undefined || !this.certificateFits(type, day, office) || !this.earlierFits(type, day)) return false;
    if (type === IB && this.isNearCoolingOff(day)) return false;
    if (!this.partyFits(MAN, type, day) || !this.partyFits(WOMAN, type, day)) return false;
    if (this.sameValue(MAN.name, WOMAN.name) || this.sameValue(MAN.number, WOMAN.number)) return false;
    return this.archiveFits(day) && (type > IB || this.isInJurisdiction(day, office));
  }

  private hasNothingUnusual(): boolean {
    for (const index of EXPECTED_EMPTY) if (this.isFilled(index)) return false;
    for (const index of FLAGS) if (this.cells.numbers[index] !== 0) return false;
    return true;
  }

  private isFilled(index: number): boolean {
    return (this.row.ends[index] as number) > (this.row.starts[index] as number);
  }

  private officeOn(day: number): CertainOffice | undefined {
    const { entries } = this.cells;
    const code = this.isFilled(DEPT_CODE) ? entries[DEPT_CODE] : undefined;
    const name = this.isFilled(DEPT_NAME) ? entries[DEPT_NAME] : undefined;
    return code === undefined ? undefined : this.places.office(code, name, day);
  }

  private certificateFits(type: number, day: number, office: CertainOffice): boolean {
    if (!this.isFilled(CERT_NO) || !this.hasPrefix(CERT_NO, type === IA || type === ICA ? J : L, type >= ICA)) return false;
    const { bytes } = this.row;
    const end = this.row.ends[CERT_NO] as number;
    const year = readDigits(bytes, end - 11, end - 7);
    const region = readDigits(bytes, end - 18, end - 12);
    if (year !== Math.trunc(day / YEAR) || !this.places.certificateRegion(region, year)) return false;
    return office.city === -1 || office.city === Math.trunc(region / 100);
  }

  private hasPrefix(index: number, letter: number, reissued: boolean): boolean {
    const { bytes, starts, ends } = this.row;
    const start = starts[index] as number;
    const length = (ends[index] as number) - start - 18;
    if (reissued) return length === 2 && bytes[start] === B && bytes[start + 1] === letter;
    return length === 1 && bytes[start] === letter;
  }

  /** A marriage names nothing earlier; a divorce and a reissue name what they end or replace, at least a year before. */
  private earlierFits(type: number, day: number): boolean {
    const hasNumber = this.isFilled(OLD_CERT_NO);
    const hasDay = this.isFilled(OLD_OP_DATE);
    if (type === IA) return !hasNumber && !hasDay;
    if (!hasNumber && type >= ICA) return false;
    if (hasNumber && !this.hasPrefix(OLD_CERT_NO, type === ICB ? L : J, false)) return false;
    const earlier = this.cells.numbers[OLD_OP_DATE] as number;
    return !hasDay || (earlier >= FIRST_CERTAIN_DAY && earlier + YEAR <= day);
  }

  private isNearCoolingOff(day: number): boolean {
    for (const law of this.coolingOff) {
      const begins = Number(law.from.replaceAll('-', ''));
      if (Number(law.values['windowStartDays']) > 300 || (day >= begins && day < begins + YEAR)) return true;
    }
    return false;
  }

  private partyFits(party: PartyAt, type: number, day: number): boolean {
    const { numbers } = this.cells;
    if (!this.isFilled(party.name) || !this.isFilled(party.number)) return false;
    if (numbers[party.idType] !== MAINLAND || numbers[party.documentType] !== RESIDENT_CARD || numbers[party.nation] !== CHINA) return false;
    return this.statusFits(numbers[party.marital] as number, type, this.isFilled(party.marital)) && this.numberFits(party, type, day);
  }

  private statusFits(status: number, type: number, given: boolean): boolean {
    if (!given) return true;
    if (type === IA) return status === UNMARRIED || status === WIDOWED || status === DIVORCED;
    return type !== IB || (status >= MARRIED_FROM && status <= MARRIED_TO);
  }

  private numberFits(party: PartyAt, type: number, day: number): boolean {
    const { bytes } = this.row;
    const start = this.row.starts[party.number] as number;
    const birth = readCompactDay(bytes, start + 6);
    if (birth < 0 || birth !== this.cells.numbers[party.birth] || !hasSoundCheck(bytes, start)) return false;
    if ((((bytes[start + 16] as number) & 1) === 1) !== party.oddSequence) return false;
    const years = type === IA ? (party.oddSequence ? this.manYears : this.womanYears) : 0;
    if (day < birth + years * YEAR + AGE_MARGIN || day > birth + OLDEST_YEARS * YEAR) return false;
    const region = readDigits(bytes, start, start + 6);
    // 81, 82 and 83 begin residence permits, which have rules of their own.
    return region < 800_000 && region >= 100_000 && this.places.regionMeets(region, Math.max(birth, RESIDENT_NUMBERS_BEGIN), day);
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
