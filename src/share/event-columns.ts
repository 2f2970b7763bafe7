import type { LifeEventKind } from '../domain/life-event.js';
import { foldText } from '../domain/text-folding.js';

/** What a row of a feed says; all as the file has it. */
export type EventColumn = 'name' | 'number' | 'spouseName' | 'spouseNumber' | 'date' | 'reference';

const NUMBER_WORDS = [
  '证件号码',
  '证件号',
  '身份证号码',
  '身份证号',
  '身份证件号码',
  '公民身份号码',
  '居民身份证号码',
  '居民身份证号',
] as const;

const named = (prefixes: readonly string[], words: readonly string[]): readonly string[] =>
  prefixes.flatMap((prefix) => words.map((word) => prefix + word));

/** The parties as courts, civil affairs and health authorities head them; the first of a pair is the person. */
const PERSON = ['', '死者', '死亡人员', '死亡人', '逝者', '当事人', '当事人1', '当事人一', '当事人甲', '男方', '原告', '申请人'];
const SPOUSE = ['对方', '配偶', '另一方', '对方当事人', '当事人2', '当事人二', '当事人乙', '女方', '被告', '被申请人'];

/** Earlier words win where a file has several: a judgment ends a marriage when it takes effect, not when it is given. */
const HEADINGS: Readonly<Record<EventColumn, readonly string[]>> = {
  name: ['name', ...named(PERSON, ['姓名']), '死者', '男方', '原告'],
  number: ['document_number', 'document number', 'id_number', 'id number', ...named(PERSON, NUMBER_WORDS)],
  spouseName: ['spouse_name', 'spouse name', ...named(SPOUSE, ['姓名']), '女方', '被告', '配偶', '对方'],
  spouseNumber: [
    'spouse_document_number',
    'spouse document number',
    'spouse_id_number',
    'spouse id number',
    ...named(SPOUSE, NUMBER_WORDS),
  ],
  date: [
    'date',
    '死亡日期',
    '死亡时间',
    '去世日期',
    '生效日期',
    '判决生效日期',
    '裁判生效日期',
    '文书生效日期',
    '调解生效日期',
    '离婚日期',
    '撤销日期',
    '宣告日期',
    '判决日期',
    '调解日期',
    '裁判日期',
    '日期',
  ],
  reference: [
    'reference',
    '案号',
    '文号',
    '判决书编号',
    '判决书文号',
    '法律文书编号',
    '法律文书号',
    '文书编号',
    '文书号',
    '裁判文书号',
    '调解书编号',
    '死亡证明编号',
    '死亡证明书编号',
    '死亡医学证明编号',
    '死亡证编号',
    '证明编号',
    '编号',
  ],
};

export type ColumnPlaces = ReadonlyMap<EventColumn, number>;

/** The columns a file of this kind must have: a marriage has two parties, whose numbers need not both be known. */
export function neededColumns(kind: LifeEventKind): readonly EventColumn[] {
  return ['name', 'number', ...(kind === 'death' ? [] : (['spouseName'] as const)), 'date', 'reference'];
}

/** Where the columns are, when a row heads all that are needed. */
export function columnsIn(cells: readonly string[], kind: LifeEventKind): ColumnPlaces | undefined {
  const headings = cells.map((cell) => foldText(cell).toLowerCase());
  const places = new Map<EventColumn, number>();
  for (const [column, words] of Object.entries(HEADINGS) as [EventColumn, readonly string[]][]) {
    const word = words.find((each) => headings.includes(each));
    if (word !== undefined) places.set(column, headings.indexOf(word));
  }
  return neededColumns(kind).every((column) => places.has(column)) ? places : undefined;
}
