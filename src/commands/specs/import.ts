import type { CommandSpec, FamilySpec, OptionSpec } from '../command-spec.js';
import { pathsArgument, reportOption } from './shared.js';

const READING_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'profile',
    kind: 'choice',
    value: 'NAME',
    choices: ['divorce', 'reissue'],
    text: {
      zh: '表头按哪类台账理解：divorce 离婚、reissue 补发（默认通用）',
      en: 'read the header as a divorce or a reissue register (default: general)',
    },
  },
  {
    name: 'mapping',
    kind: 'file',
    value: 'FILE',
    text: {
      zh: '表头对照文件（TOML 或 JSON）：左边是文件里的列名，右边是字段名',
      en: 'TOML or JSON file that maps header cells to field keys',
    },
  },
  {
    name: 'encoding',
    kind: 'text',
    value: 'NAME',
    text: { zh: '文件编码：utf-8、gb18030、utf-16le……（默认自动识别）', en: 'utf-8, gb18030, utf-16le, … (default: detected)' },
  },
  {
    name: 'delimiter',
    kind: 'text',
    value: 'CHAR',
    text: { zh: '分隔符：, ; | 或 tab（默认自动识别）', en: 'column delimiter: , ; | or tab (default: detected)' },
  },
  {
    name: 'sheet',
    kind: 'text',
    value: 'NAME',
    text: { zh: '只读这一张工作表（默认读全部有表头的工作表）', en: 'read this sheet only (default: every sheet with a header)' },
  },
  {
    name: 'jobs',
    kind: 'count',
    value: 'N',
    text: { zh: '同时工作的线程数（默认按处理器核数）', en: 'worker threads (default: by processor cores)' },
  },
  {
    name: 'max-errors',
    kind: 'text',
    value: 'N|P%',
    text: { zh: '进入隔离区的行超过 N 行或 P% 就拒收整批', en: 'refuse the input when more than N rows, or P per cent, are quarantined' },
  },
];

const SCAN_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'office',
    kind: 'text',
    value: 'CODE',
    text: {
      zh: '扫描件上没有写登记机关时用这个代码（默认本账号所在的县区）',
      en: "office of scanned forms that name none (default: that of the account's county)",
    },
  },
  {
    name: 'templates',
    kind: 'file',
    value: 'DIR',
    text: {
      zh: '另外的表单模板文件夹（默认用设置里的，见 docs/ocr-templates.md）',
      en: 'a folder of more form templates (default: that of the settings; docs/ocr-templates.md)',
    },
  },
  {
    name: 'ocr-models',
    kind: 'file',
    value: 'DIR',
    text: {
      zh: '换用这个文件夹里的识别模型（默认用设置里的，见 docs/ocr-models.md）',
      en: 'use the recognition models of this folder (default: those of the settings; docs/ocr-models.md)',
    },
  },
  {
    name: 'second-opinion',
    kind: 'choice',
    value: 'ENGINE',
    choices: ['tesseract', 'none'],
    text: {
      zh: '没有把握的栏目再由另一识别引擎读一遍（默认用设置里的，见 docs/ocr.md）',
      en: 'ask another engine about fields that lack certainty (default: that of the settings; docs/ocr.md)',
    },
  },
  {
    name: 'skip-scans',
    kind: 'switch',
    text: { zh: '不识读随表格一起来的扫描件', en: 'do not read the scans that come with tables' },
  },
];

