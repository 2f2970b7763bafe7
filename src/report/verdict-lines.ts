import type { PairEvidence } from '../domain/detection.js';
import { explainPair, type LinkageModel } from '../domain/linkage-model.js';
import { verdictChanges, type VerdictChange } from '../domain/verdict-change.js';
import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import { linkageWord, probabilityText } from './linkage-words.js';

const MOST_CHANGES = 3;

/** What would change the verdict on a pair, in sentences: the smallest single changes, or that there is none. */
export function verdictLines(model: LinkageModel, evidence: PairEvidence, lang: Lang): readonly string[] {
  const isMatch = explainPair(model, evidence).probability >= model.threshold;
  return verdictChangeLines(verdictChanges(model, evidence), isMatch, lang);
}

/** The same of changes that are known. @param isMatch whether the pair is over the threshold */
export function verdictChangeLines(changes: readonly VerdictChange[], isMatch: boolean, lang: Lang): readonly string[] {
  if (changes.length === 0) return [translate(lang, isMatch ? 'detect-report.verdict.firm-match' : 'detect-report.verdict.firm-other')];
  return changes.slice(0, MOST_CHANGES).map(({ comparison, level, instead, bits, probability }) =>
    translate(lang, bits < 0 ? 'detect-report.verdict.undo' : 'detect-report.verdict.make', {
      comparison: linkageWord(lang, 'comparison', comparison),
      level: linkageWord(lang, 'level', level),
      instead: linkageWord(lang, 'level', instead),
      probability: probabilityText(probability),
    }),
  );
}
