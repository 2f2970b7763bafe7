import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { archive, type ArchivePlan, type Label, type SampleRecord } from './archive.js';
import { countyByCode } from './counties.js';
import { DEFECTS, defectOf } from './defects/catalogue.js';
import { csvBlocks } from './output/csv-file.js';
import { steadyZip } from './output/steady-zip.js';
import { tinyPng } from './output/tiny-png.js';
import { writeWorkbook, type Sheet, type SheetCell } from './output/workbook.js';
import { zipFile, type ZipEntry } from './output/zip-file.js';
import { Random } from './random.js';
import { headersOf, spellRow, type Spelling } from './spelling.js';
import { dayFromIso } from './civil-day.js';
import { FIELD_KEYS, type FieldKey } from '../../src/domain/fields.js';
import type { SampleRow } from './row.js';

/** A committed sample file with what an import of it must come to. */
export interface SmallFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly records: readonly SampleRecord[];
}

/** The three files in `samples/`; the same bytes each time on the same version of zlib. */
export async function smallFiles(): Promise<readonly SmallFile[]> {
  return [cleanCounty(), await messyWorkbook(), scannedPackage()];
}

function cellsOf(records: readonly SampleRecord[], spelling: Spelling, seed: number): string[][] {
  const random = new Random(seed);
  return records.map(({ row }) => spellRow(row, spelling, random));
}

/** One county over seventy years, as keyed by careful hands: nothing worse than a warning. */
function cleanCounty(): SmallFile {
  const plan: ArchivePlan = {
    rows: 400,
    seed: 1955,
    fromYear: 1952,
    toYear: 2025,
    defects: 0.08,
    worn: true,
    counties: [countyByCode('440606')],
    kinds: DEFECTS.filter((defect) => defect.outcome !== 'quarantined'),
    repeats: false,
  };
  const records = [...archive(plan)];
  const lines = [[...headersOf('archive')], ...cellsOf(records, 'archive', plan.seed)];
  return { name: 'county-clean-gb18030.csv', bytes: Buffer.concat([...csvBlocks(lines, 'gb18030')]), records };
}

const MESSY_SPAN = { fromYear: 2000, toYear: 2024, defects: 0.45, counties: [countyByCode('441422'), countyByCode('445281')] };
/** A sheet cannot hold control characters at all: XML has no way to write them. */
const SHEET_DEFECTS = DEFECTS.filter((defect) => defect.kind !== 'name-with-control-character');
/** What sheets are known for, so that the small one shows it. */
const DAMAGE_BY_SHEETS = ['number-rounded-by-spreadsheet', 'number-in-powers-of-ten', 'date-as-excel-serial'].map(defectOf);
const MESSY_DEFECTS = [...SHEET_DEFECTS, ...DAMAGE_BY_SHEETS, ...DAMAGE_BY_SHEETS, ...DAMAGE_BY_SHEETS];

async function messyWorkbook(): Promise<SmallFile> {
  const first = [...archive({ ...MESSY_SPAN, rows: 80, seed: 8, kinds: MESSY_DEFECTS })];
  const second = [...archive({ ...MESSY_SPAN, rows: 40, seed: 9, kinds: MESSY_DEFECTS, counties: [countyByCode('440823')] })];
  const stream = new PassThrough();
  const [bytes] = await Promise.all([buffer(stream), writeWorkbook(stream, [ledgerSheet(first), supplementSheet(second)])]);
  return { name: 'messy.xlsx', bytes: await steadyZip(bytes), records: [...first, ...second] };
}

/** Two title lines, headers spelt as people do, real date cells, numbers for numbers and a formula for the office. */
function ledgerSheet(records: readonly SampleRecord[]): Sheet {
  const texts = cellsOf(records, 'archive', 80);
  const rows = records.map((record, index) => sheetCells(record, texts[index] ?? [], index));
  return {
    name: '登记台账',
    titles: ['婚姻登记档案电子台账(样例)', '填报单位:样例县民政局  制表日期:2025年11月'],
    rows: [headersOf('archive').map(asTyped), ...rows],
  };
}

const SPACED_HEADERS = new Set(['男方姓名', '女方姓名', '登记日期']);

