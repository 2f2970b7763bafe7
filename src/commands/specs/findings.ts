import type { ArgumentSpec, CommandSpec, FamilySpec, OptionSpec } from '../command-spec.js';

export const FINDINGS_FAMILY: FamilySpec = {
  path: 'findings',
  summary: {
    zh: '查看和处理疑点：确认、排除、合并、上报（决定记入账本）',
    en: 'look at findings and decide about them: confirm, dismiss, merge, report',
  },
};

const idArgument: ArgumentSpec = {
  name: 'ID',
  required: false,
  repeated: true,
  text: { zh: '疑点编号，可以给多个', en: 'numbers of findings' },
};

const oneIdArgument: ArgumentSpec = { name: 'ID', required: true, text: { zh: '疑点编号', en: 'number of the finding' } };

const fromFile: OptionSpec = {
  name: 'from-file',
  kind: 'file',
  value: 'FILE|-',
  text: { zh: '从文件或标准输入读疑点编号', en: 'read numbers of findings from a file or standard input' },
};

const reason = (required: boolean): OptionSpec => ({
  name: 'reason',
  kind: 'text',
  value: 'TEXT',
  required,
  text: { zh: '理由，记入账本', en: 'why; written to the ledger' },
});

const SEVERITIES = ['error', 'warning', 'hint'] as const;

