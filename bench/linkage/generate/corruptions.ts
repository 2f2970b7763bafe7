import { dateOf, dayOf, isoText, twoDigits } from '../../../samples/generate/civil-day.js';
import { fifteenDigits } from '../../../samples/generate/identity-numbers.js';
import { lunarWrittenAsSolar } from '../../../samples/generate/lunar.js';
import type { Random } from '../../../samples/generate/random.js';
import type { Confusions } from './confusions.js';
import { withBody } from './documents.js';
import { nameOf, type Party, type Registration } from './registration.js';

/** What people and machines get wrong about an event that is already in another archive. */
export interface Mistakes {
  /** Who types by ear takes one character of a name for another. */
  readonly sound: Confusions;
  /** And who reads worn paper. */
  readonly shape: Confusions;
}

/** Spoils the paper; false when it has nothing to spoil. What comes out must still be taken in by the registry's rules. */
export type Corruption = (paper: Registration, random: Random, mistakes: Mistakes) => boolean;

const someone = (paper: Registration, random: Random): Party => (random.chance(0.5) ? paper.man : paper.woman);

function onName(change: (name: string, random: Random, mistakes: Mistakes) => string | undefined): Corruption {
  return (paper, random, mistakes) => {
    const party = someone(paper, random);
    const name = nameOf(party);
    const changed = change(name, random, mistakes);
    if (changed === undefined || changed === name) return false;
    party.nameText = changed;
    return true;
  };
}

/** Sequence and county of the number, with its check character made right again: a wrong one would be quarantined. */
function onNumber(change: (seventeen: string, random: Random) => string | undefined): Corruption {
  return (paper, random) => {
    const party = someone(paper, random);
    const { numberText } = party;
    if (numberText === '') return false;
    const changed = change(party.number.slice(0, 17), random);
    if (changed === undefined || changed === party.number.slice(0, 17)) return false;
    party.numberText = numberText.length === 15 ? fifteenDigits(changed) : withBody(changed);
    return true;
  };
}

const COUNTY_DIGITS = [4, 5] as const;
const SEQUENCE_DIGITS = [14, 15] as const;

function otherDigit(seventeen: string, random: Random, by: (digit: number) => number): string {
  const at = random.chance(0.3) ? random.pick(COUNTY_DIGITS) : random.pick(SEQUENCE_DIGITS);
  return seventeen.slice(0, at) + String(by(Number(seventeen.charAt(at)))) + seventeen.slice(at + 1);
}

/** How print misleads: 0 and 8, 1 and 7, 3 and 8, 5 and 6. */
const LIKE_DIGIT = [8, 7, 7, 8, 9, 6, 5, 1, 0, 4];

function swapSequence(seventeen: string): string | undefined {
  return seventeen.slice(0, 14) + seventeen.charAt(15) + seventeen.charAt(14) + seventeen.slice(16);
}

/** A birth is told again only where no number says it. */
function onBirth(change: (iso: string, random: Random) => string | undefined): Corruption {
  return (paper, random) => {
    const party = someone(paper, random);
    if (party.numberText !== '' || party.birthText.length !== 10) return false;
    const changed = change(party.birthText, random);
    if (changed === undefined || changed === party.birthText) return false;
    party.birthText = changed;
    return true;
  };
}

/** Where the certificate's number has the year in it only a date of the same year can stand beside it. */
function onDate(change: (paper: Registration, random: Random) => string | undefined): Corruption {
  return (paper, random) => {
    if (paper.dateText.length !== 10) return false;
    const changed = change(paper, random);
    if (changed === undefined || changed === paper.dateText || changed.slice(0, 4) !== paper.dateText.slice(0, 4)) return false;
    paper.dateText = changed;
    return true;
  };
}

function dayAndMonthSwapped(iso: string): string | undefined {
  const [year = '', month = '', day = ''] = iso.split('-');
  return Number(day) > 12 || day === month ? undefined : `${year}-${day}-${month}`;
}

const REFORM = dayOf(2003, 10, 1);
const SERIAL = /\d{4,6}(?=号?$)|(?<=第)\d+(?=号)/u;

function otherSerial(certificate: string, random: Random): string {
  return certificate.replace(SERIAL, (serial) => {
    const at = serial.length - 1 - random.below(Math.min(3, serial.length));
    return serial.slice(0, at) + String((Number(serial.charAt(at)) + random.between(1, 9)) % 10) + serial.slice(at + 1);
  });
}

const ZERO_SERIAL = /(?:^|\D)0+(?=号?$)/u;

