import type { CommandSpec, FamilySpec, OptionSpec } from '../command-spec.js';

export const EXPORT_LEDGER_FAMILY: FamilySpec = {
  path: 'export ledger',
  summary: { zh: '导出台账', en: 'the register of exports (台账)' },
};

const QUERY_OPTIONS: readonly OptionSpec[] = [
  { name: 'since', kind: 'text', value: 'YYYY-MM-DD', text: { zh: '从这一天起', en: 'from this day on' } },
  { name: 'until', kind: 'text', value: 'YYYY-MM-DD', text: { zh: '到这一天止', en: 'up to this day' } },
  { name: 'officer', kind: 'text', value: 'USERNAME', text: { zh: '只看一个导出人', en: 'exports of one officer' } },
  { name: 'purpose', kind: 'text', value: 'TEXT', text: { zh: '用途里有这些字的', en: 'exports with this text in their purpose' } },
  {
    name: 'state',
    kind: 'choice',
    value: 'STATE',
    choices: ['running', 'done', 'aborted'],
    text: { zh: '状态：running 进行中、done 完成、aborted 中止', en: 'running, done or aborted' },
  },
  { name: 'region', kind: 'text', value: 'CODE', text: { zh: '可能涉及这个区划的', en: 'exports that may hold records of this region' } },
  {
    name: 'overdue',
    kind: 'switch',
    text: { zh: '只看到期未回执的', en: 'only those past their term of which nobody has said what became' },
  },
];

const TIDIES = {
  zh: '只读；只是发现有导出被强行终止时，先替它补记中止、清掉残留。',
  en: 'Reads only, except that an export found killed is first written down as aborted and its remains removed.',
};

const forceOption: OptionSpec = { name: 'force', kind: 'switch', text: { zh: '文件已存在时覆盖', en: 'replace a file that is there' } };

export const EXPORT_LEDGER_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'export ledger list',
    group: 'export',
    summary: { zh: '列出台账：谁、何时、为何、导出了什么', en: 'list the exports: who, when, why and what' },
    access: 'export.read',
    changes: 'nothing',
    effect: TIDIES,
    arguments: [],
    options: QUERY_OPTIONS,
    examples: [
      { command: 'mreg export ledger list --since 2026-01-01', text: { zh: '今年的导出', en: 'the exports since a day' } },
      { command: 'mreg export ledger list --overdue', text: { zh: '到期还没有回执的', en: 'copies past their term' } },
      { command: 'mreg export ledger list --officer zhangsan --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2, 4],
    load: async () => (await import('../export-ledger.js')).runExportLedgerList,
  },
  {
    path: 'export ledger xlsx',
    group: 'export',
    summary: { zh: '把台账写成 Excel 工作簿', en: 'write the 台账 as an Excel workbook' },
    access: 'export.read',
    changes: 'files',
    effect: {
      zh: '写出台账的全部栏目，单元格都是文本。不含任何登记记录。',
      en: 'Writes every column of the 台账 as text cells. It holds no records.',
    },
    arguments: [{ name: 'FILE', required: true, completes: 'files', text: { zh: '写到哪里', en: 'where to write it' } }],
    options: [...QUERY_OPTIONS, forceOption],
    examples: [
      { command: 'mreg export ledger xlsx 台账.xlsx', text: { zh: '写出整本台账', en: 'write the whole 台账' } },
      {
        command: 'mreg export ledger xlsx 台账.xlsx --since 2026-01-01 --until 2026-12-31',
        text: { zh: '只写一年的', en: 'write one year' },
      },
    ],
    exitCodes: [2, 4],
    load: async () => (await import('../export-ledger.js')).runExportLedgerXlsx,
  },
  {
    path: 'export ledger report',
    group: 'export',
    summary: { zh: '生成年度检查报告（网页，可离线打开）', en: 'write the yearly check report (HTML, works offline)' },
    access: 'export.read',
    changes: 'files',
    effect: {
      zh: '按用途、接收单位、导出人、月份统计一年的导出，列出被拒绝、中止和到期未回执的。',
      en: 'Counts the exports of a year by purpose, recipient, officer and month, and lists refused, aborted and overdue ones.',
    },
    arguments: [{ name: 'FILE.html', required: true, completes: 'files', text: { zh: '写到哪里', en: 'where to write it' } }],
    options: [{ name: 'year', kind: 'text', value: 'YYYY', required: true, text: { zh: '哪一年', en: 'the year' } }, forceOption],
    examples: [
      { command: 'mreg export ledger report 检查.html --year 2026', text: { zh: '2026 年的检查报告', en: 'the report of 2026' } },
      {
        command: 'mreg export ledger report check.html --year 2026 --json',
        text: { zh: '同时给脚本结果', en: 'with a result for scripts' },
      },
    ],
    exitCodes: [2, 4],
    load: async () => (await import('../export-ledger.js')).runExportLedgerReport,
  },
  {
    path: 'export ledger settle',
    group: 'export',
    summary: { zh: '登记数据用后的去向（销毁、交还或留存）', en: 'write down what became of a copy after use' },
    access: 'export.settle',
    changes: 'data',
    effect: {
      zh: '在台账和账本里记下接收单位的回执；不改动导出文件。',
      en: "Writes the recipient's receipt into 台账 and ledger; the file is not touched.",
    },
    arguments: [{ name: 'NUMBER', required: true, text: { zh: '导出编号', en: "the export's number" } }],
    options: [
      {
        name: 'how',
        kind: 'choice',
        value: 'HOW',
        required: true,
        choices: ['destroyed', 'returned', 'kept'],
        text: { zh: 'destroyed 已销毁、returned 已交还、kept 依规定留存', en: 'destroyed, returned or kept by rule' },
      },
      { name: 'note', kind: 'text', value: 'TEXT', required: true, text: { zh: '回执说明', en: 'what the receipt says' } },
    ],
    examples: [
      {
        command: 'mreg export ledger settle EXP-20261125-001 --how destroyed --note "接收单位 12 月 1 日函告已销毁"',
        text: { zh: '登记已销毁', en: 'the copy was destroyed' },
      },
      {
        command: 'mreg export ledger settle EXP-20261125-002 --how kept --note "statutory retention" --json',
        text: { zh: '给脚本用的结果', en: 'a result for scripts' },
      },
    ],
    exitCodes: [2, 4, 6],
    load: async () => (await import('../export-ledger.js')).runExportLedgerSettle,
  },
];
