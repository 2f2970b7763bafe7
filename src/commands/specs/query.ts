import type { CommandSpec, FamilySpec, OptionSpec } from '../command-spec.js';

export const QUERY_FAMILY: FamilySpec = {
  path: 'query',
  summary: {
    zh: '查询、核查比对和登记记录证明（须写明用途，记入账本）',
    en: 'look-ups, checks and record certificates, each with a purpose',
  },
};

const purpose: OptionSpec = {
  name: 'purpose',
  kind: 'text',
  value: 'TEXT',
  required: true,
  text: { zh: '查询的用途，记入账本', en: 'what it is for; written to the ledger' },
};

const onBehalfOf: OptionSpec = {
  name: 'on-behalf-of',
  kind: 'text',
  value: 'TEXT',
  text: { zh: '代谁查询：单位、来函文号', en: 'for whom: an authority, the number of its letter' },
};

const personOptions: readonly OptionSpec[] = [
  { name: 'name', kind: 'text', value: 'NAME', text: { zh: '姓名', en: "the person's name" } },
  {
    name: 'id-number-file',
    kind: 'file',
    value: 'FILE',
    text: { zh: '写有证件号码的文件，只有本人可读', en: 'a file with the document number that nobody else can read' },
  },
  {
    name: 'id-number',
    kind: 'text',
    value: '-',
    text: { zh: '从标准输入读证件号码', en: 'read the document number from standard input' },
  },
];

const unmasked: OptionSpec = {
  name: 'unmasked',
  kind: 'switch',
  text: { zh: '显示本地区登记的完整号码（记入账本）', en: "show whole numbers of the area's own records; the ledger says so" },
};

