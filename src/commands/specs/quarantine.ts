import type { CommandSpec, FamilySpec, OptionSpec } from '../command-spec.js';

const BATCH_OPTION: OptionSpec = {
  name: 'batch',
  kind: 'text',
  value: 'ID',
  text: { zh: '只看这一批', en: 'only this batch' },
};

const RULE_OPTION: OptionSpec = {
  name: 'rule',
  kind: 'text',
  value: 'CODE',
  text: { zh: '只看因这条规则被隔离的行', en: 'only rows quarantined by this rule' },
};

export const QUARANTINE_FAMILY: FamilySpec = {
  path: 'quarantine',
  summary: { zh: '查看、导出、修复或放弃被隔离的行', en: 'look at, export, repair or discard quarantined rows' },
};

export const QUARANTINE_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'quarantine list',
    group: 'daily',
    summary: { zh: '列出被隔离的行和原因', en: 'list the quarantined rows and their reasons' },
    access: 'records.read',
    changes: 'nothing',
    effect: { zh: '只读。证件号码打码显示。', en: 'Reads only. Document numbers are masked.' },
    arguments: [],
    options: [
      BATCH_OPTION,
      RULE_OPTION,
      { name: 'limit', kind: 'count', value: 'N', text: { zh: '最多显示 N 行（默认 50）', en: 'at most N rows (default 50)' } },
    ],
    examples: [
      { command: 'mreg quarantine list', text: { zh: '看还有多少行要处理', en: 'see what waits for repair' } },
      { command: 'mreg quarantine list --batch 2 --rule minimum-age', text: { zh: '只看某批某条规则', en: 'one batch, one rule' } },
    ],
    exitCodes: [2],
    load: async () => (await import('../quarantine.js')).runQuarantineList,
  },
  {
    path: 'quarantine show',
    group: 'daily',
    summary: { zh: '查看一行：原文、每个原因、怎么改', en: 'show one row: its text, every reason, what to do' },
    access: 'records.read',
    changes: 'nothing',
    effect: { zh: '只读。证件号码打码显示。', en: 'Reads only. Document numbers are masked.' },
    arguments: [{ name: 'ID', required: true, text: { zh: '隔离编号', en: 'the quarantined row' } }],
    options: [],
    examples: [
      { command: 'mreg quarantine show 7', text: { zh: '查看第 7 号', en: 'show row 7' } },
      { command: 'mreg quarantine show 7 --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2],
    load: async () => (await import('../quarantine.js')).runQuarantineShow,
  },
  {
    path: 'quarantine export',
    group: 'daily',
    summary: { zh: '导出修复用的表格，问题单元格标色并加批注', en: 'write a repair sheet with the bad cells coloured and explained' },
    access: 'records.import',
    changes: 'files',
    effect: {
      zh: '写出一个 XLSX 文件并记入账本；登记数据不变。表里是完整的证件号码，请按档案要求保管。',
      en: 'Writes one XLSX file and a ledger entry; the registry does not change. The sheet holds whole document numbers: keep it as you keep the archive.',
    },
    arguments: [{ name: 'FILE.xlsx', required: true, completes: 'files', text: { zh: '要写的文件', en: 'the file to write' } }],
    options: [BATCH_OPTION, RULE_OPTION],
    examples: [
      { command: 'mreg quarantine export 待修复.xlsx', text: { zh: '导出全部待修复的行', en: 'export every row that waits' } },
      { command: 'mreg quarantine export 待修复.xlsx --batch 2', text: { zh: '只导出第 2 批', en: 'one batch only' } },
    ],
    exitCodes: [2],
    load: async () => (await import('../quarantine.js')).runQuarantineExport,
  },
  {
    path: 'quarantine retry',
    group: 'repair',
    summary: { zh: '读回修好的表格，把修好的行入库', en: 'read the repaired sheet back and load what is repaired' },
    access: 'records.import',
    changes: 'data',
    effect: {
      zh: '修好的行入库并与原始行关联，记入账本；仍有问题的行原样留在隔离区，新的原因只在结果里列出。',
      en: 'Loads the repaired rows, linked to their original rows, and writes the ledger. Rows still wrong stay in quarantine as they were; the new reasons are printed.',
    },
    arguments: [{ name: 'FILE.xlsx', required: true, completes: 'files', text: { zh: '修好的表格', en: 'the repaired sheet' } }],
    options: [],
    examples: [
      { command: 'mreg quarantine retry 待修复.xlsx', text: { zh: '读回修好的表格', en: 'read the repaired sheet' } },
      { command: 'mreg quarantine retry 待修复.xlsx --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2, 3, 6, 130],
    load: async () => (await import('../quarantine.js')).runQuarantineRetry,
  },
  {
    path: 'quarantine discard',
    group: 'repair',
    summary: { zh: '放弃不可能修好的行，写明原因', en: 'give up rows that cannot be repaired, with a reason' },
    access: 'records.import',
    changes: 'data',
    effect: {
      zh: '这些行标为“已放弃”，原文和原因仍保留，放弃本身记入账本。',
      en: 'Marks the rows discarded; their text and reasons are kept and the decision is written to the ledger.',
    },
    arguments: [{ name: 'ID', required: true, repeated: true, text: { zh: '隔离编号，可以给多个', en: 'quarantined rows' } }],
    options: [
      {
        name: 'reason',
        kind: 'text',
        value: 'TEXT',
        required: true,
        text: { zh: '放弃的原因，记入账本', en: 'why; written to the ledger' },
      },
    ],
    examples: [
      { command: 'mreg quarantine discard 7 9 --reason "空白行"', text: { zh: '放弃两行', en: 'discard two rows' } },
      {
        command: 'mreg quarantine discard 7 --reason "blank line" --yes',
        text: { zh: '在脚本里放弃，不再询问', en: 'discard in a script, without asking' },
      },
    ],
    exitCodes: [2, 6],
    load: async () => (await import('../quarantine.js')).runQuarantineDiscard,
  },
];