export const FINDINGS_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'findings list',
    group: 'daily',
    summary: { zh: '列出本地区的疑点', en: "list the findings of one's own area" },
    access: 'findings.read',
    changes: 'nothing',
    effect: {
      zh: '只读。默认列出未处理的疑点，把握大的在前；涉及本地区任何一条登记的都列出，其他地区的登记只显示类别、日期、机关和状态。最近一次全面检查不再发现的不列出。',
      en: 'Reads only. Shows open findings, the strongest first, of which any registration lies in the own area; of registrations elsewhere only type, date, office and state. What the last full run no longer found is left out.',
    },
    arguments: [],
    options: [
      {
        name: 'kind',
        kind: 'choice',
        value: 'KIND',
        choices: ['duplicate', 'anomaly'],
        text: { zh: '只看重复登记或异常', en: 'only duplicates, or anomalies' },
      },
      { name: 'rule', kind: 'text', value: 'CODE', text: { zh: '只看这条规则的', en: 'only of this rule' } },
      {
        name: 'state',
        kind: 'choice',
        value: 'STATE',
        choices: ['open', 'confirmed', 'dismissed', 'merged', 'reported', 'all'],
        text: { zh: '状态（默认 open：未处理）', en: 'the state (default: open)' },
      },
      {
        name: 'severity',
        kind: 'choice',
        value: 'SEVERITY',
        choices: SEVERITIES,
        text: { zh: '这个级别和更重的', en: 'of this severity or a graver one' },
      },
      { name: 'min-score', kind: 'text', value: 'P', text: { zh: '把握不低于 P（0 到 1）', en: 'of this score or a higher one, 0 to 1' } },
      {
        name: 'office',
        kind: 'text',
        value: 'CODE',
        text: { zh: '涉及这个登记机关或行政区划的', en: 'of this office, or of the offices of this region' },
      },
      { name: 'cluster', kind: 'text', value: 'ID', text: { zh: '同一组的全部疑点', en: 'all findings of this cluster' } },
      { name: 'gone', kind: 'switch', text: { zh: '包括不再出现的', en: 'also those that are gone' } },
      {
        name: 'stronger',
        kind: 'switch',
        text: { zh: '已排除而现在证据更强的', en: 'dismissed ones whose evidence is stronger now' },
      },
      { name: 'limit', kind: 'count', value: 'N', text: { zh: '最多列出 N 个（默认 50）', en: 'at most N (default 50)' } },
      {
        name: 'fail-on',
        kind: 'choice',
        value: 'SEVERITY',
        choices: SEVERITIES,
        text: { zh: '有未处理的达到这个级别时以 7 结束', en: 'end with 7 when an open one is of this severity or graver' },
      },
    ],
    examples: [
      { command: 'mreg findings list', text: { zh: '看还有什么要处理', en: 'what waits for a decision' } },
      {
        command: 'mreg findings list --kind duplicate --min-score 0.99 --limit 200',
        text: { zh: '把握大的重复登记', en: 'the surest duplicates' },
      },
      {
        command: 'mreg findings list --severity error --fail-on error --json',
        text: { zh: '给定时任务用', en: 'for cron' },
      },
    ],
    exitCodes: [2, 4, 7],
    load: async () => (await import('../findings.js')).runFindingsList,
  },
  {
    path: 'findings show',
    group: 'daily',
    summary: {
      zh: '查看一个疑点：登记并列、理由、处理经过',
      en: 'show one finding: registrations side by side, why, and what was decided',
    },
    access: 'findings.read',
    changes: 'nothing',
    effect: {
      zh: '只读。证件号码和出生日期打码，只有少数几位不同时显示不同的位。',
      en: 'Reads only. Document numbers and births are masked but for the few characters in which they differ.',
    },
    arguments: [oneIdArgument],
    options: [],
    examples: [
      { command: 'mreg findings show 12', text: { zh: '处理前先看', en: 'before deciding' } },
      { command: 'mreg findings show 12 --json', text: { zh: '给程序用', en: 'for programs' } },
    ],
    exitCodes: [2, 4],
    load: async () => (await import('../findings.js')).runFindingsShow,
  },
  {
    path: 'findings confirm',
    group: 'daily',
    summary: { zh: '确认疑点属实', en: 'confirm findings' },
    access: 'findings.decide',
    changes: 'data',
    effect: {
      zh: '疑点变为“已确认”，登记不变；记入账本。给出的疑点要么全部确认，要么一个也不变。',
      en: 'The findings become confirmed, registrations do not change; the ledger tells. All of those named, or none.',
    },
    arguments: [idArgument],
    options: [reason(false), fromFile],
    examples: [
      { command: 'mreg findings confirm 12 15', text: { zh: '确认两个', en: 'two of them' } },
      {
        command: 'mreg findings confirm --from-file - --reason 已逐个核对',
        text: { zh: '由别的程序送来编号', en: 'numbers from another program' },
      },
    ],
    exitCodes: [2, 3, 4, 6],
    load: async () => (await import('../findings-decide.js')).runFindingsConfirm,
  },
  {
    path: 'findings dismiss',
    group: 'daily',
    summary: { zh: '排除疑点：不属实', en: 'dismiss findings' },
    access: 'findings.decide',
    changes: 'data',
    effect: {
      zh: '疑点变为“已排除”，以后检查到同一情况也不再列出；证据变得更强时 findings list 会提示。登记不变，记入账本。',
      en: 'The findings become dismissed and are not listed again when a later run finds the same; findings list says when the evidence has become stronger. Registrations do not change; the ledger tells.',
    },
    arguments: [idArgument],
    options: [reason(true), fromFile],
    examples: [
      { command: 'mreg findings dismiss 12 --reason 复婚，原离婚登记在外省', text: { zh: '排除一个', en: 'one of them' } },
      { command: 'mreg findings dismiss --from-file 排除.txt --reason 双胞胎兄弟', text: { zh: '按名单排除', en: 'a list of them' } },
    ],
    exitCodes: [2, 3, 4, 6],
    load: async () => (await import('../findings-decide.js')).runFindingsDismiss,
  },
  {
    path: 'findings reopen',
    group: 'repair',
    summary: { zh: '重新打开已处理的疑点', en: 'take a decision about findings back' },
    access: 'findings.decide',
    changes: 'data',
    effect: {
      zh: '已确认、已排除或已上报的疑点变回“未处理”，登记不变；原来的决定留在处理经过里。已写的通报不会收回。',
      en: 'Confirmed, dismissed and reported findings become open again; registrations do not change, and what was decided stays in the history. A notice that was written stays.',
    },
    arguments: [idArgument],
    options: [reason(true), fromFile],
    examples: [
      { command: 'mreg findings reopen 12 --reason 核对有误', text: { zh: '重新核对一个', en: 'one of them' } },
      { command: 'mreg findings reopen --from-file 重核.txt --reason 抽查', text: { zh: '按名单重新核对', en: 'a list of them' } },
    ],
    exitCodes: [2, 3, 4, 6],
    load: async () => (await import('../findings-decide.js')).runFindingsReopen,
  },
  {
    path: 'findings report',
    group: 'daily',
    summary: { zh: '向上级和省厅通报已确认的疑点（第36条）', en: 'report confirmed findings to the bureau above and the province' },
    access: 'findings.report',
    changes: 'data',
    effect: {
      zh: '写一份编号的通报（XLSX、HTML 或两种都写），证件号码打码；疑点变为“已上报”，文件摘要记入账本。送达机关按本级算出。文件与账本同时成立，或都不成立。',
      en: 'Writes a numbered notice as XLSX, HTML or both with masked numbers; the findings become reported, and the ledger keeps the digests. Addressees follow from the level of the bureau. Files and ledger come together or not at all.',
    },
    arguments: [
      {
        name: 'FILE',
        required: true,
        repeated: true,
        completes: 'files',
        text: { zh: '通报文件：.xlsx、.html，不会改写已有文件', en: 'the notice: .xlsx, .html; a file that is there is not replaced' },
      },
    ],
    options: [
      {
        name: 'finding',
        kind: 'text',
        value: 'ID,ID',
        text: { zh: '只通报这些疑点（默认全部已确认的）', en: 'only these findings (default: all that are confirmed)' },
      },
      fromFile,
    ],
    examples: [
      { command: 'mreg findings report 通报.xlsx 通报.html', text: { zh: '通报全部已确认的', en: 'all that are confirmed' } },
      { command: 'mreg findings report 通报.xlsx --finding 12,15', text: { zh: '只通报两个', en: 'two of them' } },
    ],
    exitCodes: [2, 3, 4, 6],
    load: async () => (await import('../findings-report.js')).runFindingsReport,
  },
  {
    path: 'findings notices',
    group: 'daily',
    summary: { zh: '列出写过的通报', en: 'list the notices that were written' },
    access: 'findings.read',
    changes: 'nothing',
    effect: {
      zh: '只读。列出本地区的通报、送达机关和文件。',
      en: 'Reads only. The notices of the own area, their addressees and files.',
    },
    arguments: [],
    options: [],
    examples: [
      { command: 'mreg findings notices', text: { zh: '看通报过什么', en: 'what was reported' } },
      { command: 'mreg findings notices --json', text: { zh: '带文件摘要', en: 'with the digests of the files' } },
    ],
    exitCodes: [2, 4],
    load: async () => (await import('../findings-report.js')).runFindingsNotices,
  },
];
