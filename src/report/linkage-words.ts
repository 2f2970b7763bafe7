import type { Lang } from '../i18n/lang.js';
import { isMessageKey, translate } from '../i18n/translate.js';
import { decimalText } from './number-text.js';

/** The word of a model's key in the reader's language; a model of another program may have keys that we have no word for. */
export function linkageWord(lang: Lang, kind: 'comparison' | 'level' | 'rule', key: string): string {
  const message = `linkage.${kind}.${key}`;
  return isMessageKey(message) ? translate(lang, message) : key;
}

/** A weight with its sign: `+11.2`, `−3.0`; the sign is the minus of typography, as wide as the plus. */
export function bitsText(bits: number): string {
  const text = decimalText(Math.abs(bits));
  if (text === decimalText(0)) return text;
  return bits < 0 ? `\u2212${text}` : `+${text}`;
}

/** A probability that claims no certainty: `>99.99%`. */
export function probabilityText(probability: number): string {
  const percent = probability * 100;
  if (percent > 99.99) return '>99.99%';
  if (percent < 0.01) return '<0.01%';
  return `${percent.toLocaleString('en-US', { maximumFractionDigits: 2 })}%`;
}
