import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageShell, PAGE_ICON } from './page-shell.js';
import { REVIEW_STYLE } from './page-style.js';
import { ACCEPTANCE_STYLE } from './acceptance-style.js';
import { SCAN_STYLE } from './scan-style.js';
import type { Lang } from '../i18n/lang.js';

export interface PageFile {
  readonly type: string;
  readonly bytes: Uint8Array;
}

const SCRIPT = 'text/javascript; charset=utf-8';

/**
 * Everything the browser may load, held in memory under the paths it is asked for by: no path of a request ever becomes one of the
 * file system. @param scriptsPath the compiled folder `page`
 */
export function pageFiles(scriptsPath: string, lang: Lang): ReadonlyMap<string, PageFile> {
  const scripts = readdirSync(scriptsPath).filter((name) => name.endsWith('.js'));
  return new Map<string, PageFile>([
    ['/', file('text/html; charset=utf-8', pageShell(lang))],
    ['/style.css', file('text/css; charset=utf-8', REVIEW_STYLE + SCAN_STYLE + ACCEPTANCE_STYLE)],
    ['/icon.svg', file('image/svg+xml', PAGE_ICON)],
    ...scripts.map((name): [string, PageFile] => [`/page/${name}`, { type: SCRIPT, bytes: readFileSync(join(scriptsPath, name)) }]),
  ]);
}

function file(type: string, text: string): PageFile {
  return { type, bytes: Buffer.from(text, 'utf8') };
}
