import { isOpType } from '../domain/registration.js';
import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import { maskGathered } from './masked-row.js';

/** A value of a registration as a report prints it: types in words, numbers masked. */
export function shownCell(key: string, text: string, lang: Lang): string {
  return key === 'op_type' && isOpType(text) ? translate(lang, `query.type.${text}`) : maskGathered(key, text);
}