export const QUERY_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'query person',
    group: 'daily',
    summary: { zh: '按证件号码查一个人的全部登记', en: "find a person's registrations by document number" },
    access: 'query.look-up',
    changes: 'data',
    effect: {
      zh: '登记不变；每次查询记入账本（用途、结果条数，不记号码）。号码默认掩码；其他地区的登记只在姓名和号码都相符时显示类别、日期、机关和状态。',
      en: 'Records do not change; each look-up goes into the ledger with its purpose and hits, not the number. Numbers are masked; of other areas only type, date, office and state are shown, and only when name and number both fit.',
    },
    arguments: [],
    options: [
      purpose,
      ...personOptions,
      { name: 'cert-no', kind: 'text', value: 'CERT_NO', text: { zh: '只看这个证号的登记', en: 'only those of this certificate' } },
      onBehalfOf,
      unmasked,
    ],
    examples: [
      {
        command: 'mreg query person --name 张三 --id-number-file 号码.txt --purpose "办理补发结婚证"',
        text: { zh: '号码放在文件里', en: 'the number in a file' },
      },
      {
        command: 'mreg query person --name 张三 --id-number - --purpose "核对婚姻状况" --json',
        text: { zh: '号码由别的程序送来', en: 'the number from another program' },
      },
    ],
    exitCodes: [2, 4, 6],
    load: async () => (await import('../query.js')).runQueryPerson,
  },
  {
    path: 'query certificate',
    group: 'daily',
    summary: { zh: '按证件字号查登记', en: 'find registrations by certificate number' },
    access: 'query.look-up',
    changes: 'data',
    effect: {
      zh: '登记不变；查询记入账本。第一次查询前把新登记编入证号索引。其他地区的登记只给条数。',
      en: 'Records do not change; the look-up goes into the ledger. New records are indexed first. Of other areas only the count is given.',
    },
    arguments: [{ name: 'CERT_NO', required: true, text: { zh: '证件字号', en: 'the certificate number' } }],
    options: [purpose, onBehalfOf, unmasked],
    examples: [
      {
        command: 'mreg query certificate J440104-2010-000001 --purpose "核对结婚证"',
        text: { zh: '核对一本证', en: 'check a certificate' },
      },
      {
        command: 'mreg query certificate 政字第1号 --purpose 查档 --on-behalf-of "公证处 2026-12 号函"',
        text: { zh: '旧证号，代公证处查', en: 'an old number, for a notary' },
      },
    ],
    exitCodes: [2, 4, 6],
    load: async () => (await import('../query.js')).runQueryCertificate,
  },
  {
    path: 'query check',
    group: 'daily',
    summary: { zh: '核查比对：按名单逐人查婚姻登记', en: 'check a list of persons against the registry' },
    access: 'query.look-up',
    changes: 'data',
    effect: {
      zh: '登记不变；每个人记入账本，结果写到一个新文件，号码掩码。名单要有“姓名”“证件号码”两列，可加“对方姓名”“对方证件号码”。',
      en: 'Records do not change; every person goes into the ledger, and the result into one new file with masked numbers. The list needs columns for names and document numbers; the other party may be added.',
    },
    arguments: [{ name: 'FILE', required: true, completes: 'files', text: { zh: 'CSV 或 XLSX 名单', en: 'the list, CSV or XLSX' } }],
    options: [
      purpose,
      {
        name: 'out',
        kind: 'file',
        value: 'RESULT.xlsx|csv',
        required: true,
        text: { zh: '结果文件，不会改写已有文件', en: 'the result; a file that is there is not replaced' },
      },
      onBehalfOf,
    ],
    examples: [
      {
        command: 'mreg query check 名单.xlsx --purpose 公租房核查 --on-behalf-of "住建局来函" --out 结果.xlsx',
        text: { zh: '按来函核查', en: 'a list that came with a letter' },
      },
      {
        command: 'mreg query check list.csv --purpose "婚姻状况核对" --out result.csv --json',
        text: { zh: '给脚本用的结果', en: 'a result for scripts' },
      },
    ],
    exitCodes: [2, 3, 4, 6, 130],
    load: async () => (await import('../query-check.js')).runQueryCheck,
  },
  {
    path: 'query certificate-of-record',
    group: 'daily',
    summary: { zh: '开具（无）婚姻登记记录证明（Word 文档）', en: 'issue a certificate of (no) marriage record as a DOCX' },
    access: 'query.look-up',
    changes: 'data',
    effect: {
      zh: '写一份可打印盖章的 Word 文档，取一个编号，记入账本；只就本地区的登记开具。2015 年 9 月起除赴台湾和九国公证外不再对外开具。',
      en: 'Writes a DOCX to print and seal, takes a serial number and tells the ledger; it speaks of the own area only. Since September 2015 none are issued but for Taiwan and for notarisation in nine countries.',
    },
    arguments: [],
    options: [
      purpose,
      ...personOptions,
      {
        name: 'use',
        kind: 'choice',
        value: 'USE',
        choices: ['taiwan', 'notarial-nine', 'internal'],
        required: true,
        text: { zh: '用途类别：赴台湾、九国公证、内部', en: 'Taiwan, notarisation in nine countries, or internal' },
      },
      { name: 'out', kind: 'file', value: 'FILE.docx', required: true, text: { zh: '写到这个文件', en: 'write to this file' } },
      onBehalfOf,
    ],
    examples: [
      {
        command: 'mreg query certificate-of-record --name 张三 --use taiwan --purpose 本人申请 --out 证明.docx',
        text: { zh: '本人申请赴台湾使用', en: 'for use in Taiwan' },
      },
      {
        command: 'mreg query certificate-of-record --name 张三 --id-number - --use internal --purpose x --out a.docx',
        text: { zh: '内部使用，号码从标准输入读', en: 'internal, the number from standard input' },
      },
    ],
    exitCodes: [2, 3, 4, 6],
    load: async () => (await import('../query-record.js')).runQueryCertificateOfRecord,
  },
  {
    path: 'query patrol',
    group: 'proof',
    summary: { zh: '找出查询量异常的用户', en: 'find users with an unusual number of look-ups' },
    access: 'patrol.read',
    changes: 'nothing',
    effect: {
      zh: '只读。把每名用户每天的查询人数与他自己和同事的历史比较；正常使用时整次检查误报的概率不超过 1%。',
      en: "Reads only. Compares each user's persons a day with his own and his peers' history; over ordinary use the whole check raises a false alarm with a chance of at most 1 %.",
    },
    arguments: [],
    options: [
      {
        name: 'since',
        kind: 'text',
        value: 'YYYY-MM-DD',
        text: { zh: '检查从这一天起的查询（默认最近 7 天）', en: 'judge the days from this one on (default: the last 7)' },
      },
      {
        name: 'fail-on',
        kind: 'choice',
        value: 'WHAT',
        choices: ['unusual'],
        text: { zh: '有异常时以 7 结束', en: 'end with 7 when there is something unusual' },
      },
    ],
    examples: [
      { command: 'mreg query patrol', text: { zh: '看最近一周', en: 'the last week' } },
      { command: 'mreg query patrol --since 2026-11-01 --fail-on unusual --json', text: { zh: '给定时任务用', en: 'for cron' } },
    ],
    exitCodes: [2, 7],
    load: async () => (await import('../query-patrol.js')).runQueryPatrol,
  },
];
