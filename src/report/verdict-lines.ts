import type { PairEvidence } from '../domain/detection.js';
import { explainPair, type LinkageModel } from '../domain/linkage-model.js';
import { verdictChanges } from '../domain/verdict-change.js';
import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import { linkageWord, probabilityText } from './linkage-words.js';

const MOST_CHANGES = 3;

/** What would change the verdict on a pair, in sentences: the smallest single changes, or that there is none. */
export function verdictLines(model: LinkageModel, evidence: PairEvidence, lang: Lang): readonly string[] {
  const isMatch = explainPair(model, evidence).probability >= model.threshold;
  const changes = verdictChanges(model, evidence).slice(0, MOST_CHANGES);
  if (changes.length === 0) return [translate(lang, isMatch ? 'detect-report.verdict.firm-match' : 'detect-report.verdict.firm-other')];
  return changes.map(({ comparison, level, instead, probability }) =>
    translate(lang, isMatch ? 'detect-report.verdict.undo' : 'detect-report.verdict.make', {
      comparison: linkageWord(lang, 'comparison', comparison),
      level: linkageWord(lang, 'level', level),
      instead: linkageWord(lang, 'level', instead),
      probability: probabilityText(probability),
    }),
  );
}
