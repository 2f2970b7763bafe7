import { EXPORT_FORMATS } from '../../domain/approval.js';
import type { CommandSpec, FamilySpec } from '../command-spec.js';

export const EXPORT_FAMILY: FamilySpec = {
  path: 'export',
  summary: { zh: '按审批导出数据，管理开放时段和台账', en: 'export by approval; windows, officers and the 台账' },
};

export const EXPORT_OFFICER_FAMILY: FamilySpec = {
  path: 'export officer',
  summary: { zh: '指定的导出人', en: 'the designated export officers' },
};

export const EXPORT_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'export run',
    group: 'export',
    summary: { zh: '凭审批令牌导出数据', en: 'export records with an approval token' },
    access: 'export.run',
    changes: 'data',
    effect: {
      zh: '核对令牌、开放时段、范围和行数，超出一项就拒绝并记入账本，什么都不写。通过后先记账再写文件，写完整才出现在给定的位置；中断或失败不留文件，但令牌的这一次已用掉。登记记录本身不变。',
      en: 'Checks token, window, scope and row count; anything wider is refused, written to the ledger, and nothing is written. Then the ledger comes before the first byte, and the file appears under its name only when it is whole. An export that fails leaves no file, but its use of the token is spent. Records are not changed.',
    },
    arguments: [],
    options: [
      {
        name: 'token',
        kind: 'text',
        value: 'FILE|TOKEN',
        required: true,
        text: { zh: '审批令牌，或装有令牌的文件', en: 'the approval token, or a file that holds it' },
      },
      { name: 'out', kind: 'file', value: 'FILE', required: true, text: { zh: '导出文件写到哪里', en: 'where the file is to appear' } },
      {
        name: 'format',
        kind: 'choice',
        value: 'FORMAT',
        choices: EXPORT_FORMATS,
        text: { zh: '格式（默认按审批的第一种）', en: 'the format (default: the first one approved)' },
      },
      {
        name: 'age-recipient',
        kind: 'text',
        value: 'age1…',
        text: { zh: '用接收单位的 age 公钥加密', en: "encrypt for the recipient's age key" },
      },
      { name: 'force', kind: 'switch', text: { zh: '文件已存在时覆盖', en: 'replace a file that is there' } },
    ],
    examples: [
      {
        command: 'mreg export run --token 令牌.jws --out 核查.csv',
        text: { zh: '导出为 CSV', en: 'export as CSV' },
      },
      {
        command: 'mreg export run --token 令牌.jws --out 核查.xlsx --format xlsx',
        text: { zh: '导出为 Excel 工作簿', en: 'export as an Excel workbook' },
      },
      {
        command: 'mreg export run --token 令牌.jws --out 核查.csv.age --age-recipient age1…',
        text: { zh: '加密给接收单位', en: 'encrypt for the recipient' },
      },
    ],
    exitCodes: [2, 3, 4, 5, 6, 130],
    load: async () => (await import('../export-run.js')).runExportRun,
  },
  {
    path: 'export officer list',
    group: 'export',
    summary: { zh: '列出指定的导出人和他们的导出次数', en: 'list the designated export officers and how often they exported' },
    access: 'export.read',
    changes: 'nothing',
    effect: {
      zh: '只读。指定和撤销导出人通过 user-permission 申请办理。',
      en: 'Reads only. Officers are designated, and no longer so, by a user-permission request.',
    },
    arguments: [],
    options: [],
    examples: [
      { command: 'mreg export officer list', text: { zh: '看谁可以导出', en: 'see who may export' } },
      { command: 'mreg export officer list --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2, 4],
    load: async () => (await import('../export-officer.js')).runExportOfficerList,
  },
];
