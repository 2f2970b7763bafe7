import { anomalyText } from '../domain/anomaly-text.js';
import { DUPLICATE_CODE } from '../domain/detection.js';
import { isOpType } from '../domain/registration.js';
import type { Lang } from '../i18n/lang.js';
import { isMessageKey, translate, type PlaceValues } from '../i18n/translate.js';

/** What a finding is about, in a few words. */
export function findingTitle(lang: Lang, code: string): string {
  return code === DUPLICATE_CODE ? translate(lang, 'finding.duplicate.title') : anomalyText(lang, code, {}).title;
}

/** What a finding says; a pair says the same as its title. */
export function findingText(lang: Lang, code: string, values: PlaceValues): string {
  return code === DUPLICATE_CODE ? translate(lang, 'finding.duplicate.title') : anomalyText(lang, code, values).explanation;
}

export function typeWord(lang: Lang, type: string): string {
  return isOpType(type) ? translate(lang, `query.type.${type}`) : type;
}

export function recordStateWord(lang: Lang, state: string): string {
  const key = `finding.record.state.${state}`;
  return isMessageKey(key) ? translate(lang, key) : state;
}

/** Never rounded up to certainty. */
export function scoreText(score: number): string {
  if (score === 1) return '100%';
  const percent = Math.floor(score * 1_000_000) / 10_000;
  return score > 0.999999 ? '>99.9999%' : `${percent.toFixed(score > 0.99 ? 2 : 1)}%`;
}
