import type { Lang } from '../i18n/lang.js';
import { isMessageKey, translate, type PlaceValues } from '../i18n/translate.js';
import { maskNumber } from './masking.js';

export interface AnomalyText {
  readonly title: string;
  readonly explanation: string;
}

/**
 * What a finding of an anomaly rule says, in the reader's language. A value named `party` is `man` or `woman`, one named `feed` a
 * kind of what other departments hand over; values named `…Number` are masked. Words and codes of other values stay as they are.
 */
export function anomalyText(lang: Lang, code: string, values: PlaceValues): AnomalyText {
  const title = `anomaly.${code}.title`;
  const explanation = `anomaly.${code}.explanation`;
  if (!isMessageKey(title) || !isMessageKey(explanation)) return { title: code, explanation: code };
  const shown = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shownValue(lang, name, value)]));
  return { title: translate(lang, title), explanation: translate(lang, explanation, shown) };
}

function shownValue(lang: Lang, name: string, value: string | number): string | number {
  if (name.endsWith('Number')) return maskNumber(String(value));
  const word = `anomaly.${name}.${value}`;
  return isMessageKey(word) ? translate(lang, word) : value;
}
