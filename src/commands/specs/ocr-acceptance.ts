import type { ArgumentSpec, CommandSpec, FamilySpec } from '../command-spec.js';

export const OCR_ACCEPTANCE_FAMILY: FamilySpec = {
  path: 'ocr acceptance',
  summary: {
    zh: '抽样验收一批数据（第三十二条）：抽样、查看、报告',
    en: 'take over a batch by a sample of its records (Art. 32): draw, look, report',
  },
};

const idArgument: ArgumentSpec = { name: 'ID', required: true, text: { zh: '验收编号', en: 'number of the acceptance' } };

export const OCR_ACCEPTANCE_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'ocr acceptance draw',
    group: 'daily',
    summary: { zh: '为一批数据抽取验收样本', en: 'draw the sample by which a batch is taken over' },
    access: 'scans.accept',
    changes: 'data',
    effect: {
      zh: '算出最小的样本量（超几何分布，精确计算），按随机种子抽出登记，方案和种子在任何人查看之前记入账本；登记不变。随后由没有参与录入的管理员在 mreg review --kind acceptance 里逐条核对，任何一个字段有错，该条即不合格。',
      en: 'Works out the smallest sample (hypergeometric, exact), draws it by a random seed, and writes both into the ledger before anybody looks; registrations do not change. Administrators who keyed none of it then check it in mreg review --kind acceptance: any wrong field fails its record.',
    },
    arguments: [],
    options: [
      { name: 'batch', kind: 'count', value: 'N', required: true, text: { zh: '验收哪一批', en: 'the batch' } },
      {
        name: 'max-failing',
        kind: 'text',
        value: 'P',
        text: { zh: '可以接受的不合格率（默认 1%）', en: 'the share of failing records that is still good enough (default 1%)' },
      },
      {
        name: 'confidence',
        kind: 'text',
        value: 'P',
        text: { zh: '拒收超标批次的把握（默认 95%）', en: 'how surely a worse batch is refused (default 95%)' },
      },
      {
        name: 'allow',
        kind: 'count',
        value: 'C',
        text: {
          zh: '样本里允许几条不合格（默认 0）：越多样本越大，误拒越少',
          en: 'failing records allowed in the sample (default 0): more need a larger sample and refuse fewer good batches',
        },
      },
      {
        name: 'reason',
        kind: 'text',
        value: 'TEXT',
        text: { zh: '重新抽样的理由，记入账本', en: 'why it is drawn again; written to the ledger' },
      },
      { name: 'dry-run', kind: 'switch', text: { zh: '只看方案，不抽样', en: 'only show the plan' } },
    ],
    examples: [
      {
        command: 'mreg ocr acceptance draw --batch 3 --dry-run',
        text: { zh: '先看要查多少条', en: 'see first how many are to be checked' },
      },
      {
        command: 'mreg ocr acceptance draw --batch 3',
        text: { zh: '不合格率 ≤ 1%，把握 95%', en: 'at most 1 % failing, with 95 % confidence' },
      },
      {
        command: 'mreg ocr acceptance draw --batch 3 --allow 2 --reason 返工后复验',
        text: { zh: '允许 2 条不合格，复验', en: 'with two failing records allowed, after rework' },
      },
    ],
    exitCodes: [2, 4, 6],
    load: async () => (await import('../ocr-acceptance.js')).runAcceptanceDraw,
  },
  {
    path: 'ocr acceptance list',
    group: 'daily',
    summary: { zh: '列出验收及结果', en: 'list acceptances and their results' },
    access: 'scans.accept',
    changes: 'nothing',
    effect: { zh: '只读。', en: 'Reads only.' },
    arguments: [],
    options: [],
    examples: [
      { command: 'mreg ocr acceptance list', text: { zh: '看哪些批次在验收', en: 'see what is being taken over' } },
      { command: 'mreg ocr acceptance list --json', text: { zh: '给程序用', en: 'for programs' } },
    ],
    exitCodes: [2, 4],
    load: async () => (await import('../ocr-acceptance.js')).runAcceptanceList,
  },
  {
    path: 'ocr acceptance show',
    group: 'daily',
    summary: { zh: '查看一次验收：方案、进度、错误、结论', en: 'show one acceptance: plan, progress, errors, result' },
    access: 'scans.accept',
    changes: 'nothing',
    effect: { zh: '只读。', en: 'Reads only.' },
    arguments: [idArgument],
    options: [],
    examples: [
      { command: 'mreg ocr acceptance show 1', text: { zh: '看结论', en: 'see the result' } },
      { command: 'mreg ocr acceptance show 1 --json', text: { zh: '给程序用', en: 'for programs' } },
    ],
    exitCodes: [2, 4],
    load: async () => (await import('../ocr-acceptance.js')).runAcceptanceShow,
  },
  {
    path: 'ocr acceptance report',
    group: 'daily',
    summary: { zh: '把验收写成报告（网页或 Excel）', en: 'write the paper about an acceptance (HTML or XLSX)' },
    access: 'scans.accept',
    changes: 'data',
    effect: {
      zh: '写一个报告文件，文件摘要记入账本；登记和验收结果不变。报告只有登记编号和出错的字段名，没有姓名和证件号码。',
      en: 'Writes one file and its digest into the ledger; registrations and the result do not change. It names records by number and fields by name: no names of people, no document numbers.',
    },
    arguments: [idArgument, { name: 'FILE', required: true, text: { zh: '报告文件（.html 或 .xlsx）', en: 'the file, .html or .xlsx' } }],
    options: [{ name: 'force', kind: 'switch', text: { zh: '覆盖已有的文件', en: 'write over a file that is there' } }],
    examples: [
      { command: 'mreg ocr acceptance report 1 验收.html', text: { zh: '网页，可打印盖章', en: 'a page to print and seal' } },
      { command: 'mreg ocr acceptance report 1 验收.xlsx --force', text: { zh: '电子表格', en: 'a workbook' } },
    ],
    exitCodes: [2, 4, 6],
    load: async () => (await import('../ocr-acceptance.js')).runAcceptanceReport,
  },
];
