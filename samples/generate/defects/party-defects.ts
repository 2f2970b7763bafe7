import { compactText, dayFromIso, isoText, yearsLater, type CivilDay } from '../civil-day.js';
import { checkCharacter } from '../identity-numbers.js';
import { hasNumbers, type Defect } from './defect.js';
import type { FieldKey } from '../../../src/domain/fields.js';
import type { SampleRow } from '../row.js';

function isMarriage(row: SampleRow): boolean {
  return row.op_type === 'IA';
}

function isBeforeNumbers(row: SampleRow): boolean {
  return isMarriage(row) && row.cert_num_man === '' && row.op_date < '1984';
}

/** Later rows would need births after 1987, which a prefecture's numbers cannot have. */
function canBeYounger(row: SampleRow): boolean {
  const numbered = isMarriage(row) && hasNumbers(row) && row.op_date < '2003' && row.cert_num_man.slice(2, 4) >= '24';
  return numbered || isBeforeNumbers(row);
}

function setGroomBirth(row: SampleRow, bornOn: CivilDay): readonly FieldKey[] {
  row.birth_man = isoText(bornOn);
  if (row.cert_num_man !== '') {
    const seventeen = row.cert_num_man.slice(0, 6) + compactText(bornOn) + row.cert_num_man.slice(14, 17);
    row.cert_num_man = seventeen + checkCharacter(seventeen);
  }
  return ['birth_man', 'cert_num_man'];
}

function minimumYearsOfGroom(row: SampleRow): number {
  return row.op_date < '1981-01-01' ? 20 : 22;
}

export const PARTY_DEFECTS: readonly Defect[] = [
  {
    kind: 'under-age',
    outcome: 'quarantined',
    codes: ['minimum-age'],
    fits: canBeYounger,
    apply: (row) => setGroomBirth(row, dayFromIso(row.op_date) - 17 * 365),
  },
  {
    kind: 'age-reached-on-the-day',
    outcome: 'flagged',
    codes: ['minimum-age'],
    fits: (row) => isBeforeNumbers(row) && !row.op_date.endsWith('02-29'),
    apply: (row) => setGroomBirth(row, yearsLater(dayFromIso(row.op_date), -minimumYearsOfGroom(row))),
  },
  {
    kind: 'status-after-the-event',
    outcome: 'flagged',
    codes: ['marital-status-differs'],
    fits: isMarriage,
    apply: (row) => {
      row.marry_status_man = '20';
      row.marry_status_woman = '20';
      row.renew_flag = '0';
      return ['marry_status_man', 'marry_status_woman'];
    },
  },
  {
    kind: 'one-name-typed-twice',
    outcome: 'flagged',
    codes: ['same-name'],
    fits: () => true,
    apply: (row) => {
      row.name_woman = row.name_man;
      return ['name_woman'];
    },
  },
  {
    kind: 'foreign-nationality-of-mainlander',
    outcome: 'flagged',
    codes: ['category-nation'],
    fits: (row) => row.id_type_man === '1',
    apply: (row) => {
      row.nation_man = 'USA';
      return ['nation_man'];
    },
  },
  {
    kind: 'late-registration-without-date',
    outcome: 'flagged',
    codes: ['late-registration-dates'],
    fits: isMarriage,
    apply: (row) => {
      row.remedy_flag = '1';
      return ['remedy_flag'];
    },
  },
];
