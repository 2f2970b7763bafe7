import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import { describeFinding } from '../validators/message.js';
import { escapeHtml } from './html/escape.js';
import { tableHtml, type HtmlCell, type HtmlColumn } from './html/table.js';
import type { ReportedOffice, ReportedReason, ReportedYear } from './import-report.js';
import { countText, percentText } from './number-text.js';
import { barChartSvg, type Bar } from './svg/bar-chart.js';
import { columnChartSvg } from './svg/column-chart.js';

interface Split {
  readonly label: string;
  readonly accepted: number;
  readonly quarantined: number;
}

const MAX_REASONS = 15;
const MAX_OFFICES = 20;

/** Why rows are in quarantine, most frequent first. */
export function* reasonSection(reasons: readonly ReportedReason[], lang: Lang): Generator<string> {
  const title = translate(lang, 'report.reasons.title');
  yield `<section id="reasons"><h2>${escapeHtml(title)}</h2>\n`;
  const first = reasons[0];
  if (first === undefined) yield `<p>${escapeHtml(translate(lang, 'report.reasons.none'))}</p>\n`;
  else yield* reasonBody(reasons, first, title, lang);
  yield '</section>\n';
}

function* reasonBody(reasons: readonly ReportedReason[], first: ReportedReason, title: string, lang: Lang): Generator<string> {
  const shown = reasons.slice(0, MAX_REASONS);
  const description = translate(lang, 'report.reasons.description', { count: reasons.length, first: textsOf(first.code, lang).title });
  yield barChartSvg({ title, description, bars: shown.map((reason) => reasonBar(reason, lang)) });
  if (shown.length < reasons.length)
    yield `<p class="quiet">${escapeHtml(translate(lang, 'report.reasons.more', { shown: shown.length }))}</p>\n`;
  const columns: readonly HtmlColumn[] = [
    { title: translate(lang, 'report.reasons.reason') },
    { title: translate(lang, 'report.reasons.rows'), kind: 'number' },
    { title: translate(lang, 'report.reasons.advice') },
    { title: translate(lang, 'report.reasons.code'), kind: 'code' },
  ];
  yield* tableHtml(
    columns,
    reasons.map(({ code, count }) => [textsOf(code, lang).title, countText(count), textsOf(code, lang).advice, code]),
  );
}

function reasonBar({ code, count }: ReportedReason, lang: Lang): Bar {
  const note = translate(lang, 'report.reasons.note', { count: countText(count) });
  return { label: textsOf(code, lang).title, parts: [{ value: count, tone: 'bad' }], note };
}

function textsOf(code: string, lang: Lang): { readonly title: string; readonly advice: string } {
  return describeFinding({ code, severity: 'error', fields: [] }, lang);
}

/** Accepted and quarantined rows of each year, gaps shown as gaps. */
export function* yearSection(years: readonly ReportedYear[], lang: Lang): Generator<string> {
  const dated = years
    .flatMap(({ year, ...counts }) => (year === undefined ? [] : [{ year, ...counts }]))
    .toSorted((left, right) => left.year - right.year);
  const [first, last] = [dated[0], dated.at(-1)];
  if (years.length === 0) return;
  const unknown = years
    .filter(({ year }) => year === undefined)
    .map((counts) => ({ ...counts, label: translate(lang, 'report.years.unknown') }));
  const filled = first === undefined || last === undefined ? [] : fillYears(dated, first.year, last.year);
  const title = translate(lang, 'report.years.title');
  const description = translate(lang, 'report.years.description', { first: first?.year ?? '–', last: last?.year ?? '–' });
  const bars = [...filled, ...unknown].map((split) => splitBar(split, lang));
  yield* splitSection('years', title, columnChartSvg({ title, description, bars }), lang);
  yield* splitTable(translate(lang, 'report.years.year'), [...filled.filter(hasRows), ...unknown], lang);
  yield '</section>\n';
}

