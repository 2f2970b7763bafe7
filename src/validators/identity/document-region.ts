import type { Finding } from '../../domain/finding.js';
import type { ResidentNumber } from '../../domain/identity-document.js';
import type { PartialDate } from '../../domain/partial-date.js';
import type { AsOf, RegionRow } from '../../domain/reference.js';
import type { Party } from '../../domain/registration.js';
import type { Rule } from '../../domain/rule.js';
import { eachParty, error, graded } from '../check.js';
import { EIGHTEEN_DIGITS_BEGIN, RESIDENT_NUMBERS_BEGIN, certainlyBefore } from '../eras.js';
import { soundNumber } from '../party-facts.js';

/**
 * No finding: the first six digits were a region at some time (with a year's tolerance) between the day the number can
 * first have been given (birth, at the earliest 1984-04-06) and the registration; or the number was added to the record
 * later, and the code was in use at any time since. A code that never existed is an error, and so is one that had ended
 * before the birth; a code older than the system of numbers or younger than the registration is a warning, because
 * both occur on genuine numbers (late reforms of the files, renumbering of shared numbers).
 */
export const documentRegion: Rule = {
  code: 'document-region',
  severity: 'error',
  fields: ['cert_num_man', 'cert_num_woman'],
  appliesTo: 'all',
  source: 'GB 11643-1999, GB/T 2260: region as of the assignment of the number',
  inForce: {},
  text: {
    zh: {
      title: '号码前六位地区码不符',
      message: '{field}（{readNumber}）的地区码 {region} 在发号时不是有效的行政区划代码。',
      advice: '请对照证件复印件核对前六位；确与证件一致的，保留并在备注说明。',
    },
    en: {
      title: 'Region code of the number',
      message: '{field} ({readNumber}) begins with {region}, which was no region code when the number was assigned.',
      advice: 'Compare the first six digits with the copy of the document; if they agree, keep them and say so in the remarks.',
    },
  },
  check: eachParty((party, { registration, reference, today }) => {
    const number = soundNumber(party);
    if (number === undefined || number.kind === 'residence-permit') return undefined;
    const span = assignmentSpan(number, registration.registeredOn, today);
    const found = reference.region(number.region, span.first, span.last);
    if (found.status === 'valid' || found.status === 'near') return undefined;
    if (found.status === 'unknown' && reference.regionEverExisted(number.region)) return undefined;
    return judge(party, number, found, span);
  }),
};

interface Span {
  readonly first: number;
  readonly last: number;
}

function assignmentSpan(number: ResidentNumber, registeredOn: PartialDate | undefined, today: number): Span {
  const first = Math.max(Number(number.birth), RESIDENT_NUMBERS_BEGIN);
  const addedLater =
    registeredOn === undefined ||
    registeredOn.last < first ||
    (number.kind === 'resident-18' && certainlyBefore(registeredOn, EIGHTEEN_DIGITS_BEGIN));
  return { first, last: addedLater ? Math.max(today, first) : registeredOn.last };
}

function judge(party: Party, number: ResidentNumber, found: AsOf<RegionRow>, span: Span): Finding {
  const fields = [party.fields.documentNumber];
  const values = { readNumber: number.text, region: number.region };
  if (found.status === 'unknown') return error(documentRegion.code, fields, values);
  const endedOn = dayOf(found.row.to);
  const endedBeforeBirth = endedOn !== undefined && endedOn < span.first && endedOn >= RESIDENT_NUMBERS_BEGIN;
  return graded(endedBeforeBirth, documentRegion.code, fields, values);
}

function dayOf(date: string | undefined): number | undefined {
  return date === undefined ? undefined : Number(date.replaceAll('-', ''));
}
