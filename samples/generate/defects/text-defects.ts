import { isModern, type Defect } from './defect.js';
import type { FieldKey } from '../../../src/domain/fields.js';
import type { SampleRow } from '../row.js';

function setCell(key: FieldKey, spell: (cell: string) => string): Defect['apply'] {
  return (row) => {
    row[key] = spell(row[key]);
    return [key];
  };
}

const always = (): boolean => true;

/** Characters of the made-up names that have a traditional form. */
const TRADITIONAL: Readonly<Record<string, string>> = {
  陈: '陳',
  黄: '黃',
  张: '張',
  刘: '劉',
  吴: '吳',
  罗: '羅',
  杨: '楊',
  谢: '謝',
  郑: '鄭',
  叶: '葉',
  冯: '馮',
  许: '許',
  苏: '蘇',
  卢: '盧',
  钟: '鐘',
  邓: '鄧',
  麦: '麥',
  简: '簡',
  区: '區',
  欧: '歐',
  关: '關',
  温: '溫',
  赖: '賴',
};
const HAS_TRADITIONAL = new RegExp(`[${Object.keys(TRADITIONAL).join('')}]`, 'g');

function traditional(text: string): string {
  return text.replace(HAS_TRADITIONAL, (character) => TRADITIONAL[character] ?? character);
}

function spacedOut(text: string): string {
  return `  ${[...text].join('\u3000')} `;
}

export const TEXT_DEFECTS: readonly Defect[] = [
  { kind: 'name-missing', outcome: 'quarantined', codes: ['required-missing'], fits: always, apply: setCell('name_woman', () => '') },
  { kind: 'type-missing', outcome: 'quarantined', codes: ['required-missing'], fits: always, apply: setCell('op_type', () => '') },
  { kind: 'type-unknown', outcome: 'quarantined', codes: ['op-type-unknown'], fits: always, apply: setCell('op_type', () => 'IX') },
  {
    kind: 'name-with-control-character',
    outcome: 'quarantined',
    codes: ['illegal-characters'],
    fits: always,
    apply: setCell('name_man', (name) => `${name}\u0007`),
  },
  {
    kind: 'name-with-digit',
    outcome: 'quarantined',
    codes: ['name-digits'],
    fits: always,
    apply: setCell('name_man', (name) => `${name}1`),
  },
  {
    kind: 'name-too-long',
    outcome: 'quarantined',
    codes: ['text-too-long'],
    fits: always,
    apply: setCell('name_man', (name) => name.repeat(30)),
  },
  {
    kind: 'name-placeholder',
    outcome: 'quarantined',
    codes: ['name-placeholder'],
    fits: always,
    apply: setCell('name_woman', () => '某某'),
  },
  {
    kind: 'name-partly-unreadable',
    outcome: 'flagged',
    codes: ['name-characters'],
    fits: always,
    apply: setCell('name_woman', (name) => `${name.charAt(0)}□`),
  },
  {
    kind: 'name-of-one-character',
    outcome: 'flagged',
    codes: ['name-short'],
    fits: always,
    apply: setCell('name_man', (name) => name.charAt(0)),
  },
  {
    kind: 'name-with-private-character',
    outcome: 'flagged',
    codes: ['private-use-characters'],
    fits: always,
    apply: setCell('name_man', (name) => `${name.charAt(0)}\ue4c6`),
  },
  { kind: 'ethnic-group-unknown', outcome: 'quarantined', codes: ['code-unknown'], fits: always, apply: setCell('folk_man', () => '60') },
  {
    kind: 'nationality-unknown',
    outcome: 'quarantined',
    codes: ['code-unknown'],
    fits: always,
    apply: setCell('nation_woman', () => '000'),
  },
  {
    kind: 'marital-status-unknown',
    outcome: 'quarantined',
    codes: ['code-unknown'],
    fits: always,
    apply: setCell('marry_status_man', () => '50'),
  },
  { kind: 'occupation-unknown', outcome: 'flagged', codes: ['code-unknown'], fits: always, apply: setCell('job_woman', () => '走街串巷') },
  {
    kind: 'pages-not-a-number',
    outcome: 'quarantined',
    codes: ['number-unreadable'],
    fits: always,
    apply: setCell('doc_page_num', () => '若干'),
  },
  {
    kind: 'office-missing',
    outcome: 'quarantined',
    codes: ['office-missing'],
    fits: isModern,
    apply: (row) => {
      row.dept_code = '';
      row.dept_name = '';
      return ['dept_code', 'dept_name'];
    },
  },
  { kind: 'office-unknown', outcome: 'flagged', codes: ['office-unknown'], fits: isModern, apply: setCell('dept_code', () => '449999') },
  { kind: 'name-in-traditional-characters', outcome: 'accepted', codes: [], fits: namesFold, apply: setCell('name_man', traditional) },
  { kind: 'name-spaced-out', outcome: 'accepted', codes: [], fits: always, apply: setCell('name_woman', spacedOut) },
  {
    kind: 'old-ethnic-name',
    outcome: 'accepted',
    codes: [],
    fits: (row) => row.folk_man === '08',
    apply: setCell('folk_man', () => '僮族'),
  },
  {
    kind: 'remark-like-a-formula',
    outcome: 'accepted',
    codes: [],
    fits: always,
    apply: setCell('remark', () => '=HYPERLINK("http://example.invalid","详见")'),
  },
];

function namesFold(row: SampleRow): boolean {
  return traditional(row.name_man) !== row.name_man;
}
