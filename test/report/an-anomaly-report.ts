import type { AnomalyRule } from '../../src/domain/anomaly-rule.js';
import type { AnomalyReportData, AnomalyRuleCount, OfficeMonthCounts } from '../../src/report/anomaly-report-data.js';

export function aRuleCount(code: string, error: number, warning: number, hint: number): AnomalyRuleCount {
  const rule: AnomalyRule = { code, about: 'person', severity: 'error', parameters: {}, source: 'Civil Code Art. 1042' };
  return { rule, bySeverity: { error, warning, hint } };
}

/** Months of some years, January first. */
export function monthsOf(first: number, last: number): readonly string[] {
  return Array.from({ length: (last - first + 1) * 12 }, (_, index) => {
    const month = String((index % 12) + 1).padStart(2, '0');
    return `${first + Math.floor(index / 12)}-${month}`;
  });
}

/** An office whose findings are spread unevenly, and one wave among them. */
export function anOffice(deptCode: string, deptName: string, months: number, seed: number): OfficeMonthCounts {
  const counts = Array.from({ length: months }, (_, index) => {
    const wave = index === 17 ? 90 : 0;
    return (((index + 1) * seed) % 7 === 0 ? ((index * seed) % 11) + 1 : 0) + wave;
  });
  const dated = counts.reduce((sum, count) => sum + count, 0);
  return { deptCode, deptName, found: dated + 2, undated: 2, counts };
}

export function anAnomalyReport(over: Partial<AnomalyReportData> = {}): AnomalyReportData {
  const months = monthsOf(2017, 2019);
  return {
    run: 4,
    at: '2026-05-20T09:30:00+08:00',
    actor: 'zhang.wei',
    records: 1_000_000,
    persons: 1_912_340,
    found: 191,
    added: 11,
    seconds: 9.4,
    isFull: true,
    rules: [
      aRuleCount('under-age', 3, 120, 0),
      aRuleCount('marriage-overlap', 7, 0, 0),
      aRuleCount('kin-same-address', 0, 0, 61),
      aRuleCount('after-death', 0, 0, 0),
    ],
    offices: {
      months,
      offices: [
        anOffice('440104', '广州市越秀区民政局婚姻登记处', months.length, 3),
        anOffice('440305', '深圳市南山区民政局婚姻登记处（含原蛇口工业区婚姻登记室移交档案部分）', months.length, 5),
        anOffice('', '', months.length, 2),
      ],
      otherOffices: 8,
      othersFound: 30,
    },
    examples: [
      {
        code: 'marriage-overlap',
        severity: 'error',
        score: 1,
        values: {
          firstDate: '2001-05-04',
          endDate: '2012-03-02',
          feed: 'divorce',
          secondDate: '2009-09-09',
          holderNumber: '990101196001011234',
        },
        records: [
          {
            id: 5,
            fields: [
              { field: 'op_date', value: '2001-05-04' },
              { field: 'name_man', value: '张三' },
              { field: 'cert_num_man', value: '990101196001011234' },
            ],
          },
          {
            id: 99,
            fields: [
              { field: 'op_date', value: '2009-09-09' },
              { field: 'name_woman', value: '李四' },
            ],
          },
        ],
      },
      { code: 'kin-same-address', severity: 'hint', score: 0.8, values: { date: '2010-01-01', years: 3 }, records: [] },
    ],
    ...over,
  };
}
