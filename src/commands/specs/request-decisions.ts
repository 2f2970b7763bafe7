import type { ArgumentSpec, CommandSpec, OptionSpec } from '../command-spec.js';
import { passphraseFileOption } from './key.js';

export const numberArgument: ArgumentSpec = { name: 'NUMBER', required: true, text: { zh: '申请编号', en: 'number of the request' } };
export const scansArgument: ArgumentSpec = {
  name: 'SCAN',
  required: false,
  repeated: true,
  completes: 'files',
  text: { zh: '盖章材料的扫描件（PDF、PNG、JPEG、TIFF）', en: 'stamped scans (PDF, PNG, JPEG, TIFF)' },
};

const opinionOption: OptionSpec = {
  name: 'opinion',
  kind: 'text',
  value: 'TEXT',
  text: { zh: '意见，记入账本', en: 'the opinion; written to the ledger' },
};

/** What those do who are asked for their opinion. */
export const REQUEST_DECISION_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'request approve',
    group: 'access',
    summary: { zh: '同意；省级同意后随即办理', en: 'agree; after the province agrees it is carried out' },
    access: 'request.decide',
    changes: 'data',
    effect: {
      zh: '记下本级意见并转上一级；最后一级同意时，能办的（用户、机构、导出令牌）在同一事务里办完，办不成则意见也不记。',
      en: "Records the level's opinion and passes the request up. The last approval carries out what can be (accounts, offices, export tokens) in the same transaction; what cannot be carried out is not approved.",
    },
    arguments: [numberArgument, scansArgument],
    options: [
      opinionOption,
      {
        name: 'username',
        kind: 'text',
        value: 'USERNAME',
        text: { zh: '省级分配的用户名（user-open）', en: 'the username the province allots (user-open)' },
      },
      {
        name: 'initial-password',
        kind: 'file',
        value: 'FILE',
        text: { zh: '初始口令写入这个新文件（user-open）', en: 'write the first password to this new file (user-open)' },
      },
      {
        name: 'key',
        kind: 'file',
        value: 'FILE',
        text: { zh: '审批人的签名密钥文件（export）', en: "the approver's key file (export)" },
      },
      passphraseFileOption,
      {
        name: 'token-out',
        kind: 'file',
        value: 'FILE',
        text: {
          zh: '审批令牌写入这个新文件，交给导出员；不给则打印（export）',
          en: 'write the token to this new file, for the officer; printed otherwise (export)',
        },
      },
      {
        name: 'offline',
        kind: 'file',
        value: 'FILE',
        text: {
          zh: '只写出待签文件，拿到保管密钥的机器上签（export）',
          en: 'only write what is to be signed on the machine with the key (export)',
        },
      },
      {
        name: 'signed',
        kind: 'file',
        value: 'FILE',
        text: { zh: '取回 key sign 签好的文件（export）', en: 'take back what key sign has signed (export)' },
      },
    ],
    examples: [
      {
        command: 'mreg request approve 440104-20261125-001 --opinion "情况属实"',
        text: { zh: '本级同意', en: "give one's level's consent" },
      },
      {
        command: 'mreg request approve 440104-20261125-001 --username yuexiu03 --initial-password yuexiu03.txt',
        text: { zh: '省级同意开通用户', en: 'the province opens an account' },
      },
      {
        command: 'mreg request approve 440104-20261125-002 --key my.key --passphrase-file pass.txt --token-out t.jws',
        text: { zh: '省级审批人同意导出并签发令牌', en: 'the approver consents to an export and signs its token' },
      },
      {
        command: 'mreg request approve 440104-20261125-002 --offline 待签.json',
        text: { zh: '密钥在另一台机器上：先写出待签文件', en: 'the key is on another machine: first write what is to be signed' },
      },
      {
        command: 'mreg request approve 440104-20261125-002 --signed 已签.jws --token-out 令牌.jws',
        text: { zh: '再取回签好的', en: 'then take back what was signed' },
      },
    ],
    exitCodes: [2, 3, 4, 6],
    load: async () => (await import('../request.js')).runRequestApprove,
  },
  {
    path: 'request reject',
    group: 'access',
    summary: { zh: '不同意，申请办结', en: 'refuse a request for good' },
    access: 'request.decide',
    changes: 'data',
    effect: { zh: '记下意见，申请不再办理。', en: 'Records the opinion; the request is over.' },
    arguments: [numberArgument, scansArgument],
    options: [{ ...opinionOption, required: true }],
    examples: [
      { command: 'mreg request reject 440104-20261125-001 --opinion "不符合第十五条"', text: { zh: '不同意', en: 'refuse' } },
      {
        command: 'mreg request reject 440104-20261125-001 意见.pdf --opinion "见附件"',
        text: { zh: '附盖章意见', en: 'with a stamped opinion' },
      },
    ],
    exitCodes: [2, 3, 4, 6],
    load: async () => (await import('../request.js')).runRequestReject,
  },
  {
    path: 'request return',
    group: 'access',
    summary: { zh: '退回申请人修改', en: 'send a request back to be changed' },
    access: 'request.decide',
    changes: 'data',
    effect: {
      zh: '记下要改什么，等申请人重新提交；重新提交后逐级重来。',
      en: 'Records what is to be changed and waits for the applicant; after that every level is asked again.',
    },
    arguments: [numberArgument, scansArgument],
    options: [{ ...opinionOption, required: true }],
    examples: [
      { command: 'mreg request return 440104-20261125-001 --opinion "请补充区划批文"', text: { zh: '退回补充', en: 'ask for more' } },
      {
        command: 'mreg request return 440104-20261125-001 --opinion "字段过宽" --json',
        text: { zh: '给脚本用的结果', en: 'a result for scripts' },
      },
    ],
    exitCodes: [2, 3, 4, 6],
    load: async () => (await import('../request.js')).runRequestReturn,
  },
];
