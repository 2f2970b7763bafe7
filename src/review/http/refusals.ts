import { MregError } from '../../domain/error.js';
import type { Lang } from '../../i18n/lang.js';
import { isMessageKey, translate } from '../../i18n/translate.js';
import { maskNumbersIn } from '../../domain/masking.js';
import type { Refusal } from '../protocol.js';

export interface RefusedAnswer {
  readonly status: number;
  readonly refusal: Refusal;
}

const BY_KEY: Readonly<Record<string, { readonly status: number; readonly error: Refusal['error'] }>> = {
  'review.stale': { status: 409, error: 'stale' },
  'acceptance.stale': { status: 409, error: 'stale' },
  'acceptance.checked': { status: 409, error: 'stale' },
  'acceptance.ended': { status: 409, error: 'stale' },
  'acceptance.unknown-item': { status: 404, error: 'not-found' },
  'finding.decided-meanwhile': { status: 409, error: 'stale' },
  'scan-review.settled': { status: 409, error: 'stale' },
  'scan-review.moved-on': { status: 409, error: 'stale' },
  'scan-review.too-late-to-undo': { status: 409, error: 'nothing-to-undo' },
  'review.nothing-to-undo': { status: 409, error: 'nothing-to-undo' },
  'review.too-late-to-undo': { status: 409, error: 'nothing-to-undo' },
  'review.unknown-task': { status: 404, error: 'not-found' },
  'finding.unknown': { status: 404, error: 'not-found' },
  // As if there were none: who may not see it learns nothing of it.
  'finding.outside-area': { status: 404, error: 'not-found' },
};

/** An error as the page is told it; anything that is no `MregError` is a bug, and only that it happened is told. */
export function refusedAnswer(cause: unknown, lang: Lang): RefusedAnswer {
  if (!(cause instanceof MregError)) return { status: 500, refusal: { error: 'refused', message: translate(lang, 'review.fault') } };
  const { status, error } = BY_KEY[cause.key] ?? byKind(cause);
  const key = cause.key === 'finding.outside-area' ? 'finding.unknown' : cause.key;
  return { status, refusal: { error, message: errorText(key, cause, lang) } };
}

function byKind({ kind }: MregError): { readonly status: number; readonly error: Refusal['error'] } {
  if (kind === 'busy') return { status: 503, error: 'busy' };
  return { status: kind === 'not-permitted' ? 403 : 400, error: 'refused' };
}

/** The session is over: nothing more is answered. */
export function sessionRefusal(cause: MregError, lang: Lang): RefusedAnswer {
  return { status: 403, refusal: { error: 'session', message: errorText(cause.key, cause, lang) } };
}

function errorText(key: string, { values }: MregError, lang: Lang): string {
  return maskNumbersIn(isMessageKey(key) ? translate(lang, key, values) : key);
}
