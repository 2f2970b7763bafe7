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
        command: 'mreg query certificate "(86)天结字第123号" --purpose "查档" --on-behalf-of "天河公证处 2026-12 号函"',
        text: { zh: '旧证号，代公证处查', en: 'an old number, for a notary' },
      },
    ],
    exitCodes: [2, 4, 6],
    load: async () => (await import('../query.js')).runQueryCertificate,
  },
];
