import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { exportQuarantine, type ExportRequest } from '../../../src/import/quarantine/export.js';
import {
  AGE_TOO_LOW,
  aQuarantine,
  AT,
  columnOf,
  ledgerBodies,
  NAME_MISSING,
  openSheet,
  PAGES_DOUBTFUL,
  rowOf,
  type NewRow,
  type QuarantineFixture,
} from './a-quarantine.js';

const REQUEST: ExportRequest = { lang: 'zh', reach: '', actor: 'clerk', at: AT };

interface Exported extends QuarantineFixture {
  readonly path: string;
  readonly sheet: ExcelJS.Worksheet;
  readonly explanation: ExcelJS.Worksheet;
  readonly cell: (id: number, key: string) => ExcelJS.Cell;
}

async function exported(rows: readonly NewRow[], over: Partial<ExportRequest> = {}): Promise<Exported> {
  const fixture = aQuarantine(rows);
  const path = join(fixture.folder, '待修复.xlsx');
  await exportQuarantine(fixture.registry, path, { ...REQUEST, ...over });
  const [sheet, explanation] = (await openSheet(path)).worksheets;
  if (sheet === undefined || explanation === undefined) throw new Error('sheets are missing');
  return { ...fixture, path, sheet, explanation, cell: (id, key) => sheet.getRow(rowOf(sheet, id)).getCell(columnOf(sheet, key)) };
}

function noteText({ note }: ExcelJS.Cell): string {
  return typeof note === 'string' ? note : (note?.texts ?? []).map((part) => part.text).join('');
}

function colourOf(cell: ExcelJS.Cell): string | undefined {
  return cell.fill?.type === 'pattern' ? cell.fill.fgColor?.argb : undefined;
}

describe('the repair sheet', () => {
  it('carries the real values, because the clerk repairs them', async () => {
    const { cell } = await exported([{ id: 3, cells: { cert_num_man: '990101196001011234', op_date: '1986年5月4日' } }]);
    expect(cell(3, 'cert_num_man').value).toBe('990101196001011234');
    expect(cell(3, 'op_date').value).toBe('1986年5月4日');
  });

  it.each([
    ['zh', '隔离编号', '男方姓名'],
    ['en', 'Quarantine no.', "Man's name"],
  ] as const)('has a header in the language (%s) above the keys', async (lang, id, name) => {
    const { sheet } = await exported([{ id: 3 }], { lang });
    const place = columnOf(sheet, 'name_man');
    expect([sheet.getCell(1, 1).value, sheet.getCell(1, place).value]).toEqual([id, name]);
    expect(sheet.getCell(2, 1).value).toBe('quarantine_id');
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 2, xSplit: 1 });
  });

  it('colours exactly the bad cells and says in a comment what is wrong and what to do', async () => {
    const { cell } = await exported([{ id: 3, cells: { name_woman: '李四' }, findings: [NAME_MISSING, PAGES_DOUBTFUL] }]);
    expect(colourOf(cell(3, 'name_man'))).toBe('FFFFC7CE');
    expect(noteText(cell(3, 'name_man'))).toMatch(/缺少必填项.*建议/su);
    expect(colourOf(cell(3, 'doc_page_num'))).toBe('FFFFEB9C');
    expect(colourOf(cell(3, 'name_woman'))).toBeUndefined();
    expect(cell(3, 'name_woman').note).toBeUndefined();
  });

  it('joins the comments of a cell that several rules speak of', async () => {
    const { cell } = await exported([
      { id: 3, findings: [NAME_MISSING, { code: 'illegal-characters', severity: 'error', fields: ['name_man'] }] },
    ]);
    expect(noteText(cell(3, 'name_man')).split('\n')).toHaveLength(2);
  });

  it('says every reason in a column too, also one that speaks of no cell', async () => {
    const { cell } = await exported([{ id: 3, findings: [{ code: 'row-cut-off', severity: 'error', fields: [] }] }]);
    expect(cell(3, 'reasons').value).toMatch(/记录不完整/u);
  });

  it('names where the row comes from, and what the file had in columns of its own', async () => {
    const { cell } = await exported([{ id: 5, batch: 2, line: 40, cells: { 备用列: '旧号 12' } }]);
    expect(['batch', 'file', 'line', 'other_columns'].map((key) => cell(5, key).value)).toEqual([
      '2',
      'county-2.csv',
      '40',
      '备用列: 旧号 12',
    ]);
    expect(cell(5, 'origin_digest').value).toMatch(/^[0-9a-f]{16}$/u);
  });

  it('keeps every cell text, so that nothing a file says becomes a formula', async () => {
    const hostile = { name_man: '=cmd|" /C calc"!A0', name_woman: '+1', remark: '@x', dept_name: '-2', operator: '\t=1' };
    const { sheet, cell } = await exported([{ id: 3, cells: { ...hostile, '=evil()': '=1+1' } }]);
    sheet.eachRow((row) => row.eachCell((each) => expect([ExcelJS.ValueType.String, ExcelJS.ValueType.Null]).toContain(each.type)));
    expect(Object.keys(hostile).map((key) => cell(3, key).value)).toEqual(Object.values(hostile));
    expect(cell(3, 'other_columns').value).toBe('=evil(): =1+1');
  });

  it('has the text format everywhere, so that an 18-digit number stays whole', async () => {
    const { cell } = await exported([{ id: 3, cells: { cert_num_man: '990101196001011234' } }]);
    expect([cell(3, 'cert_num_man').numFmt, cell(3, 'cert_num_woman').numFmt, cell(3, 'name_man').numFmt]).toEqual(['@', '@', '@']);
  });

  it('explains on a second sheet: steps, colours, and each reason with its count', async () => {
    const { explanation } = await exported([{ id: 3 }, { id: 4, findings: [NAME_MISSING, AGE_TOO_LOW] }]);
    const texts = explanation.getSheetValues().flatMap((row) => (Array.isArray(row) ? row.slice(1).map(String) : []));
    expect(texts.join('\n')).toMatch(/mreg quarantine retry[\s\S]*必须改正[\s\S]*required-missing[\s\S]*minimum-age/u);
    expect(texts[texts.indexOf('required-missing') - 1]).toBe('2');
  });
});

