import { escapeHtml } from './escape.js';

/** A number in large type with its name below. */
export interface Figure {
  readonly name: string;
  readonly text: string;
  readonly tone?: 'bad' | 'doubt';
}

export function figuresHtml(figures: readonly Figure[]): string {
  const boxes = figures.map(
    ({ name, text, tone }) =>
      `<div class="figure${tone === undefined ? '' : ` ${tone}`}"><b>${escapeHtml(text)}</b>${escapeHtml(name)}</div>`,
  );
  return `<section class="figures">${boxes.join('')}</section>\n`;
}
