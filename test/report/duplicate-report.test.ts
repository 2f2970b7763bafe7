import { describe, expect, it } from 'vitest';
import { probabilityOf } from '../../src/domain/linkage-model.js';
import { duplicateReport } from '../../src/report/duplicate-report.js';
import type { DuplicateReportData } from '../../src/report/duplicate-report-data.js';
import { estimateAt, estimatesBetween, oddsBits } from '../../src/report/score-estimates.js';
import { aDuplicateReport, aHistogram, aReportedPair } from './a-duplicate-report.js';
import { aModel, anEvidence } from './a-linkage.js';
import { HOSTILE, tagsOf } from './hostile.js';

const render = (data: DuplicateReportData, lang: 'zh' | 'en' = 'en'): string => [...duplicateReport(data, lang)].join('');
const partOf = (html: string, id: string): string => html.split(`<section id="${id}">`)[1]?.split('</section>')[0] ?? '';

describe('the estimate of precision and recall', () => {
  const scores = aHistogram();

  it('is at the edge of a bar what the bars above say', () => {
    const bar = 14;
    const [pairs, expected] = [scores.pairs, scores.expected].map((counts) => counts.slice(bar).reduce((sum, count) => sum + count, 0));
    const all = scores.expected.reduce((sum, count) => sum + count, 0);
    const estimate = estimateAt(scores, scores.firstBits + bar);
    expect(estimate.pairs).toBeCloseTo(pairs ?? NaN);
    expect(estimate.precision).toBeCloseTo((expected ?? NaN) / (pairs ?? NaN));
    expect(estimate.recall).toBeCloseTo((expected ?? NaN) / all);
  });

  it('takes of the bar that the threshold cuts the share above the cut', () => {
    const only = { firstBits: 0, pairs: [100], expected: [80], below: 0 };
    expect(estimateAt(only, 0.25)).toMatchObject({ pairs: 75, expected: 60, precision: 0.8, recall: 0.75 });
  });

  it('never loses precision nor gains recall as the threshold rises', () => {
    const curve = estimatesBetween(scores, -20, 60);
    expect(curve.length).toBeGreaterThan(40);
    for (const [index, estimate] of curve.slice(1).entries()) {
      expect(estimate.precision).toBeGreaterThanOrEqual((curve[index]?.precision ?? NaN) - 1e-12);
      expect(estimate.recall).toBeLessThanOrEqual((curve[index]?.recall ?? NaN) + 1e-12);
    }
  });

  it('is the probability by which a threshold in bits was made', () => {
    expect(probabilityOf(oddsBits(0.95))).toBeCloseTo(0.95, 12);
  });
});

