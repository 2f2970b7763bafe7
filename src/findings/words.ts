import { anomalyText } from '../domain/anomaly-text.js';
import { DUPLICATE_CODE, type DetectionKind } from '../domain/detection.js';
import { isOpType } from '../domain/registration.js';
import type { Lang } from '../i18n/lang.js';
import { isMessageKey, translate, type PlaceValues } from '../i18n/translate.js';
import { probabilityText } from '../report/linkage-words.js';

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

/** Of a pair a probability, which is never rounded up to certainty; an anomaly may be certain. */
export function scoreText(kind: DetectionKind, score: number): string {
  return kind === 'anomaly' && score === 1 ? '100%' : probabilityText(score);
}
