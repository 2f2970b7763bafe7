import type { FieldKey } from '../../domain/fields.js';
import type { Evidence } from '../../domain/scan.js';
import type { Lang } from '../../i18n/lang.js';
import { isMessageKey, translate } from '../../i18n/translate.js';
import { describeFinding } from '../../validators/message.js';

/** A reason in words; a kind that this version does not know stands for itself. */
export function evidenceText({ kind, values }: Evidence, key: FieldKey, lang: Lang): string {
  const message = `scan.evidence.${kind}`;
  if (!isMessageKey(message)) return kind;
  const { rule } = values;
  return translate(lang, message, rule === undefined ? values : { ...values, rule: ruleTitle(String(rule), key, lang) });
}

/** Rules are kept by their code; people know them by their title. */
function ruleTitle(code: string, key: FieldKey, lang: Lang): string {
  return describeFinding({ code, severity: 'error', fields: [key] }, lang).title;
}
