import type { Lang } from '../i18n/lang.js';
import { translate } from '../i18n/translate.js';
import type { OfficeMonthCounts, OfficeMonths } from './anomaly-report-data.js';
import { foldedTableHtml, paragraphHtml, sectionHtml, wideHtml } from './html/section.js';
import { escapeHtml } from './html/escape.js';
import type { HtmlColumn } from './html/table.js';
import { countText } from './number-text.js';
import { barChartSvg, type Bar } from './svg/bar-chart.js';
import { heatMapSvg } from './svg/heat-map.js';

const MOST_BARS = 20;
const MOST_ROWS = 30;
/** More columns could not be told apart: then years are shown, and of the months those with the most findings. */
const MOST_MONTHS = 48;
const PEAK_MONTHS = 24;

/** Where the findings are: by office, and by office and time. */
export function* officeSection(offices: OfficeMonths, lang: Lang): Generator<string> {
  if (offices.offices.length === 0) return;
  const title = translate(lang, 'detect-report.offices.title');
  yield* sectionHtml('offices', title, '', officesBody(offices, title, lang));
  if (offices.months.length === 0) return;
  const months = translate(lang, 'detect-report.months.title');
  yield* sectionHtml('months', months, translate(lang, 'detect-report.months.about'), monthsBody(offices, lang));
}

function* officesBody({ offices, otherOffices, othersFound }: OfficeMonths, title: string, lang: Lang): Generator<string> {
  const bars = offices.slice(0, MOST_BARS).map((office): Bar => ({
    label: nameOf(office, lang),
    parts: [{ value: office.found, tone: 'good' }],
    note: countText(office.found),
  }));
  yield barChartSvg({ title, description: translate(lang, 'detect-report.offices.description', { count: bars.length }), bars });
  if (otherOffices > 0)
    yield paragraphHtml(
      translate(lang, 'detect-report.offices.others', { offices: countText(otherOffices), found: countText(othersFound) }),
    );
}

function* monthsBody({ months, offices }: OfficeMonths, lang: Lang): Generator<string> {
  const all: Periods = { names: months, rows: offices.map((office) => ({ office, counts: office.counts })) };
  if (months.length <= MOST_MONTHS) yield* periodsHtml(all, translate(lang, 'detect-report.months.by-month'), lang);
  else {
    yield* periodsHtml(byYear(all), translate(lang, 'detect-report.months.by-year'), lang);
    yield* periodsHtml(peaksOf(all), translate(lang, 'detect-report.months.peaks', { count: PEAK_MONTHS }), lang);
  }
  const undated = offices.reduce((sum, office) => sum + office.undated, 0);
  if (undated > 0) yield paragraphHtml(translate(lang, 'detect-report.months.undated', { found: countText(undated) }));
}

/** Findings of offices by months, or by years. */
interface Periods {
  readonly names: readonly string[];
  readonly rows: readonly { readonly office: OfficeMonthCounts; readonly counts: readonly number[] }[];
}

function byYear({ names, rows }: Periods): Periods {
  const years = [...new Set(names.map((name) => name.slice(0, 4)))];
  const yearOf = names.map((name) => years.indexOf(name.slice(0, 4)));
  const summed = (counts: readonly number[]): readonly number[] => {
    const sums = years.map(() => 0);
    for (const [month, count] of counts.entries()) sums[yearOf[month] ?? 0] = (sums[yearOf[month] ?? 0] ?? 0) + count;
    return sums;
  };
  return { names: years, rows: rows.map(({ office, counts }) => ({ office, counts: summed(counts) })) };
}

/** The months with the most findings, in the order of time: a wave would drown in its year. */
function peaksOf({ names, rows }: Periods): Periods {
  const totals = names.map((_, month) => rows.reduce((sum, { counts }) => sum + (counts[month] ?? 0), 0));
  const chosen = names
    .map((_, month) => month)
    .toSorted((left, right) => (totals[right] ?? 0) - (totals[left] ?? 0))
    .slice(0, PEAK_MONTHS)
    .toSorted((left, right) => left - right);
  return {
    names: chosen.map((month) => names[month] ?? ''),
    rows: rows.map(({ office, counts }) => ({ office, counts: chosen.map((month) => counts[month] ?? 0) })),
  };
}

function* periodsHtml({ names, rows }: Periods, title: string, lang: Lang): Generator<string> {
  const shown = rows.slice(0, MOST_ROWS).filter(({ counts }) => counts.some((count) => count > 0));
  yield `<h3>${escapeHtml(title)}</h3>\n`;
  yield wideHtml(
    heatMapSvg({
      title,
      description: translate(lang, 'detect-report.months.description', { offices: shown.length, periods: names.length }),
      columns: names,
      rows: shown.map(({ office, counts }) => ({ label: nameOf(office, lang), counts })),
      note: (row, column, count) => translate(lang, 'detect-report.months.note', { office: row, period: column, found: countText(count) }),
    }),
  );
  const columns: readonly HtmlColumn[] = [
    { title: translate(lang, 'report.offices.office') },
    { title: translate(lang, 'detect-report.column.period') },
    { title: translate(lang, 'detect-report.figure.anomalies'), kind: 'number' },
  ];
  yield* foldedTableHtml(
    lang,
    columns,
    rows.flatMap(({ office, counts }) =>
      counts.flatMap((count, index) => (count === 0 ? [] : [[nameOf(office, lang), names[index] ?? '', countText(count)]])),
    ),
  );
}

function nameOf({ deptName, deptCode }: OfficeMonthCounts, lang: Lang): string {
  return [deptName, deptCode].filter((part) => part !== '').join(' ') || translate(lang, 'report.offices.unknown');
}