/** A year without rows is a finding too. Absurd years would stretch the axis to nothing, so a wide span stays as it is. */
function fillYears(dated: readonly (ReportedYear & { readonly year: number })[], first: number, last: number): readonly Split[] {
  const byYear = new Map(dated.map((counts) => [counts.year, counts]));
  const years = last - first > MAX_YEARS ? [...byYear.keys()] : Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return years.map((year) => ({
    label: String(year),
    accepted: byYear.get(year)?.accepted ?? 0,
    quarantined: byYear.get(year)?.quarantined ?? 0,
  }));
}

const MAX_YEARS = 120;

/** The offices with most rows; the others are one bar. */
export function* officeSection(offices: readonly ReportedOffice[], lang: Lang): Generator<string> {
  if (offices.length === 0) return;
  const ranked = offices
    .toSorted((left, right) => rowsOf(right) - rowsOf(left))
    .map((office) => ({ ...office, label: officeLabel(office, lang) }));
  const title = translate(lang, 'report.offices.title');
  const description = translate(lang, 'report.offices.description', { count: Math.min(ranked.length, MAX_OFFICES) });
  const bars = [...ranked.slice(0, MAX_OFFICES), ...restOf(ranked.slice(MAX_OFFICES), lang)].map((split) => splitBar(split, lang));
  yield* splitSection('offices', title, barChartSvg({ title, description, bars }), lang);
  yield* splitTable(translate(lang, 'report.offices.office'), ranked, lang);
  yield '</section>\n';
}

function officeLabel({ code, name }: ReportedOffice, lang: Lang): string {
  return [name, code].filter((part) => part !== '').join(' ') || translate(lang, 'report.offices.unknown');
}

function restOf(rest: readonly Split[], lang: Lang): readonly Split[] {
  if (rest.length === 0) return [];
  const sum = (pick: (split: Split) => number): number => rest.reduce((total, split) => total + pick(split), 0);
  return [
    {
      label: translate(lang, 'report.offices.rest', { count: rest.length }),
      accepted: sum(({ accepted }) => accepted),
      quarantined: sum(({ quarantined }) => quarantined),
    },
  ];
}

function rowsOf({ accepted, quarantined }: Pick<Split, 'accepted' | 'quarantined'>): number {
  return accepted + quarantined;
}

function hasRows(split: Split): boolean {
  return rowsOf(split) > 0;
}

function splitBar({ label, accepted, quarantined }: Split, lang: Lang): Bar {
  const note = translate(lang, 'report.split.note', { accepted: countText(accepted), quarantined: countText(quarantined) });
  return {
    label,
    note,
    parts: [
      { value: accepted, tone: 'good' },
      { value: quarantined, tone: 'bad' },
    ],
  };
}

function* splitSection(id: string, title: string, chart: string, lang: Lang): Generator<string> {
  const [accepted, quarantined] = [translate(lang, 'report.count.accepted'), translate(lang, 'report.count.quarantined')].map(escapeHtml);
  yield `<section id="${id}"><h2>${escapeHtml(title)}</h2>\n<p class="key"><span class="good">${accepted}</span><span class="bad">${quarantined}</span></p>\n${chart}`;
}

function* splitTable(name: string, splits: readonly Split[], lang: Lang): Generator<string> {
  const columns: readonly HtmlColumn[] = [
    { title: name },
    { title: translate(lang, 'report.count.accepted'), kind: 'number' },
    { title: translate(lang, 'report.count.quarantined'), kind: 'number' },
    { title: translate(lang, 'report.split.share'), kind: 'number' },
  ];
  yield `<details><summary>${escapeHtml(translate(lang, 'report.table.show'))}</summary>\n`;
  yield* tableHtml(columns, splits.map(splitCells));
  yield '</details>\n';
}

function splitCells(split: Split): readonly HtmlCell[] {
  return [split.label, countText(split.accepted), countText(split.quarantined), percentText(split.quarantined, rowsOf(split))];
}
