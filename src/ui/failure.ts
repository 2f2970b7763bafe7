import { EXIT_CODES, MregError } from '../domain/error.js';
import { maskNumbersIn } from '../domain/masking.js';
import type { Lang } from '../i18n/lang.js';
import { isMessageKey, translate, type PlaceValues } from '../i18n/translate.js';

/** A failure as told to a person or a script. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly exitCode: number;
  /** Only of a bug. */
  readonly stack?: string;
}

/**
 * Puts anything thrown into words. What is not an `MregError` is a bug and keeps its stack. Document numbers are masked
 * in all of it: an error quotes what was read, and a scan may be called by the number of its owner.
 */
export function describeFailure(thrown: unknown, lang: Lang, packageVersion: string): Failure {
  if (thrown instanceof MregError) return describeError(thrown, lang);
  if (isAbort(thrown)) return describeError(new MregError('interrupted', 'common.interrupted'), lang);
  const stack = maskNumbersIn(thrown instanceof Error ? (thrown.stack ?? String(thrown)) : String(thrown));
  return {
    code: 'bug',
    message: translate(lang, 'common.bug', { version: packageVersion }),
    hint: translate(lang, 'common.bug.hint'),
    exitCode: EXIT_CODES.bug,
    stack,
  };
}

function describeError(error: MregError, lang: Lang): Failure {
  return {
    code: error.key,
    message: maskNumbersIn(textOr(error.message, lang, error.key, error.values)),
    hint: maskNumbersIn(hintOf(error, lang)),
    exitCode: EXIT_CODES[error.kind],
  };
}

/** The nearest right word, when the failure names one as `suggestion`, is better advice than a hint that does not speak of it. */
function hintOf({ key, values }: MregError, lang: Lang): string {
  const hint = textOr('', lang, `${key}.hint`, values);
  const { suggestion } = values;
  if (suggestion === undefined || hint.includes(String(suggestion))) return hint;
  return translate(lang, 'common.did-you-mean', values);
}

function textOr(fallback: string, lang: Lang, key: string, values: PlaceValues): string {
  return isMessageKey(key) ? translate(lang, key, values) : fallback;
}

function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'AbortError';
}

/** One JSON document for scripts. */
export function failureJson(failure: Failure): string {
  const { code, message, hint, stack } = failure;
  return `${JSON.stringify({ error: { code, message, hint, ...(stack === undefined ? {} : { stack }) } })}\n`;
}
