import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { renderImportReport, writeImportReport } from '../../src/report/import-report.js';
import { aReport, aReportedRow } from './a-report.js';
import { HOSTILE, tagsOf } from './hostile.js';

const folder = mkdtempSync(join(tmpdir(), 'mreg-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the import report', () => {
  it('prints counts, rate, batch and the hash of each file', () => {
    const html = renderImportReport(aReport(), 'en');
    for (const fact of ['1,200', '1,100', '80', '1,500 rows a second', 'Batch 3', 'ab'.repeat(32)]) expect(html).toContain(fact);
  });

  it.each([
    ['a dry run', 'dry-run', 'Dry run: nothing was written'],
    ['a check without a home', 'validate', 'Checked only: nothing was written'],
  ] as const)('says that %s wrote nothing', (_name, kind, sentence) => {
    expect(renderImportReport(aReport({ kind, batch: undefined }), 'en')).toContain(sentence);
  });

  it('speaks Chinese to Chinese readers', () => {
    const html = renderImportReport(aReport(), 'zh');
    expect(html).toContain('<html lang="zh-CN">');
    expect(html).toContain('历史档案导入报告');
  });

  it('prints no whole document number, in whichever column it stands', () => {
    const slipped = aReportedRow({
      cells: { name_man: '990101196001011234', cert_num_woman: '990101620202122', op_date: '补录 990101196202021222' },
    });
    const html = renderImportReport(aReport({ quarantinedRows: [slipped] }), 'en');
    expect(html).not.toMatch(/\d{15}/u);
    expect(html).toContain('9901**********1234');
  });

  it('lists the first thousand rows, says so, and reads no further', () => {
    let taken = 0;
    const rows = (function* () {
      for (;;) yield aReportedRow({ id: ++taken });
    })();
    const html = renderImportReport(aReport({ quarantinedRows: rows, counts: { ...aReport().counts, quarantined: 5_000 } }), 'en');
    expect(html).toContain('5,000 rows were quarantined; the first 1,000 are listed here');
    expect(taken).toBe(1_000);
  });

  it('draws a year without rows as a gap, not as nothing', () => {
    const chart = renderImportReport(aReport(), 'en').split('id="years"')[1]?.split('</svg>')[0] ?? '';
    expect([...chart.matchAll(/text-anchor="middle">([^<]+)</gu)].map((match) => match[1])).toEqual(['1986', '1987', '1988', 'unknown']);
  });

  it('shares out the bars in proportion to their rows', () => {
    const chart = renderImportReport(aReport(), 'en').split('id="reasons"')[1]?.split('</svg>')[0] ?? '';
    const widths = [...chart.matchAll(/<rect class="bad"[^>]* width="([\d.]+)"/gu)].map((match) => Number(match[1]));
    expect(widths).toHaveLength(2);
    expect((widths[1] ?? 0) / (widths[0] ?? 1)).toBeCloseTo(30 / 50, 2);
  });

  it('has no chart of reasons and no table of rows when nothing was quarantined', () => {
    const html = renderImportReport(aReport({ counts: { ...aReport().counts, quarantined: 0 }, reasons: [], quarantinedRows: [] }), 'en');
    expect(html).toContain('No row was quarantined.');
    expect(html).not.toContain('id="rows"');
  });
});

describe('hostile values in a report', () => {
  it.each(HOSTILE)('%j stays text wherever it stands', (value) => {
    const html = renderImportReport(hostileReport(value), 'en');
    expect(tagsOf(html)).toEqual(tagsOf(renderImportReport(hostileReport('harmless'), 'en')));
    for (const unseen of ['\u0000', '\u202E']) expect(html).not.toContain(unseen);
    expect(Buffer.from(html, 'utf8').toString('utf8')).toBe(html);
  });

  it('no text makes a tag or an attribute of its own (any string)', () => {
    const expected = tagsOf(renderImportReport(hostileReport('harmless'), 'en'));
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), (value) => {
        expect(tagsOf(renderImportReport(hostileReport(`x${value}`), 'en'))).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });
});

/** A report with the value in every place that comes from a file. */
function hostileReport(value: string) {
  return aReport({
    files: aReport().files.map((file) => ({ ...file, name: value, sheet: value, encoding: value })),
    byOffice: [{ code: value, name: value, accepted: 1, quarantined: 1 }],
    reasons: [{ code: value, count: 2 }],
    quarantinedRows: [
      aReportedRow({
        file: value,
        cells: { name_man: value, op_date: value, cert_no: value },
        findings: [{ code: value, severity: 'error', fields: ['name_man'] }],
      }),
    ],
  });
}

describe('writing the report', () => {
  it('is readable by its owner alone and replaces an older report whole', async () => {
    const path = join(folder, 'report.html');
    writeFileSync(path, 'old');
    const written = await writeImportReport(path, aReport(), 'zh');
    expect(readFileSync(path, 'utf8')).toBe(renderImportReport(aReport(), 'zh'));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(written.bytes).toBe(statSync(path).size);
  });

  it('leaves the older report and nothing else when a row cannot be read', async () => {
    const path = join(folder, 'kept.html');
    writeFileSync(path, 'old');
    const broken = (function* () {
      yield aReportedRow();
      throw new Error('the source broke');
    })();
    await expect(writeImportReport(path, aReport({ quarantinedRows: broken }), 'zh')).rejects.toThrow('the source broke');
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('names the folder that does not exist', async () => {
    const path = join(folder, 'nowhere', 'report.html');
    await expect(writeImportReport(path, aReport(), 'zh')).rejects.toMatchObject({ kind: 'usage', key: 'report.no-folder' });
  });
});
