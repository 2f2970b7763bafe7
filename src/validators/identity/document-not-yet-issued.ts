import type { IdentityDocument } from '../../domain/identity-document.js';
import type { Rule } from '../../domain/rule.js';
import { eachParty, warning } from '../check.js';
import {
  EIGHTEEN_DIGITS_BEGIN,
  NEW_FOREIGN_CARDS_BEGIN,
  RESIDENCE_PERMITS_BEGIN,
  RESIDENT_NUMBERS_BEGIN,
  certainlyBefore,
} from '../eras.js';

/**
 * No finding: 15 digits may be since 1984-04-06, 18 digits since 1999-10-01, residence permits since 2018-09-01, new
 * foreign cards since 2023-12-01. An earlier row was enriched later, which is honest work but not what the archive says.
 */
export const documentNotYetIssued: Rule = {
  code: 'document-not-yet-issued',
  severity: 'warning',
  fields: ['cert_num_man', 'cert_num_woman'],
  appliesTo: 'all',
  source: '居民身份证试行条例 (1984-04-06); GB 11643-1999; 国办发〔2018〕81号; new foreign card (2023-12-01)',
  inForce: {},
  text: {
    zh: {
      title: '号码晚于登记时期',
      message: '登记时还没有这种号码，{field}（{readNumber}）应为事后补录。',
      advice: '可以保留；请在备注说明号码来源，并确认没有张冠李戴。',
    },
    en: {
      title: 'Number younger than the registration',
      message: 'Such numbers did not exist on the date of registration, so {field} ({readNumber}) was added later.',
      advice: 'It may stay; note where the number came from, and make sure that it belongs to this person.',
    },
  },
  check: eachParty(({ document, fields }, { registration }) => {
    if (document === undefined) return undefined;
    const issuedFrom = firstIssued(document);
    if (issuedFrom === undefined || !certainlyBefore(registration.registeredOn, issuedFrom)) return undefined;
    return warning(documentNotYetIssued.code, [fields.documentNumber], { readNumber: document.text });
  }),
};

function firstIssued(document: IdentityDocument): number | undefined {
  switch (document.kind) {
    case 'resident-15':
      return RESIDENT_NUMBERS_BEGIN;
    case 'resident-18':
      return EIGHTEEN_DIGITS_BEGIN;
    case 'residence-permit':
      return RESIDENCE_PERMITS_BEGIN;
    case 'foreign-permanent-resident':
      return document.generation === 'new' ? NEW_FOREIGN_CARDS_BEGIN : undefined;
    default:
      return undefined;
  }
}
