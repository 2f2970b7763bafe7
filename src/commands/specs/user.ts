import type { CommandSpec, FamilySpec } from '../command-spec.js';

export const USER_FAMILY: FamilySpec = {
  path: 'user',
  summary: { zh: '账户', en: 'accounts' },
};

export const USER_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'user appoint',
    group: 'access',
    summary: {
      zh: '初建时任命第一位审批人、审计员、安全或系统管理员',
      en: 'name the first approver, auditor, security or system administrator',
    },
    access: 'account.appoint',
    changes: 'data',
    effect: {
      zh: '开一个省级账户并授予一项职责，初始口令写进指定的文件，首次登录必须修改，记入账本。每项职责只能这样任命一次，以后一律走申请。',
      en: 'Opens a provincial account with one designation, writes its initial password into the named file, to be changed at first login, and to the ledger. Each designation can be given so once; afterwards only by request.',
    },
    arguments: [],
    options: [
      {
        name: 'username',
        kind: 'text',
        value: 'USERNAME',
        required: true,
        text: { zh: '用户名，永不再用于别人', en: 'the username, never used for another person' },
      },
      { name: 'name', kind: 'text', value: 'NAME', required: true, text: { zh: '真实姓名', en: 'the real name' } },
      {
        name: 'as',
        kind: 'choice',
        value: 'DESIGNATION',
        choices: ['approver', 'auditor', 'security-admin', 'system-operator'],
        required: true,
        text: {
          zh: 'approver 审批人、auditor 审计员、security-admin 安全管理员、system-operator 系统管理员',
          en: 'approver, auditor, security-admin or system-operator',
        },
      },
      {
        name: 'initial-password',
        kind: 'file',
        value: 'FILE',
        required: true,
        text: { zh: '初始口令写进这个新文件，只有本人可读', en: 'new file for the initial password, readable by you only' },
      },
      {
        name: 'id-number-file',
        kind: 'file',
        value: 'FILE',
        text: {
          zh: '证件号码文件，只有本人可读；只存带密钥的摘要，用来查一人多号',
          en: 'file with the document number, readable by you only; only its keyed hash is stored, to find second accounts',
        },
      },
    ],
    examples: [
      {
        command: 'mreg user appoint --username lisi --name 李四 --as approver --initial-password lisi.txt',
        text: { zh: '任命审批人', en: 'name the approver' },
      },
      {
        command: 'mreg user appoint --username wangwu --name 王五 --as auditor --initial-password wangwu.txt --json',
        text: { zh: '任命审计员，结果给脚本', en: 'name the auditor, with a result for scripts' },
      },
    ],
    exitCodes: [2, 3, 4, 6],
    load: async () => (await import('../user-appoint.js')).runUserAppoint,
  },
];
