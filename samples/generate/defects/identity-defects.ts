import { dayFromIso, isoText } from '../civil-day.js';
import { checkCharacter, fifteenDigits } from '../identity-numbers.js';
import { padded } from '../eras.js';
import { lunarWrittenAsSolar } from '../lunar.js';
import { hasNumbers, isModern, type Defect } from './defect.js';
import type { FieldKey, Role } from '../../../src/domain/fields.js';
import type { Random } from '../random.js';
import type { SampleRow } from '../row.js';

const ROLES: readonly Role[] = ['man', 'woman'];

/** Since 2004 an archive without the number is wrong; before, it is only incomplete. */
function requiresNumbers(row: SampleRow): boolean {
  return row.op_date >= '2004' && hasNumbers(row);
}

type Respell = (number: string, random: Random) => string;

/** Spoils the number of one party, chosen by chance. */
function respell(change: Respell): Defect['apply'] {
  return (row, random) => {
    const key: FieldKey = `cert_num_${random.pick(ROLES)}`;
    row[key] = change(row[key], random);
    return [key];
  };
}

function withCheck(seventeen: string): string {
  return seventeen + checkCharacter(seventeen);
}

function roundedAsInSpreadsheet(number: string): string {
  return `${number.slice(0, 15)}000`;
}

function fitsRounding(row: SampleRow): boolean {
  return hasNumbers(row) && ROLES.every((role) => roundedFails(row[`cert_num_${role}`]));
}

function roundedFails(number: string): boolean {
  return checkCharacter(roundedAsInSpreadsheet(number)) !== '0';
}

function moveBirth(days: number): Defect['apply'] {
  return (row, random) => {
    const key: FieldKey = `birth_${random.pick(ROLES)}`;
    row[key] = isoText(dayFromIso(row[key]) + days);
    return [key];
  };
}

const PARTY_COLUMNS = ['name', 'cert_num', 'birth', 'folk', 'job', 'degree', 'marry_status', 'reg_detail'] as const;

function swapParties(row: SampleRow): readonly FieldKey[] {
  return PARTY_COLUMNS.flatMap((column) => {
    const [man, woman] = [`${column}_man`, `${column}_woman`] as const;
    [row[man], row[woman]] = [row[woman], row[man]];
    return [man, woman];
  });
}

function secondMonthDay30(number: string): string {
  return withCheck(`${number.slice(0, 10)}0230${number.slice(14, 17)}`);
}

/** The neighbouring sequence belongs to the other sex; 996 to 999 stay among themselves, so that the number stays nobody's. */
function otherSex(number: string): string {
  const sequence = Number(number.slice(14, 17)) ^ 1;
  return withCheck(number.slice(0, 14) + padded(sequence, 3));
}

/** A spreadsheet shows 18 digits as a power of ten: 4.40106E+17. */
function scientific(number: string): string {
  return `${number.charAt(0)}.${number.slice(1, 6)}E+17`;
}

function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
}

