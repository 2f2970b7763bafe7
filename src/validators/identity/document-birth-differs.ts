import type { Rule } from '../../domain/rule.js';
import { eachParty, graded } from '../check.js';
import { REGULATION_387, certainlyFrom } from '../eras.js';
import { birthDifference, birthValues } from './birth-difference.js';

/**
 * No finding: the birth column agrees with the number to the precision it has, or does so as a lunar date (birth-looks-lunar). From 2003-10-01 the column is copied from
 * the card, so a difference is an error; older rows copied the hukou book, so there it is a warning.
 */
export const documentBirthDiffers: Rule = {
  code: 'document-birth-differs',
  severity: 'error',
  fields: ['birth_man', 'birth_woman', 'cert_num_man', 'cert_num_woman'],
  appliesTo: 'all',
  source: 'GB 11643-1999; 婚姻登记条例(国务院令第387号) Art. 5',
  inForce: {},
  text: {
    zh: {
      title: '出生日期与证件号码不一致',
      message: '{field}（{birth}）与证件号码中的出生日期（{birthInDocument}）不一致。',
      advice: '请对照证件复印件，确定哪一个录错并更正。',
    },
    en: {
      title: 'Birth date and number differ',
      message: '{field} ({birth}) differs from the birth date inside the document number ({birthInDocument}).',
      advice: 'Compare with the copy of the document and correct the one that is wrong.',
    },
  },
  check: eachParty((party, { registration }) => {
    if (birthDifference(party) !== 'other') return undefined;
    const modern = certainlyFrom(registration.registeredOn, REGULATION_387);
    const { fields } = party;
    return graded(modern, documentBirthDiffers.code, [fields.birth, fields.documentNumber], birthValues(party));
  }),
};
