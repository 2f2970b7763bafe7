import { describe, expect, it } from 'vitest';
import { anomalyReport } from '../../src/report/anomaly-report.js';
import type { AnomalyReportData } from '../../src/report/anomaly-report-data.js';
import { anAnomalyReport, anOffice, aRuleCount, monthsOf } from './an-anomaly-report.js';
import { HOSTILE, tagsOf } from './hostile.js';

const render = (data: AnomalyReportData, lang: 'zh' | 'en' = 'en'): string => [...anomalyReport(data, lang)].join('');
const partOf = (html: string, id: string): string => html.split(`<section id="${id}">`)[1]?.split('</section>')[0] ?? '';
const cellsOf = (html: string): number =>
  [...html.matchAll(/<td class="number">([\d,]+)<\/td><\/tr>/gu)].reduce(
    (sum, [, count]) => sum + Number((count ?? '').replaceAll(',', '')),
    0,
  );

describe('the report of anomalies', () => {
  it('adds the severities of the rules up to the figures at its head', () => {
    const figures = render(anAnomalyReport()).split('<section class="figures">')[1]?.split('</section>')[0] ?? '';
    expect([...figures.matchAll(/<b>([\d,]+)<\/b>/gu)].map(([, text]) => text)).toEqual([
      '1,000,000',
      '1,912,340',
      '191',
      '11',
      '10',
      '120',
      '61',
    ]);
  });

  it('names the rules that found nothing, so that silence is known', () => {
    expect(partOf(render(anAnomalyReport(), 'zh'), 'rules')).toContain('另有 1 条规则没有发现：死亡之后办理登记。');
  });

  it('says when not everything was looked at', () => {
    expect(render(anAnomalyReport({ isFull: false }))).toContain('not a search of the whole registry');
    expect(render(anAnomalyReport())).not.toContain('not a search of the whole registry');
  });

  it('has in the table of months every finding that has a month', () => {
    const { offices } = anAnomalyReport();
    const dated = offices.offices.reduce((sum, { found, undated }) => sum + found - undated, 0);
    const months = partOf(render(anAnomalyReport()), 'months');
    expect(cellsOf(months)).toBe(dated);
    expect(months).toContain('6 more findings have no month');
  });

  it('sums many months to years, and shows the months with the most beside them', () => {
    const months = monthsOf(1986, 2025);
    const office = anOffice('440104', '越秀', months.length, 3);
    const html = partOf(render(anAnomalyReport({ offices: { months, offices: [office], otherOffices: 0, othersFound: 0 } })), 'months');
    const [, years, peaks] = html.split('<h3>');
    expect(years).toContain('Each year');
    expect(cellsOf(years ?? '')).toBe(office.found - office.undated);
    expect(peaks).toContain('>1987-06<');
    expect([...(peaks ?? '').matchAll(/>(\d{4}-\d\d)<\/text>/gu)]).toHaveLength(24);
  });

  it('masks numbers in examples, those in the columns and those in the text', () => {
    const html = render(anAnomalyReport(), 'zh');
    expect(html).not.toMatch(/\d{15}/u);
    expect(html).toContain('9901**********1234');
  });

  it('shows the first records of a finding that speaks of many, and says how many there are more', () => {
    const [example] = anAnomalyReport().examples;
    const records = Array.from({ length: 9 }, (_, index) => ({ id: 500 + index, fields: [{ field: 'op_date' as const, value: '2001' }] }));
    const html = render(anAnomalyReport({ examples: example === undefined ? [] : [{ ...example, records }] }));
    expect(html).toContain('>505<');
    expect(html).not.toContain('>506<');
    expect(html).toContain('3 more registrations');
  });

  it('is a whole page when nothing was found', () => {
    const html = render(
      anAnomalyReport({
        found: 0,
        rules: [aRuleCount('under-age', 0, 0, 0)],
        offices: { months: [], offices: [], otherOffices: 0, othersFound: 0 },
        examples: [],
      }),
    );
    expect(html).toContain('1 more rule found nothing');
    expect(html).not.toMatch(/NaN|Infinity|undefined/u);
  });
});

describe('hostile values in the report of anomalies', () => {
  it.each(HOSTILE)('%j stays text wherever it stands', (value) => {
    expect(tagsOf(render(hostileReport(value)))).toEqual(tagsOf(render(hostileReport('harmless'))));
  });
});

/** A report with the value in every place that comes from a file or a person. */
function hostileReport(value: string): AnomalyReportData {
  const [example] = anAnomalyReport().examples;
  const fields = [{ field: 'name_man' as const, value }];
  return anAnomalyReport({
    actor: value,
    rules: [aRuleCount(value, 1, 0, 0)],
    offices: {
      months: ['2001-01'],
      offices: [{ deptCode: value, deptName: value, found: 1, undated: 0, counts: [1] }],
      otherOffices: 0,
      othersFound: 0,
    },
    examples: example === undefined ? [] : [{ ...example, values: { ...example.values, firstDate: value }, records: [{ id: 1, fields }] }],
  });
}