describe('exporting', () => {
  it.each([
    ['one batch', { batch: 2 }, ['5', '8']],
    ['one rule', { code: 'minimum-age' }, ['8']],
  ] as const)('takes only the open rows of %s', async (_name, over, ids) => {
    const { sheet } = await exported([{ id: 3 }, { id: 5, batch: 2 }, { id: 8, batch: 2, findings: [AGE_TOO_LOW] }], over);
    expect((sheet.getColumn(1).values as readonly unknown[]).slice(3)).toEqual(ids);
  });

  it('leaves settled rows out', async () => {
    const { registry, folder } = aQuarantine([{ id: 3 }, { id: 4 }]);
    registry.database.exec("UPDATE quarantine SET state = 'discarded' WHERE id = 3");
    expect(await exportQuarantine(registry, join(folder, 'a.xlsx'), REQUEST)).toMatchObject({ rows: 1, rows_left: 0 });
  });

  it('writes the hash of the very file into the ledger, and the file is its owner’s alone', async () => {
    const { registry, path } = await exported([{ id: 3 }], { batch: 1 });
    const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
    expect(ledgerBodies(registry, 'quarantine.export')).toEqual([{ file: '待修复.xlsx', rows: 1, sha256, batch: 1, rule: null }]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('writes no file and no entry when no row waits', async () => {
    const { registry, folder } = aQuarantine([]);
    const path = join(folder, 'a.xlsx');
    expect(await exportQuarantine(registry, path, REQUEST)).toMatchObject({ file: null, rows: 0, ledger_seq: null });
    expect(existsSync(path)).toBe(false);
    expect(ledgerBodies(registry, 'quarantine.export')).toEqual([]);
  });

  it('never writes over a file: it may hold repairs', async () => {
    const { registry, folder } = aQuarantine([{ id: 3 }]);
    const path = join(folder, 'a.xlsx');
    writeFileSync(path, 'repairs');
    await expect(exportQuarantine(registry, path, REQUEST)).rejects.toMatchObject({ kind: 'usage', key: 'quarantine.file-exists' });
    expect(readFileSync(path, 'utf8')).toBe('repairs');
  });

  it('leaves no file when the ledger cannot take its entry', async () => {
    const { registry, folder } = aQuarantine([{ id: 3 }]);
    registry.database.exec("CREATE TRIGGER full BEFORE INSERT ON ledger_entry BEGIN SELECT RAISE(ABORT, 'full'); END");
    await expect(exportQuarantine(registry, join(folder, 'a.xlsx'), REQUEST)).rejects.toThrow('full');
    expect(readdirSync(folder).filter((name) => !name.startsWith('registry.db'))).toEqual([]);
  });

  it('leaves no file and no entry when it is interrupted between pages', async () => {
    const { registry, folder } = aQuarantine(Array.from({ length: 700 }, (_, index) => ({ id: index + 1 })));
    const controller = new AbortController();
    const request = { ...REQUEST, signal: controller.signal, onRows: () => controller.abort() };
    await expect(exportQuarantine(registry, join(folder, 'a.xlsx'), request)).rejects.toMatchObject({ name: 'AbortError' });
    expect(readdirSync(folder).filter((name) => !name.startsWith('registry.db'))).toEqual([]);
    expect(ledgerBodies(registry, 'quarantine.export')).toEqual([]);
  });
});
