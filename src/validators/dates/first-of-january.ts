import type { PartialDate } from '../../domain/partial-date.js';
import type { Party } from '../../domain/registration.js';
import type { Rule } from '../../domain/rule.js';
import { once, warning } from '../check.js';
import { soundNumber } from '../party-facts.js';

/**
 * No finding: the registration is not on a 1 January, and not both births are (unless a number confirms one of them),
 * or the date may lie after 2003. A year typed as a full date is the commonest cause.
 */
export const firstOfJanuary: Rule = {
  code: 'first-of-january',
  severity: 'warning',
  fields: ['op_date', 'birth_man', 'birth_woman'],
  appliesTo: 'all',
  source: 'Backfill experience: 01-01 spikes (docs/records.md); 1 January is a public holiday',
  inForce: { to: '2003-12-31' },
  text: {
    zh: {
      title: '日期疑由年份补成',
      message: '{fields}为 1 月 1 日，疑为只知年份时补填。',
      advice: '请按纸质档案核对；只知年份的，改填四位年份。',
    },
    en: {
      title: 'Date looks padded from a year',
      message: '{fields}: 1 January, probably filled in where only the year was known.',
      advice: 'Check against the paper archive; where only the year is known, enter the four digits alone.',
    },
  },
  check: once(({ registration: { registeredOn, man, woman } }) => {
    if (isFirstOfJanuary(registeredOn)) return warning(firstOfJanuary.code, ['op_date']);
    const padded = isUnconfirmedNewYear(man) && isUnconfirmedNewYear(woman);
    return padded ? warning(firstOfJanuary.code, ['birth_man', 'birth_woman']) : undefined;
  }),
};

function isFirstOfJanuary(date: PartialDate | undefined): boolean {
  return date !== undefined && date.month === 1 && date.day === 1;
}

function isUnconfirmedNewYear(party: Party): boolean {
  return isFirstOfJanuary(party.bornOn) && soundNumber(party) === undefined;
}