export const CORRUPTIONS = {
  'name-sound': onName((name, random, { sound }) => sound.mistake(name, random)),
  'name-shape': onName((name, random, { shape }) => shape.mistake(name, random)),
  'name-shortened': onName((name, random) => (name.length === 3 ? name.charAt(0) + name.charAt(random.chance(0.7) ? 2 : 1) : undefined)),
  'name-turned': onName((name) => (name.length === 3 ? name.charAt(0) + name.charAt(2) + name.charAt(1) : undefined)),
  'name-blotted': onName((name, random) => {
    const at = random.between(1, name.length - 1);
    return `${name.slice(0, at)}□${name.slice(at + 1)}`;
  }),
  'number-digit': onNumber((seventeen, random) => otherDigit(seventeen, random, (digit) => (digit + random.between(1, 9)) % 10)),
  'number-like-digit': onNumber((seventeen, random) => otherDigit(seventeen, random, (digit) => LIKE_DIGIT[digit] ?? 0)),
  'number-swap': onNumber(swapSequence),
  'number-two-digits': onNumber((seventeen, random) =>
    otherDigit(
      otherDigit(seventeen, random, (digit) => (digit + 3) % 10),
      random,
      (digit) => (digit + 4) % 10,
    ),
  ),
  /** Until the regulation of 2003 an archive without numbers is only incomplete. */
  'number-missing': (paper, random) => {
    if (paper.day >= REFORM) return false;
    const parties = random.chance(0.4) ? [paper.man, paper.woman] : [someone(paper, random)];
    for (const party of parties) party.numberText = '';
    return true;
  },
  /** The other archive keyed the numbers of the household register of a later year, or of the first identity card. */
  'number-other-length': (paper) => {
    let changed = false;
    for (const party of [paper.man, paper.woman]) {
      if (party.numberText.length !== 15) continue;
      party.numberText = party.number;
      changed = true;
    }
    return changed;
  },
  'birth-digit': onBirth((iso, random) => {
    const { year, month, day } = dateOf(Date.parse(iso) / 86_400_000);
    if (random.chance(0.4)) return isoText(dayOf(year - random.between(1, 2), month, day));
    return isoText(dayOf(year, month, Math.min(28, 1 + ((day + random.between(0, 9)) % 28))));
  }),
  'birth-swapped': onBirth(dayAndMonthSwapped),
  'birth-lunar': onBirth((iso) => lunarWrittenAsSolar(iso)),
  'birth-partial': onBirth((iso, random) => iso.slice(0, random.chance(0.5) ? 4 : 7)),
  'date-near': onDate(({ day }, random) => isoText(day + random.between(1, 3) * (random.chance(0.5) ? 1 : -1))),
  'date-digit': onDate(({ dateText }, random) => {
    const day = 1 + ((Number(dateText.slice(8)) + 9 * random.between(1, 2)) % 28);
    return `${dateText.slice(0, 8)}${twoDigits(day)}`;
  }),
  'date-swapped': onDate(({ dateText }) => dayAndMonthSwapped(dateText)),
  'date-lunar': onDate(({ dateText, day }) => (day < dayOf(1980, 1, 1) ? lunarWrittenAsSolar(dateText) : undefined)),
  'date-partial': onDate(({ dateText, day }) => (day < dayOf(1984, 1, 1) ? dateText.slice(0, 7) : undefined)),
  'certificate-digit': (paper, random) => {
    const changed = otherSerial(paper.certificate, random);
    if (changed === paper.certificate || ZERO_SERIAL.test(changed)) return false;
    paper.certificate = changed;
    return true;
  },
  'certificate-missing': (paper) => {
    if (paper.day >= REFORM || paper.certificate === '') return false;
    paper.certificate = '';
    return true;
  },
  /** The old paper has the long form, the other archive's index only the serial. */
  'certificate-other-form': (paper, random) => {
    const [serial] = SERIAL.exec(paper.certificate) ?? [];
    if (serial === undefined || paper.day >= REFORM) return false;
    paper.certificate = random.chance(0.5) ? `第${Number(serial)}号` : `No.${serial.padStart(6, '0')}`;
    return true;
  },
  'office-short': (paper) => {
    const short = paper.officeName
      .replace('人民公社管理委员会', '公社')
      .replace('公社革命委员会', '公社')
      .replace('公社管理委员会', '公社')
      .replace('乡人民委员会', '乡')
      .replace('镇人民政府', '镇政府')
      .replace('民政局婚姻登记处', '婚姻登记处');
    if (short === paper.officeName) return false;
    paper.officeName = short;
    return true;
  },
  'office-missing-code': (paper) => {
    if (paper.officeCode === '' || paper.day >= REFORM) return false;
    paper.officeCode = '';
    return true;
  },
  'address-short': (paper, random) => {
    const party = someone(paper, random);
    party.address = party.address.replace('广东省', '').replace(/^[^市]+市(?=.{2,}[县市区])/u, '');
    return true;
  },
  'address-missing': (paper, random) => {
    someone(paper, random).address = '';
    return true;
  },
  'address-moved': (paper, random) => {
    const party = someone(paper, random);
    party.address = party.address.replace(/\d+号$/u, () => `${random.between(1, 399)}号`);
    return true;
  },
  'volume-other': (paper, random) => {
    paper.volume = `${paper.archiveYear}-${String(random.between(1, 60)).padStart(3, '0')}-${random.between(1, 400)}`;
    return true;
  },
  'volume-missing': (paper) => {
    paper.volume = '';
    return true;
  },
  'registrar-missing': (paper) => {
    paper.operator = '';
    return true;
  },
  'registrar-other': (paper, random) => {
    paper.operator = `${random.pick(['欧', '简', '苏', '温'])}${random.pick(['示例', '样本', '试行'])}`;
    return true;
  },
  /** The man's columns hold the woman: only where no number would tell. */
  'parties-exchanged': (paper) => {
    if (paper.man.numberText !== '' || paper.woman.numberText !== '' || paper.day >= dayOf(1984, 1, 1)) return false;
    [paper.man, paper.woman] = [paper.woman, paper.man];
    return true;
  },
} as const satisfies Readonly<Record<string, Corruption>>;

export type CorruptionKind = keyof typeof CORRUPTIONS;

/** Fields that say what was registered: a second paper that has all of them alike is refused when it is imported. */
export function identityOf(paper: Registration): string {
  const { opType, dateText, certificate, officeCode, man, woman } = paper;
  return [opType, dateText, certificate, officeCode, nameOf(man), man.numberText, nameOf(woman), woman.numberText].join('|');
}