export const IDENTITY_DEFECTS: readonly Defect[] = [
  {
    kind: 'check-digit-wrong',
    outcome: 'quarantined',
    codes: ['document-check-digit'],
    fits: hasNumbers,
    apply: respell((number) => number.slice(0, 17) + (number.endsWith('1') ? '7' : '1')),
  },
  {
    kind: 'neighbouring-digits-swapped',
    outcome: 'quarantined',
    codes: ['document-check-digit'],
    fits: (row) => hasNumbers(row) && ROLES.every((role) => row[`cert_num_${role}`].slice(2, 4) !== '44'),
    apply: respell((number) => number.slice(0, 2) + number.charAt(3) + number.charAt(2) + number.slice(4)),
  },
  {
    kind: 'number-in-powers-of-ten',
    outcome: 'quarantined',
    codes: ['document-number-rounded'],
    fits: hasNumbers,
    apply: respell(scientific),
  },
  {
    kind: 'number-rounded-by-spreadsheet',
    outcome: 'quarantined',
    codes: ['document-number-rounded'],
    fits: fitsRounding,
    apply: respell(roundedAsInSpreadsheet),
  },
  { kind: 'number-sex-differs', outcome: 'quarantined', codes: ['document-sex-differs'], fits: hasNumbers, apply: respell(otherSex) },
  {
    kind: 'number-birth-impossible',
    outcome: 'quarantined',
    codes: ['document-birth-impossible'],
    fits: hasNumbers,
    apply: respell(secondMonthDay30),
  },
  {
    kind: 'number-region-unknown',
    outcome: 'quarantined',
    codes: ['document-region'],
    fits: hasNumbers,
    apply: respell((number) => withCheck(`449900${number.slice(6, 17)}`)),
  },
  {
    kind: 'number-with-letters-for-digits',
    outcome: 'quarantined',
    codes: ['document-shape'],
    fits: hasNumbers,
    apply: respell((number) => number.replace('19', 'l9').replace('0', 'O')),
  },
  {
    kind: 'number-cut-short',
    outcome: 'quarantined',
    codes: ['document-shape'],
    fits: hasNumbers,
    apply: respell((number) => number.slice(0, 16)),
  },
  {
    kind: 'number-placeholder',
    outcome: 'quarantined',
    codes: ['document-placeholder'],
    fits: requiresNumbers,
    apply: respell((number, random) => (random.chance(0.5) ? '0'.repeat(18) : `${'0'.repeat(10)}${number.slice(6, 14)}`)),
  },
  { kind: 'number-missing', outcome: 'quarantined', codes: ['document-missing'], fits: requiresNumbers, apply: respell(() => '') },
  {
    kind: 'same-number-twice',
    outcome: 'quarantined',
    codes: ['same-document'],
    fits: hasNumbers,
    apply: (row) => {
      row.cert_num_woman = row.cert_num_man;
      return ['cert_num_man', 'cert_num_woman'];
    },
  },
  { kind: 'parties-swapped', outcome: 'quarantined', codes: ['parties-swapped'], fits: hasNumbers, apply: swapParties },
  {
    kind: 'birth-differs-from-number',
    outcome: 'quarantined',
    codes: ['document-birth-differs'],
    fits: (row) => isModern(row) && hasNumbers(row),
    apply: moveBirth(-400),
  },
  {
    kind: 'birth-lunar-as-solar',
    outcome: 'flagged',
    codes: ['birth-looks-lunar'],
    fits: (row) => hasNumbers(row) && lunarWrittenAsSolar(row.birth_man) !== undefined,
    apply: (row) => {
      row.birth_man = lunarWrittenAsSolar(row.birth_man) ?? '';
      return ['birth_man', 'cert_num_man'];
    },
  },
  {
    kind: 'fifteen-digits-after-1999',
    outcome: 'accepted',
    codes: [],
    fits: (row) => hasNumbers(row) && row.op_date < '2013-01-01' && ROLES.every((role) => row[`birth_${role}`] < '1988'),
    apply: respell(fifteenDigits),
  },
  {
    kind: 'fifteen-digits-after-2013',
    outcome: 'quarantined',
    codes: ['document-fifteen-late'],
    fits: (row) => hasNumbers(row) && row.op_date >= '2013' && ROLES.every((role) => row[`birth_${role}`] < '1988'),
    apply: respell(fifteenDigits),
  },
  {
    kind: 'eighteen-digits-before-1999',
    outcome: 'flagged',
    codes: ['document-not-yet-issued'],
    fits: (row) => row.op_date < '1999-10-01' && ROLES.every((role) => row[`cert_num_${role}`].length === 15),
    apply: respell((number) => withCheck(`${number.slice(0, 6)}19${number.slice(6)}`)),
  },
  { kind: 'number-in-full-width', outcome: 'accepted', codes: [], fits: hasNumbers, apply: respell(fullWidth) },
  {
    kind: 'number-in-groups',
    outcome: 'accepted',
    codes: [],
    fits: hasNumbers,
    apply: respell((number) => `${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}`),
  },
  {
    kind: 'number-with-small-x',
    outcome: 'accepted',
    codes: [],
    fits: (row) => hasNumbers(row) && row.cert_num_man.endsWith('X'),
    apply: (row) => {
      row.cert_num_man = row.cert_num_man.toLowerCase();
      return ['cert_num_man'];
    },
  },
];
