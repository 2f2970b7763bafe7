import { DOCUMENT_KINDS, RECORD_WORDS, WORD } from '../features/record-layout.js';
import { DateComparer } from './compare-dates.js';
import { birthInDocument, compareDocuments, documentKind, isResident } from './compare-documents.js';
import { compareCertificates, compareFlags, compareOffices, compareRegistrars, compareVolumes } from './compare-event.js';
import { NameComparer } from './compare-names.js';
import type { HanLikeness } from './han-likeness.js';
import { ADDRESS, BIRTH, COUPLE_SIZES, DOCUMENT, EVENT_SIZES, FOLK, PARTIES, PARTY_SIZES } from './levels.js';

/** Where a party's parts lie in the record, and in the words that both parties share. */
interface PartyPlaces {
  readonly name: number;
  readonly document: number;
  readonly birth: number;
  readonly address: number;
  readonly lengthShift: number;
  readonly folkShift: number;
  readonly documentsShift: number;
}

const MAN: PartyPlaces = {
  name: WORD.NAME_MAN,
  document: WORD.DOCUMENT_MAN,
  birth: WORD.BIRTH_MAN,
  address: WORD.ADDRESS_MAN,
  lengthShift: 0,
  folkShift: 16,
  documentsShift: 0,
};
const WOMAN: PartyPlaces = {
  name: WORD.NAME_WOMAN,
  document: WORD.DOCUMENT_WOMAN,
  birth: WORD.BIRTH_WOMAN,
  address: WORD.ADDRESS_WOMAN,
  lengthShift: 8,
  folkShift: 24,
  documentsShift: 16,
};

const HAN_FOLK = 1;

/**
 * Compares two records. `begin` names them; then each part gives its levels packed into one number, so that a caller can stop as soon
 * as a pair is out of the question.
 */
export class PairComparer {
  /** Whether the right record is read with its parties exchanged. */
  isCrossed = false;
  private readonly words: Uint32Array;
  private readonly names: NameComparer;
  private readonly dates = new DateComparer();
  private left = 0;
  private right = 0;

  constructor(words: Uint32Array, han: HanLikeness) {
    this.words = words;
    this.names = new NameComparer(han);
  }

  begin(left: number, right: number): void {
    this.left = left * RECORD_WORDS;
    this.right = right * RECORD_WORDS;
    this.isCrossed = this.looksCrossed();
  }

  man(): number {
    return this.party(MAN, this.isCrossed ? WOMAN : MAN);
  }

  woman(): number {
    return this.party(WOMAN, this.isCrossed ? MAN : WOMAN);
  }

  couple(): number {
    const [, addresses, folks] = COUPLE_SIZES;
    return ((this.isCrossed ? PARTIES.crossed : PARTIES.straight) * addresses + this.addresses()) * folks + this.folks();
  }

  event(): number {
    const { words, left, right } = this;
    const [, certificates, offices, registrars, volumes, flags] = EVENT_SIZES;
    const date = this.dates.compare(words[left + WORD.OP_DATE] ?? 0, words[right + WORD.OP_DATE] ?? 0);
    const office = compareOffices(words, left, right);
    const paper = (date * certificates + compareCertificates(words, left, right)) * offices + office;
    const place = (paper * registrars + compareRegistrars(words, left, right, office)) * volumes + compareVolumes(words, left, right);
    return place * flags + compareFlags(words, left, right);
  }

  /** The man of one is the woman of the other, and not the man too. */
  private looksCrossed(): boolean {
    const { words, left, right } = this;
    const isMan = sameTwo(words, left + MAN.name, right + MAN.name) || sameTwo(words, left + MAN.document, right + MAN.document);
    if (isMan) return false;
    return (
      sameTwo(words, left + MAN.document, right + WOMAN.document) ||
      sameTwo(words, left + WOMAN.document, right + MAN.document) ||
      (sameTwo(words, left + MAN.name, right + WOMAN.name) && !sameTwo(words, left + WOMAN.name, right + WOMAN.name)) ||
      (sameTwo(words, left + WOMAN.name, right + MAN.name) && !sameTwo(words, left + WOMAN.name, right + WOMAN.name)) ||
      this.hasCrossedBirths()
    );
  }

  /** Both births in each other's place: what is left when both names are misspelt and there are no numbers. */
  private hasCrossedBirths(): boolean {
    const { words, left, right } = this;
    const man = words[left + MAN.birth] ?? 0;
    const woman = words[left + WOMAN.birth] ?? 0;
    return man !== 0 && woman !== 0 && man !== woman && man === words[right + WOMAN.birth] && woman === words[right + MAN.birth];
  }

