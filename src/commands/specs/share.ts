import type { CommandSpec, FamilySpec } from '../command-spec.js';

export const SHARE_FAMILY: FamilySpec = {
  path: 'share',
  summary: {
    zh: '装入法院、公安、卫生等部门提供的信息（省级）',
    en: 'what courts, police and health authorities hand over (province only)',
  },
};

export const SHARE_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'share load',
    group: 'daily',
    summary: { zh: '装入死亡、法院离婚、婚姻撤销信息', en: 'load deaths, divorces in court and revocations' },
    access: 'share.load',
    changes: 'data',
    effect: {
      zh: '登记不变；信息只存姓名和换算过的号码，供 mreg detect anomalies 判断婚姻是否已结束，并记入账本。一次全部装入或全不装入；同一文件再装不会增加任何内容。有不合格的行时整个文件不装入，除非加 --skip-bad。',
      en: 'Records do not change. Names and keys of document numbers are kept, by which mreg detect anomalies knows that marriages ended; one ledger entry. All or nothing; the same file again adds nothing. A file with bad rows is refused unless --skip-bad is given.',
    },
    arguments: [
      {
        name: 'FILE',
        required: true,
        completes: 'files',
        text: {
          zh: 'CSV 或 XLSX，表头：姓名、证件号码、（对方姓名、对方证件号码、）日期、文号',
          en: 'CSV or XLSX with name, document number, other party, date and reference',
        },
      },
    ],
    options: [
      {
        name: 'kind',
        kind: 'choice',
        value: 'KIND',
        choices: ['death', 'court-divorce', 'revocation'],
        required: true,
        text: { zh: '类别：死亡、法院离婚、撤销或宣告无效', en: 'what the file tells of' },
      },
      { name: 'from', kind: 'text', value: 'AUTHORITY', required: true, text: { zh: '提供部门', en: 'who handed it over' } },
      {
        name: 'purpose',
        kind: 'text',
        value: 'TEXT',
        required: true,
        text: { zh: '用途，记入账本', en: 'what it is for; written to the ledger' },
      },
      { name: 'skip-bad', kind: 'switch', text: { zh: '不合格的行略过，其余装入', en: 'leave bad rows out and load the others' } },
      { name: 'dry-run', kind: 'switch', text: { zh: '只试读，不写入', en: 'read and judge only' } },
    ],
    examples: [
      {
        command: 'mreg share load 死亡名单.xlsx --kind death --from 省卫生健康委 --purpose "核对婚姻状况" --dry-run',
        text: { zh: '先试读', en: 'try it first' },
      },
      {
        command: 'mreg share load 离婚判决.csv --kind court-divorce --from 省高级人民法院 --purpose "核对婚姻状况"',
        text: { zh: '装入法院离婚', en: 'divorces in court' },
      },
    ],
    exitCodes: [2, 3, 4, 6, 130],
    load: async () => (await import('../share.js')).runShareLoad,
  },
  {
    path: 'share list',
    group: 'daily',
    summary: { zh: '列出装入过的信息', en: 'list what was loaded' },
    access: 'share.read',
    changes: 'nothing',
    effect: { zh: '只读；不显示个人信息。', en: 'Reads only; shows nothing of persons.' },
    arguments: [],
    options: [],
    examples: [
      { command: 'mreg share list', text: { zh: '看装入过什么', en: 'see what was loaded' } },
      { command: 'mreg share list --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2, 4],
    load: async () => (await import('../share.js')).runShareList,
  },
];
