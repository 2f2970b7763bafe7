import { FIELDS, type FieldKind } from '../../src/domain/fields.js';
import { inChineseNumerals } from './defects/date-defects.js';
import type { Random } from './random.js';
import type { SampleRow } from './row.js';

/**
 * How a county wrote its file. `modern`: the keys as headers, codes as codes, dates of one or two forms.
 * `archive`: Chinese headers, words for codes, dates in every form people use.
 */
export type Spelling = 'modern' | 'archive';

export function headersOf(spelling: Spelling): readonly string[] {
  return FIELDS.map((field) => (spelling === 'modern' ? field.key : field.zh));
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const PARTIAL_DATE = /^(\d{4})(?:-(\d{2}))?$/;

/** The cells of a row in the order of the headers. Cells that a defect made strange are left as they are. */
export function spellRow(row: SampleRow, spelling: Spelling, random: Random): string[] {
  return spelling === 'modern' ? spellModern(row, random) : spellArchive(row, random);
}

const COMPACT_DATES_SHARE = 0.2;

function spellModern(row: SampleRow, random: Random): string[] {
  const compact = random.chance(COMPACT_DATES_SHARE);
  const cells: string[] = [];
  for (const { key, kind } of FIELDS) {
    const cell = row[key];
    cells.push(compact && kind === 'date' && ISO_DATE.test(cell) ? cell.replaceAll('-', '') : cell);
  }
  return cells;
}

function spellArchive(row: SampleRow, random: Random): string[] {
  const dateForm = random.weighted(DATE_FORMS);
  return FIELDS.map(({ key, kind }) => {
    const cell = row[key];
    if (kind === 'date') return ISO_DATE.test(cell) ? dateForm(cell) : partialDate(cell);
    return WORDS[kind]?.[cell] ?? cell;
  });
}

type DateForm = (iso: string) => string;

function numbersOf(iso: string): readonly [year: string, month: number, day: number] {
  return [iso.slice(0, 4), Number(iso.slice(5, 7)), Number(iso.slice(8))];
}

function separatedBy(separator: string): DateForm {
  return (iso) => numbersOf(iso).join(separator);
}

function written(iso: string): string {
  const [year, month, day] = numbersOf(iso);
  return `${year}年${month}月${day}日`;
}

/** `1965年`, `1965年5月`; other cells stay as they are. */
function partialDate(cell: string): string {
  const [whole, year, month] = PARTIAL_DATE.exec(cell) ?? [];
  if (whole === undefined) return cell;
  return month === undefined ? `${year}年` : `${year}年${Number(month)}月`;
}

const DATE_FORMS: readonly (readonly [DateForm, number])[] = [
  [written, 40],
  [separatedBy('-'), 15],
  [separatedBy('.'), 15],
  [separatedBy('/'), 10],
  [(iso) => iso.replaceAll('-', ''), 15],
  [inChineseNumerals, 5],
];

/** The words clerks write for the codes of docs/records.md that the generator uses. */
const WORDS: Partial<Record<FieldKind, Readonly<Record<string, string>>>> = {
  'op-type': { IA: '结婚登记', IB: '离婚登记', ICA: '补发结婚证', ICB: '补发离婚证', ID: '撤销婚姻' },
  flag: { '0': '否', '1': '是' },
  'id-type': { '1': '内地居民', '2': '香港居民', '6': '外国人' },
  'document-type': { '1': '身份证', '5': '护照', '8': '港澳居民来往内地通行证' },
  country: { '156': '中国' },
  ethnic: { '01': '汉族', '06': '苗', '08': '壮族', '13': '瑶', '15': '土家族', '22': '畲族' },
  occupation: { '1/2': '教师', '3': '办事员', '4': '售货员', '5': '农民', '6/7/8/9': '工人', Y: '其他' },
  education: { '10': '研究生', '20/30': '大专以上', '40': '中专', '60': '高中', '70': '初中', '80': '小学', '90': '文盲' },
  marital: { '10': '未婚', '20': '已婚', '30': '丧偶', '40': '离婚' },
};
