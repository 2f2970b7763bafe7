import { createHash } from 'node:crypto';
import type { Lang } from '../../i18n/lang.js';
import { escapeHtml } from './escape.js';
import { PAGE_STYLE } from './style.js';

export interface Page {
  readonly lang: Lang;
  readonly title: string;
  /** HTML of the body, piece by piece; whoever makes a piece escapes its values. */
  readonly body: Iterable<string>;
}

const STYLE_HASH = createHash('sha256').update(PAGE_STYLE).digest('base64');
/** No script, no request, no form, no frame: the one style sheet below and nothing else. */
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

/** A self-contained page that works from a memory stick on a machine with no network. */
export function* pageHtml({ lang, title, body }: Page): Generator<string> {
  yield `<!doctype html>\n<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">\n<head>\n<meta charset="utf-8">\n`;
  yield `<meta http-equiv="Content-Security-Policy" content="${POLICY}">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n`;
  yield `<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n<meta name="color-scheme" content="light dark">\n`;
  yield `<title>${escapeHtml(title)}</title>\n<style>${PAGE_STYLE}</style>\n</head>\n<body>\n<main>\n`;
  yield* body;
  yield '</main>\n</body>\n</html>\n';
}
