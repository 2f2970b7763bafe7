import { describe, expect, it } from 'vitest';
import { FIELD_KEYS } from '../../src/domain/fields.js';
import type { Finding } from '../../src/domain/finding.js';
import { reportOfBatch, reportOfCheck } from '../../src/import/import-report-data.js';
import type { RowTally } from '../../src/import/rows/chunk-task.js';
import type { RawCells } from '../../src/import/rows/row-checker.js';
import type { ImportReport, ReportedRow } from '../../src/report/import-report.js';
import { anImportHome, countsOf } from '../helpers/import-home.js';
import { sampleRows } from '../helpers/rows.js';

const frame = { at: '2025-11-01T09:30:00.000+08:00', version: '0.1.0' };
const column = (key: string): number => FIELD_KEYS.findIndex((field) => field === key);

/** Rows of several years and offices, some before office codes, some refused, one of them without a date; none twice. */
function someRows(): string[][] {
  const rows = sampleRows('mixed', { rows: 120, seed: 141, defects: 0.3, repeats: false });
  return rows.map((row, index) => (index === 60 ? row.map((cell, at) => (at === column('op_date') ? '' : cell)) : row));
}

describe('the data of a report', () => {
  it('adds up to the counts of the batch, by year and by office', async () => {
    const home = anImportHome();
    const summary = await home.load([home.writeCsv('rows.csv', someRows())]);
    const report = reportOfBatch(home.registry, 1, summary, { kind: 'import', ...frame });
    expect(report).toMatchObject({ kind: 'import', batch: 1, counts: countsOf(summary), reasons: summary.reasons });
    for (const groups of [report.byYear, report.byOffice]) {
      const sum = (of: 'accepted' | 'quarantined'): number => groups.reduce((all, group) => all + group[of], 0);
      expect({ accepted: sum('accepted'), quarantined: sum('quarantined') }).toEqual({
        accepted: summary.accepted,
        quarantined: summary.quarantined,
      });
    }
    expect(report.byYear.length).toBeGreaterThan(5);
    expect(report.byYear[0]).toMatchObject({ year: undefined });
    expect([...report.quarantinedRows]).toHaveLength(summary.quarantined);
  });

  it('is the same for a dry run and for the import that follows', async () => {
    const home = anImportHome();
    const path = home.writeCsv('rows.csv', someRows());
    const { checked, rows } = await checkedRows(home, path);
    const ofCheck = reportOfCheck(rows, checked, { kind: 'dry-run', ...frame });
    const ofBatch = reportOfBatch(home.registry, 1, await home.load([path]), { kind: 'import', ...frame });
    expect(groupsOf(ofCheck)).toEqual(groupsOf(ofBatch));
    expect([...ofCheck.quarantinedRows].map(({ line, findings }) => ({ line, findings }))).toEqual(
      [...ofBatch.quarantinedRows].map(({ line, findings }) => ({ line, findings })),
    );
  });
});

/** Offices by code where they have one: which of their names is shown is a matter of order. */
function groupsOf({ byYear, byOffice, counts }: ImportReport) {
  const offices = byOffice.map(({ code, name, accepted, quarantined }) => `${code === '' ? name : code} ${accepted} ${quarantined}`);
  return { byYear, offices: offices.toSorted(), counts };
}

async function checkedRows(home: ReturnType<typeof anImportHome>, path: string) {
  const quarantined: ReportedRow[] = [];
  const tallies: RowTally[] = [];
  const checked = await home.check([path], {
    deps: {
      onTally: (tally) => tallies.push(tally),
      onQuarantined: ({ line, cells, findings }, { name }) =>
        quarantined.push({
          id: undefined,
          file: name,
          line,
          cells: JSON.parse(cells) as RawCells,
          findings: JSON.parse(findings) as Finding[],
        }),
    },
  });
  expect(tallies).toHaveLength(1);
  return { checked, rows: { accepted: tallies[0] ?? { years: {}, offices: {} }, quarantined } };
}