  private party(ofLeft: PartyPlaces, ofRight: PartyPlaces): number {
    const [, documents, births] = PARTY_SIZES;
    const document = this.document(ofLeft, ofRight);
    return (this.name(ofLeft, ofRight) * documents + document) * births + this.birth(ofLeft, ofRight, document);
  }

  private name(ofLeft: PartyPlaces, ofRight: PartyPlaces): number {
    const { words } = this;
    const left = this.left + ofLeft.name;
    const right = this.right + ofRight.name;
    const leftLow = words[left] ?? 0;
    const rightLow = words[right] ?? 0;
    const leftLength = ((words[this.left + WORD.NAMES_AND_FOLK] ?? 0) >>> ofLeft.lengthShift) & 0xff;
    const rightLength = ((words[this.right + WORD.NAMES_AND_FOLK] ?? 0) >>> ofRight.lengthShift) & 0xff;
    return this.names.compare(leftLow, words[left + 1] ?? 0, leftLength, rightLow, words[right + 1] ?? 0, rightLength);
  }

  private document(ofLeft: PartyPlaces, ofRight: PartyPlaces): number {
    const { words } = this;
    const left = this.left + ofLeft.document;
    const right = this.right + ofRight.document;
    const leftPart = ((words[this.left + WORD.DOCUMENTS] ?? 0) >>> ofLeft.documentsShift) & 0xffff;
    const rightPart = ((words[this.right + WORD.DOCUMENTS] ?? 0) >>> ofRight.documentsShift) & 0xffff;
    return compareDocuments(words[left] ?? 0, words[left + 1] ?? 0, leftPart, words[right] ?? 0, words[right + 1] ?? 0, rightPart);
  }

  private birth(ofLeft: PartyPlaces, ofRight: PartyPlaces, document: number): number {
    const bothHaveIt = document !== DOCUMENT.missing && document !== DOCUMENT.otherKind && document !== DOCUMENT.nothing;
    if (bothHaveIt) return BIRTH.implied;
    return this.dates.compare(this.birthOf(this.left, ofLeft), this.birthOf(this.right, ofRight));
  }

  /** As given, else as the document number has it. */
  private birthOf(record: number, places: PartyPlaces): number {
    const { words } = this;
    const given = words[record + places.birth] ?? 0;
    if (given !== 0) return given;
    const kind = documentKind(((words[record + WORD.DOCUMENTS] ?? 0) >>> places.documentsShift) & 0xffff);
    if (kind === DOCUMENT_KINDS.none || !isResident(kind)) return 0;
    return birthInDocument(words[record + places.document] ?? 0, words[record + places.document + 1] ?? 0);
  }

  private addresses(): number {
    const same = this.addressAgrees(MAN) + this.addressAgrees(WOMAN);
    if (same >= 2 * AGREES) return ADDRESS.both;
    if (same >= AGREES) return ADDRESS.one;
    return same === 0 ? ADDRESS.missing : ADDRESS.other;
  }

  /** 0 when one of the two is not given. */
  private addressAgrees(party: PartyPlaces): number {
    const { words } = this;
    const left = words[this.left + party.address] ?? 0;
    const right = words[this.right + this.rightOf(party).address] ?? 0;
    if (left === 0 || right === 0) return 0;
    return left === right ? AGREES : DIFFERS;
  }

  private folks(): number {
    const man = this.folkAgrees(MAN);
    const woman = this.folkAgrees(WOMAN);
    if (man === FOLK.other || woman === FOLK.other) return FOLK.other;
    return Math.max(man, woman);
  }

  private folkAgrees(party: PartyPlaces): number {
    const left = ((this.words[this.left + WORD.NAMES_AND_FOLK] ?? 0) >>> party.folkShift) & 0xff;
    const right = ((this.words[this.right + WORD.NAMES_AND_FOLK] ?? 0) >>> this.rightOf(party).folkShift) & 0xff;
    if (left === 0 || right === 0) return FOLK.missing;
    if (left !== right) return FOLK.other;
    return left === HAN_FOLK ? FOLK.same : FOLK.sameMinority;
  }

  private rightOf(party: PartyPlaces): PartyPlaces {
    if (!this.isCrossed) return party;
    return party === MAN ? WOMAN : MAN;
  }
}

/** Two addresses that agree outweigh any that differ. */
const AGREES = 4;
const DIFFERS = 1;

/** Whether two words are the same and given. */
function sameTwo(words: Uint32Array, left: number, right: number): boolean {
  return words[left] !== 0 && words[left] === words[right] && words[left + 1] === words[right + 1];
}

/** The level of a name packed with those of its document and birth. */
export function nameLevelOf(party: number): number {
  return Math.trunc(party / (PARTY_SIZES[1] * PARTY_SIZES[2]));
}