function asTyped(header: string): string {
  if (SPACED_HEADERS.has(header)) return [...header].join(' ');
  return header === '页数' ? '页 数' : header;
}

function sheetCells({ row, label }: SampleRecord, texts: readonly string[], index: number): SheetCell[] {
  return FIELD_KEYS.map((key, column) => {
    const text = texts[column] ?? '';
    if (key === 'doc_page_num' && /^\d+$/.test(text)) return Number(text);
    if (key === 'dept_name' && index % 20 === 3 && text !== '') return asFormula(text);
    if (key === 'op_date' && index % 3 === 0 && isIsoDate(row.op_date)) return dateCell(row.op_date);
    return isRounded(label, key) && text.endsWith('000') ? Number(text) : text;
  });
}

/** What the defect did as text, a spreadsheet does to the cell: 18 digits as a number keep 15. */
function isRounded(label: Label | undefined, key: FieldKey): boolean {
  return label?.kind === 'number-rounded-by-spreadsheet' && label.fields.includes(key);
}

function isIsoDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && text === new Date(dayFromIso(text) * 86_400_000).toISOString().slice(0, 10);
}

function dateCell(iso: string): Date {
  return new Date(`${iso}T00:00:00Z`);
}

function asFormula(text: string): SheetCell {
  const half = Math.ceil(text.length / 2);
  return { formula: `CONCATENATE("${text.slice(0, half)}","${text.slice(half)}")`, result: text };
}

/** Later additions: keys for headers, another order, columns left out that nobody filled. */
function supplementSheet(records: readonly SampleRecord[]): Sheet {
  const used = FIELD_KEYS.filter((key) => records.some(({ row }) => row[key] !== '')).toReversed();
  const texts = cellsOf(records, 'modern', 81);
  return { name: '补录', rows: [used, ...texts.map((cells) => used.map((key) => cells[FIELD_KEYS.indexOf(key)] ?? ''))] };
}

const PACKAGE_ROWS_WITH_DEFECTS = 0.2;

/** A CSV and its scans as a county's Windows machine packs them: names in GBK, one page forgotten. */
function scannedPackage(): SmallFile {
  const plan = { rows: 60, seed: 60, fromYear: 2016, toYear: 2019, defects: PACKAGE_ROWS_WITH_DEFECTS, counties: [countyByCode('441521')] };
  const kinds = DEFECTS.filter((defect) => defect.kind !== 'pages-not-a-number');
  const pages = [...archive({ ...plan, kinds, repeats: false })].map(withPages);
  const forgotten = pages.find(({ label }, index) => index > 5 && label === undefined);
  if (forgotten === undefined) throw new Error('no sound row is left to forget a page of');
  const label: Label = { kind: 'scan-forgotten', outcome: 'flagged', codes: ['scan-missing'], fields: ['scan_files'] };
  const records = pages.map((record) => (record === forgotten ? { ...record, label } : record));
  const lines = [[...headersOf('archive')], ...cellsOf(records, 'archive', plan.seed)];
  const table = { name: '海丰县婚姻档案2016-2019.csv', bytes: Buffer.concat([...csvBlocks(lines, 'gb18030')]) };
  const scans = records.flatMap(({ row }) => scansOf(row)).filter(({ name }) => !name.endsWith(lastPageOf(forgotten.row)));
  return { name: 'package.zip', bytes: zipFile([table, ...scans], 'gbk'), records };
}

function withPages(record: SampleRecord, index: number): SampleRecord {
  const pages = 2 + (index % 3);
  const names = Array.from({ length: pages }, (_, page) => `${record.row.doc_no}-${page + 1}.png`);
  return { ...record, row: { ...record.row, doc_page_num: String(pages), scan_files: names.join(';') } };
}

function scansOf(row: SampleRow): ZipEntry[] {
  return row.scan_files
    .split(';')
    .map((name, page) => ({ name: `扫描件/${name}`, bytes: tinyPng((Number(row.doc_no.slice(-5)) + page * 80) % 256) }));
}

function lastPageOf(row: SampleRow): string {
  return row.scan_files.split(';').at(-1) ?? '';
}
