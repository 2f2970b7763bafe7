import type { Lang } from '../i18n/lang.js';
import { translate, type MessageKey } from '../i18n/translate.js';
import { countText } from './table.js';

export interface ProgressState {
  /** Rows (or entries) done so far. */
  readonly rows: number;
  /** Given for scans: pages done, of which a minute's number tells more than a second's. */
  readonly pages?: number;
  /** How much of the input is done, 0 to 1; absent when nobody knows. */
  readonly fraction?: number;
  readonly accepted?: number;
  readonly quarantined?: number;
}

export interface ProgressBar {
  /** Cheap enough to be called for every chunk; what is shown is limited to a few times a second. */
  update(state: ProgressState): void;
  /** Ends the bar and leaves the line to others. Safe to call twice. */
  stop(): void;
}

export interface ProgressOutput {
  readonly stage: MessageKey;
  readonly lang: Lang;
  readonly stream: NodeJS.WritableStream;
  readonly nowMs: () => number;
}

const LINE_EVERY_MS = 5_000;

export const SILENT_BAR: ProgressBar = { update() {}, stop() {} };

/** A line every few seconds, for logs. */
export function createLineBar(output: ProgressOutput): ProgressBar {
  const startedMs = output.nowMs();
  let lastMs = startedMs;
  return {
    update: (state) => {
      const nowMs = output.nowMs();
      if (nowMs - lastMs < LINE_EVERY_MS) return;
      lastMs = nowMs;
      output.stream.write(`${translate(output.lang, output.stage)} ${progressFacts(state, nowMs - startedMs, output.lang)}\n`);
    },
    stop() {},
  };
}

/** `12% · 00:42 left · 1,200 rows · 54,000 rows/s · 1,180 accepted · 20 quarantined`: a narrow terminal cuts the end. */
export function progressFacts(state: ProgressState, elapsedMs: number, lang: Lang): string {
  const facts: string[] = [];
  if (state.fraction !== undefined) facts.push(`${Math.floor(state.fraction * 100)}%`);
  const leftMs = remainingMs(state.fraction, elapsedMs);
  if (leftMs !== undefined) facts.push(translate(lang, 'common.progress.left', { time: clockText(leftMs) }));
  facts.push(...speedFacts(state, elapsedMs, lang));
  if (state.accepted !== undefined) facts.push(translate(lang, 'common.progress.accepted', { count: countText(state.accepted) }));
  if (state.quarantined !== undefined) facts.push(translate(lang, 'common.progress.quarantined', { count: countText(state.quarantined) }));
  return facts.join(' · ');
}

function speedFacts({ rows, pages }: ProgressState, elapsedMs: number, lang: Lang): readonly string[] {
  const rate = (per: number): string => countText(Math.round(((pages ?? rows) * per) / elapsedMs));
  if (pages === undefined) {
    const done = translate(lang, 'common.progress.rows', { rows: countText(rows) });
    return elapsedMs > 0 ? [done, translate(lang, 'common.progress.rate', { rate: rate(1_000) })] : [done];
  }
  const done = translate(lang, 'common.progress.pages', { pages: countText(pages) });
  return elapsedMs > 0 ? [done, translate(lang, 'common.progress.page-rate', { rate: rate(60_000) })] : [done];
}

function remainingMs(fraction: number | undefined, elapsedMs: number): number | undefined {
  if (fraction === undefined || fraction <= 0 || fraction > 1) return undefined;
  return (elapsedMs * (1 - fraction)) / fraction;
}

function clockText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000);
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return (parts[0] === 0 ? parts.slice(1) : parts).map((part) => String(part).padStart(2, '0')).join(':');
}