export const IMPORT_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'import',
    group: 'daily',
    summary: {
      zh: '校验并入库历史档案（CSV、XLSX、扫描件、ZIP、文件夹）',
      en: 'check and load archives (CSV, XLSX, scans, ZIP, folders)',
    },
    access: 'records.import',
    changes: 'data',
    effect: {
      zh: '合格的行入库，不合格的行连同原文和原因进隔离区，都记入账本。没有表格只有扫描件时，逐页识读表单：每个字段都有依据的入库，其余等人对照图像核对（mreg review）；与表格一起来的扫描件用来核对录入，不一致的列出来，不改数据。原文件不动；已在库里的行不会重复入库；加 --dry-run 什么都不写。',
      en: 'Loads the rows that pass, quarantines the others with their text and reasons, and writes both to the ledger. Scans without a table are read page by page: a form whose every field rests on a proof is loaded, the others wait for a person (mreg review). Scans that come with a table are compared with its rows; differences are listed and nothing changes. The files are not touched, rows already present are not loaded twice, and --dry-run writes nothing.',
    },
    arguments: [{ ...pathsArgument, required: false }],
    options: [
      { name: 'dry-run', kind: 'switch', text: { zh: '只校验和统计，什么都不写', en: 'check and count only; write nothing' } },
      ...READING_OPTIONS,
      {
        name: 'resume',
        kind: 'switch',
        text: { zh: '接着上次中断的批次做（直接再运行一次也会接着做）', en: 'continue an interrupted batch (running again does so too)' },
      },
      {
        name: 'source',
        kind: 'choice',
        value: 'NAME',
        choices: ['live', 'backfill', 'ministry', 'court', 'police', 'health', 'other'],
        text: { zh: '数据来源（默认 backfill：历史档案补录）', en: 'where the rows come from (default backfill: historical archives)' },
      },
      ...SCAN_OPTIONS,
      reportOption,
    ],
    examples: [
      {
        command: 'mreg import samples/county-clean-gb18030.csv',
        text: { zh: '导入一个区县的档案', en: 'import the archive of one county' },
      },
      {
        command: 'mreg import 移交/ --report 移交.html',
        text: { zh: '导入整个文件夹并生成网页报告', en: 'import a folder and write an HTML report' },
      },
      {
        command: 'mreg import samples/messy.xlsx --dry-run',
        text: { zh: '先看看有多少问题，不写任何东西', en: 'see the problems first, writing nothing' },
      },
      {
        command: 'mreg import samples/messy.xlsx --max-errors 5%',
        text: { zh: '问题超过 5% 就整批退回', en: 'refuse the whole input above 5 % bad rows' },
      },
      {
        command: 'mreg import 扫描件/ --office 440106 --report 扫描件.html',
        text: { zh: '识读一个文件夹的扫描件，机关是天河区', en: 'read a folder of scans of one office' },
      },
    ],
    exitCodes: [2, 3, 5, 6, 130],
    load: async () => (await import('../import.js')).runImport,
  },
  {
    path: 'validate',
    group: 'daily',
    summary: { zh: '只校验不入库，不需要数据目录', en: 'the same checks, with no home and no writing' },
    access: 'open',
    changes: 'nothing',
    effect: {
      zh: '不需要先 init，不读也不写数据目录；只在给出 --report 时写那一个报告文件。查不出“已在库里”的重复。',
      en: 'Needs no home, reads and writes none; only --report writes its one file. It cannot tell which rows are already in a registry.',
    },
    arguments: [pathsArgument],
    options: [...READING_OPTIONS, reportOption],
    examples: [
      {
        command: 'mreg validate samples/county-clean-gb18030.csv',
        text: { zh: '移交前自查', en: 'check a file before it is handed over' },
      },
      {
        command: 'mreg validate samples/messy.xlsx --report 问题.html',
        text: { zh: '把问题做成网页报告', en: 'write the problems as an HTML report' },
      },
      { command: 'mreg validate 移交/ --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2, 3, 130],
    load: async () => (await import('../validate.js')).runValidate,
  },
];

export const BATCH_FAMILY: FamilySpec = {
  path: 'batch',
  summary: { zh: '查看或撤销导入批次', en: 'look at import batches, or undo one' },
};

export const BATCH_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'batch list',
    group: 'daily',
    summary: { zh: '列出导入批次', en: 'list the import batches' },
    access: 'records.read',
    changes: 'nothing',
    effect: { zh: '只读。', en: 'Reads only.' },
    arguments: [],
    options: [],
    examples: [
      { command: 'mreg batch list', text: { zh: '看做过哪些批次', en: 'see the batches made so far' } },
      { command: 'mreg batch list --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2],
    load: async () => (await import('../batch.js')).runBatchList,
  },
  {
    path: 'batch show',
    group: 'daily',
    summary: { zh: '查看一个批次：文件、行数、原因、账本条目', en: 'show one batch: files, counts, reasons, ledger entries' },
    access: 'records.read',
    changes: 'nothing',
    effect: { zh: '只读。', en: 'Reads only.' },
    arguments: [{ name: 'ID', required: true, text: { zh: '批次编号', en: 'the batch' } }],
    options: [],
    examples: [
      { command: 'mreg batch show 1', text: { zh: '查看第 1 批', en: 'show batch 1' } },
      { command: 'mreg batch show 1 --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2],
    load: async () => (await import('../batch.js')).runBatchShow,
  },
  {
    path: 'batch undo',
    group: 'repair',
    summary: { zh: '撤销一个批次入库的全部记录', en: 'take back exactly what a batch added' },
    access: 'records.undo',
    changes: 'data',
    effect: {
      zh: '这一批加入的记录改为“已删除”，历史保留，撤销本身记入账本。别的批次的记录不动；后来的工作若依赖这一批，则拒绝撤销并列出依赖。',
      en: 'Marks the records of this batch deleted, keeps their history and writes the undo to the ledger. Records of other batches are not touched; when later work depends on the batch the undo is refused and the dependants are listed.',
    },
    arguments: [{ name: 'ID', required: true, text: { zh: '批次编号', en: 'the batch' } }],
    options: [
      {
        name: 'reason',
        kind: 'text',
        value: 'TEXT',
        required: true,
        text: { zh: '撤销的原因，记入账本', en: 'why; written to the ledger' },
      },
    ],
    examples: [
      { command: 'mreg batch undo 2 --reason "移交单位要求重报"', text: { zh: '撤销第 2 批', en: 'undo batch 2' } },
      {
        command: 'mreg batch undo 2 --reason "wrong file" --yes',
        text: { zh: '在脚本里撤销，不再询问', en: 'undo in a script, without asking' },
      },
    ],
    exitCodes: [2, 3, 6],
    load: async () => (await import('../batch.js')).runBatchUndo,
  },
];