describe('the report of duplicates', () => {
  it.each([
    ['zh', ['重复登记检测报告', '1,000,000', '13,210,000', '14,210', '模型第 3 版', '判定线 95%']],
    ['en', ['Report on duplicate registrations', '1,000,000', '13,210,000', '14,210', 'model version 3', 'threshold 95%']],
  ] as const)('says the figures of the run (%s)', (lang, facts) => {
    const html = render(aDuplicateReport(), lang);
    for (const fact of facts) expect(html).toContain(fact);
  });

  it('counts in the table of scores the pairs that were drawn, and says how many were not', () => {
    const scores = partOf(render(aDuplicateReport()), 'scores');
    const rows = [...scores.matchAll(/<tr><td class="number">[^<]*<\/td><td class="number">[^<]*<\/td><td class="number">([\d,]+)</gu)];
    const total = rows.reduce((sum, [, count]) => sum + Number((count ?? '').replaceAll(',', '')), 0);
    expect(total).toBe(aHistogram().pairs.reduce((sum, count) => sum + count, 0));
    expect(scores.match(/<rect class="pale"/gu)).toHaveLength(rows.length);
    expect(scores).toContain('2,500,000');
  });

  it('marks the threshold that was used among those a reader may want', () => {
    const rows = partOf(render(aDuplicateReport()), 'estimates').match(/<strong>[^<]*<\/strong>/gu) ?? [];
    expect(rows[0]).toBe('<strong>95%</strong>');
    const other = partOf(render(aDuplicateReport({ threshold: 0.97 })), 'estimates');
    expect(other).toContain('<strong>97%</strong>');
    expect(other).toContain('>95%<');
  });

  it('shows both records of a pair, what differs marked, and why', () => {
    const pairs = partOf(render(aDuplicateReport(), 'zh'), 'pairs');
    expect(pairs).toContain('<mark>付</mark>建国');
    expect(pairs).toContain('<mark>傅</mark>建国');
    expect(pairs).toContain('1996-05-<mark>1</mark>4');
    expect(pairs.match(/<svg /gu)).toHaveLength(2);
    expect(pairs).toContain('怎样会改变结论');
  });

  it('masks a number that came whole', () => {
    const whole = '990101196001011234';
    const example = aReportedPair({ fields: [{ field: 'cert_num_man', left: whole, right: whole }] });
    const html = render(aDuplicateReport({ examples: [example] }));
    expect(html).not.toContain(whole);
    expect(html).toContain('9901**********1234');
  });

  it('leaves in view the digits by which masked numbers differ', () => {
    const fields = [{ field: 'cert_num_man' as const, left: '9901****6*****1234', right: '9901****7*****1234' }];
    const pairs = partOf(render(aDuplicateReport({ examples: [aReportedPair({ fields })] })), 'pairs');
    expect(pairs).toContain('9901****<mark>7</mark>*****1234');
  });

  it('shows of records outside the area nothing but the reasons', () => {
    const html = render(aDuplicateReport({ examples: [aReportedPair({ fields: [] })] }));
    expect(partOf(html, 'pairs')).toContain('outside your area');
    expect(partOf(html, 'pairs')).toContain('<svg ');
  });

  it('draws a weak bridge dashed and its far end hollow', () => {
    const clusters = partOf(render(aDuplicateReport()), 'clusters');
    expect(clusters.match(/class="edge bridge"/gu)).toHaveLength(1);
    expect(clusters.match(/<circle class="hollow"/gu)).toHaveLength(2);
    expect(clusters.match(/<line class="edge/gu)).toHaveLength(6);
  });

  it('has a bar for every level of the model', () => {
    const model = partOf(render(aDuplicateReport()), 'model');
    const levels = aModel().comparisons.flatMap((comparison) => comparison.levels);
    const pictures = model.split('<details>')[0] ?? '';
    expect(pictures.match(/<rect class="(?:good|bad)"/gu)).toHaveLength(levels.length);
  });

  it('warns of pairs that nobody compared, and only then', () => {
    expect(partOf(render(aDuplicateReport()), 'blocking')).toContain('41,000 pairs were not compared');
    const rules = aDuplicateReport().rules.map((rule) => ({ ...rule, uncomparedPairs: 0 }));
    expect(partOf(render(aDuplicateReport({ rules })), 'blocking')).not.toContain('class="notice"');
  });

  it('is a whole page when nothing was compared', () => {
    const nothing = aDuplicateReport({
      pairsFound: 0,
      rules: [],
      scores: { firstBits: -10, pairs: [0, 0], expected: [0, 0], below: 0 },
      examples: [],
      clusters: { sizes: [], shown: [] },
    });
    const html = render(nothing);
    expect(html).toContain('No pair was compared.');
    expect(html).not.toMatch(/NaN|Infinity|undefined/u);
    expect(html).toContain('</html>');
  });

  it('writes no number that is none', () => {
    for (const lang of ['zh', 'en'] as const) expect(render(aDuplicateReport(), lang)).not.toMatch(/NaN|Infinity|undefined/u);
  });
});

describe('hostile values in the report of duplicates', () => {
  it.each(HOSTILE)('%j stays text wherever it stands', (value) => {
    const html = render(hostileReport(value));
    expect(tagsOf(html)).toEqual(tagsOf(render(hostileReport('harmless'))));
  });
});

/** A report with the value in every place that comes from a file or a person. */
function hostileReport(value: string): DuplicateReportData {
  return aDuplicateReport({
    actor: value,
    at: value,
    examples: [aReportedPair({ evidence: anEvidence(), fields: [{ field: 'name_man', left: value, right: 'x' }] })],
    rules: [{ key: value, pairs: 1, found: 1, limitedBlocks: 0, uncomparedPairs: 0 }],
  });
}
