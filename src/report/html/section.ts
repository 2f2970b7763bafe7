import type { Lang } from '../../i18n/lang.js';
import { translate } from '../../i18n/translate.js';
import { escapeHtml } from './escape.js';
import { tableHtml, type HtmlCell, type HtmlColumn } from './table.js';

/** A part of a page with its heading and a sentence on what it shows. */
export function* sectionHtml(id: string, title: string, about: string, body: Iterable<string>): Generator<string> {
  yield `<section id="${id}"><h2>${escapeHtml(title)}</h2>\n`;
  if (about !== '') yield paragraphHtml(about);
  yield* body;
  yield '</section>\n';
}

export function paragraphHtml(text: string): string {
  return `<p class="quiet">${escapeHtml(text)}</p>\n`;
}

/** The numbers behind a picture, folded away: for readers without the picture, and for copying. */
export function* foldedTableHtml(lang: Lang, columns: readonly HtmlColumn[], rows: Iterable<readonly HtmlCell[]>): Generator<string> {
  yield `<details><summary>${escapeHtml(translate(lang, 'report.table.show'))}</summary>\n`;
  yield* tableHtml(columns, rows);
  yield '</details>\n';
}

/** A picture that keeps its letters readable on a narrow screen: it scrolls in its own frame. */
export function wideHtml(svg: string): string {
  return `<div class="wide">${svg}</div>\n`;
}
