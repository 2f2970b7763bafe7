import type { ImportReport, ReportedRow } from '../../src/report/import-report.js';

/** A row whose numbers belong to nobody: region 99 does not exist. */
export function aReportedRow(over: Partial<ReportedRow> = {}): ReportedRow {
  return {
    id: 7,
    file: '婚姻档案1986.csv',
    line: 12,
    cells: {
      op_date: '1986年5月4日',
      cert_no: '(86)穗结字第12号',
      name_man: '张三',
      cert_num_man: '990101196001011234',
      name_woman: '李四',
      cert_num_woman: '990101196202021222',
    },
    findings: [{ code: 'registration-day-missing', severity: 'error', fields: ['op_date'] }],
    ...over,
  };
}

export function aReport(over: Partial<ImportReport> = {}): ImportReport {
  return {
    kind: 'import',
    batch: 3,
    at: '2026-05-20 09:30',
    version: '0.1.0',
    files: [{ name: '婚姻档案1986.csv', sheet: '', encoding: 'gb18030', bytes: 1_048_576, rows: 1200, sha256: 'ab'.repeat(32) }],
    counts: { rows: 1200, accepted: 1100, flagged: 40, quarantined: 80, already_present: 20 },
    seconds: 0.8,
    reasons: [
      { code: 'required-missing', count: 50 },
      { code: 'document-missing', count: 30 },
    ],
    byYear: [
      { year: 1986, accepted: 500, quarantined: 60 },
      { year: 1988, accepted: 600, quarantined: 15 },
      { year: undefined, accepted: 0, quarantined: 5 },
    ],
    byOffice: [
      { code: '440104', name: '广州市越秀区民政局', accepted: 900, quarantined: 20 },
      { code: '', name: '', accepted: 200, quarantined: 60 },
    ],
    quarantinedRows: [aReportedRow()],
    ...over,
  };
}
