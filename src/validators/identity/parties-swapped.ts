import type { Registration } from '../../domain/registration.js';
import type { Rule } from '../../domain/rule.js';
import { error, once } from '../check.js';
import { soundNumber } from '../party-facts.js';

/** No finding: not both numbers contradict their column by the 17th digit. */
export const partiesSwapped: Rule = {
  code: 'parties-swapped',
  severity: 'error',
  fields: ['cert_num_man', 'cert_num_woman', 'name_man', 'name_woman'],
  appliesTo: 'all',
  source: 'GB 11643-1999: an odd 17th digit is male',
  inForce: {},
  text: {
    zh: {
      title: '男女双方疑填反',
      message: '男方号码的性别位为女，女方号码的性别位为男。',
      advice: '请核对两列是否整体填反：姓名、出生日期、户籍等要一起对调。',
    },
    en: {
      title: 'Parties exchanged',
      message: "The man's number says female and the woman's number says male.",
      advice: 'Check whether the two halves of the row are exchanged: names, births and addresses must move together.',
    },
  },
  check: once(({ registration }) =>
    arePartiesSwapped(registration) ? error(partiesSwapped.code, ['cert_num_man', 'cert_num_woman', 'name_man', 'name_woman']) : undefined,
  ),
};

export function arePartiesSwapped({ man, woman }: Registration): boolean {
  return soundNumber(man)?.sex === 'female' && soundNumber(woman)?.sex === 'male';
}
