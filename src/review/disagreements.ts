import { anomalyText } from '../domain/anomaly-text.js';
import type { FindingContext } from '../findings/context.js';
import { listFindings } from '../findings/list.js';
import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import type { Choice } from './protocol.js';
import { OpinionRepository } from '../store/opinion-repository.js';

/** Keys as printed by `--json`. */
export interface Disagreement {
  readonly finding: number;
  readonly code: string;
  readonly title: string;
  readonly score: number;
  readonly opinions: readonly { readonly username: string; readonly choice: Choice; readonly reason: string; readonly at: string }[];
}

/** Open findings of the area about which two persons chose differently. */
export function disagreements(context: FindingContext, lang: Lang): readonly Disagreement[] {
  const opinions = new OpinionRepository(context.registry.database);
  const ids = opinions.disputed();
  if (ids.length === 0) return [];
  return listFindings(context, { ids, states: ['open'], limit: ids.length }).findings.map(({ finding, kind, code, score }) => ({
    finding,
    code,
    title: kind === 'duplicate' ? translate(lang, 'review.pair') : anomalyText(lang, code, {}).title,
    score,
    opinions: opinions
      .ofFinding(finding)
      .filter(({ choice }) => choice !== 'unsure')
      .map(({ username, choice, reason, at }) => ({ username, choice, reason, at })),
  }));
}
