import type { ArgumentSpec, CommandSpec, OptionSpec } from '../command-spec.js';

const usernameArgument: ArgumentSpec = { name: 'USERNAME', required: true, text: { zh: '用户名', en: 'the account' } };

const initialPasswordOption: OptionSpec = {
  name: 'initial-password',
  kind: 'file',
  value: 'FILE',
  required: true,
  text: { zh: '初始口令写进这个新文件，只有本人可读', en: 'new file for the initial password, readable by you only' },
};

/** What is written down about accounts without a request, and what cannot wait for one. */
export const USER_UPKEEP_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'user depart',
    group: 'access',
    summary: { zh: '登记人员离岗（三个工作日内须上报注销）', en: 'note that somebody left; cancel within three working days' },
    access: 'account.maintain',
    changes: 'data',
    effect: {
      zh: '记下批准离岗的日期并记入账本；账户本身不动，注销走申请（第十八条、第二十一条）。',
      en: 'Writes the day of the approved departure to the account and the ledger. The account stays as it is: cancelling it takes a request (Art. 18, 21).',
    },
    arguments: [usernameArgument],
    options: [
      {
        name: 'on',
        kind: 'text',
        value: 'YYYY-MM-DD',
        required: true,
        text: { zh: '批准离岗的日期（第 0 天）', en: 'the day the leaving was approved (day 0)' },
      },
    ],
    examples: [
      { command: 'mreg user depart lisi --on 2026-05-20', text: { zh: '李四 5 月 20 日获准离岗', en: 'Li Si was released on 20 May' } },
      { command: 'mreg user depart lisi --on 2026-05-20 --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2, 3, 4, 6],
    load: async () => (await import('../user-upkeep.js')).runUserDepart,
  },
  {
    path: 'user certificate',
    group: 'access',
    summary: { zh: '登记培训证书', en: 'enter a training certificate' },
    access: 'account.maintain',
    changes: 'data',
    effect: {
      zh: '记下地级以上市民政局颁发的培训证书并记入账本（第二十条），原来的被替换。',
      en: 'Writes the certificate that the bureau of a city issued to the account and the ledger (Art. 20); it replaces an earlier one.',
    },
    arguments: [usernameArgument],
    options: [
      { name: 'number', kind: 'text', value: 'NUMBER', required: true, text: { zh: '证书编号', en: "the certificate's number" } },
      {
        name: 'issuer',
        kind: 'text',
        value: 'CODE',
        required: true,
        text: { zh: '颁发机关所在市的区划代码，如 440100', en: 'region code of the city that issued it, such as 440100' },
      },
      { name: 'issued-on', kind: 'text', value: 'YYYY-MM-DD', required: true, text: { zh: '颁发日期', en: 'the day of issue' } },
    ],
    examples: [
      {
        command: 'mreg user certificate lisi --number 培2026-018 --issuer 440100 --issued-on 2026-04-30',
        text: { zh: '李四取得证书', en: 'Li Si was certified' },
      },
      {
        command: 'mreg user certificate lisi --number 2026-018 --issuer 440100 --issued-on 2026-04-30 --json',
        text: { zh: '给脚本用的结果', en: 'a result for scripts' },
      },
    ],
    exitCodes: [2, 3, 4, 6],
    load: async () => (await import('../user-upkeep.js')).runUserCertificate,
  },
  {
    path: 'user report-theft',
    group: 'access',
    summary: { zh: '账户被盗用：立即冻结并上报（第二十二条）', en: 'a stolen account: freeze it at once and report it (Art. 22)' },
    access: 'account.freeze',
    changes: 'data',
    effect: {
      zh: '账户立即冻结，会话全部作废，事件报上一级民政部门和省民政厅，记入账本。本人可报自己的账户，管理员可报本地区的。解冻由省级安全管理员办理。',
      en: 'Freezes the account and ends its sessions at once, files the incident for the bureau above and the province, and writes it to the ledger. Everybody may report the own account, administrators those of their area; the security administrator lets it work again.',
    },
    arguments: [usernameArgument],
    options: [
      {
        name: 'what',
        kind: 'text',
        value: 'TEXT',
        required: true,
        text: { zh: '发生了什么，何时发现', en: 'what happened, and when it was noticed' },
      },
    ],
    examples: [
      {
        command: 'mreg user report-theft lisi --what "昨晚有人在外地登录"',
        text: { zh: '发现异地登录', en: 'somebody logged in from elsewhere' },
      },
      {
        command: 'mreg user report-theft lisi --what "lost the note with the password" --json',
        text: { zh: '口令泄露，结果给脚本', en: 'the password was lost; a result for scripts' },
      },
    ],
    exitCodes: [2, 3, 4, 6],
    load: async () => (await import('../user-upkeep.js')).runUserReportTheft,
  },
  {
    path: 'user unfreeze',
    group: 'access',
    summary: { zh: '解冻账户，发新的初始口令', en: 'let a frozen account work again, with a new first password' },
    access: 'account.unfreeze',
    changes: 'data',
    effect: {
      zh: '账户恢复，旧口令作废，新的初始口令写进指定的文件，首次登录必须修改；相关事件办结，记入账本。',
      en: 'Lets the account work again. The old password is void; the new one is written into the named file, to be changed at first login. Its incidents are settled, all in the ledger.',
    },
    arguments: [usernameArgument],
    options: [
      {
        name: 'reason',
        kind: 'text',
        value: 'TEXT',
        required: true,
        text: { zh: '解冻的理由，记入账本', en: 'why; written to the ledger' },
      },
      initialPasswordOption,
    ],
    examples: [
      {
        command: 'mreg user unfreeze lisi --reason "已查明，本人到场核验" --initial-password lisi.txt',
        text: { zh: '查明后恢复', en: 'after it was cleared up' },
      },
      {
        command: 'mreg user unfreeze lisi --reason "cleared up" --initial-password lisi.txt --json',
        text: { zh: '给脚本用的结果', en: 'a result for scripts' },
      },
    ],
    exitCodes: [2, 3, 4, 6],
    load: async () => (await import('../user-upkeep.js')).runUserUnfreeze,
  },
  {
    path: 'user reset-password',
    group: 'access',
    summary: { zh: '忘记口令：发新的初始口令', en: 'a forgotten password: hand out a new first one' },
    access: 'account.reset-password',
    changes: 'data',
    effect: {
      zh: '旧口令和全部会话立即作废，输错口令的锁定解除，新的初始口令写进指定的文件，首次登录必须修改；理由记入账本。不能用于自己的账户，也不能用于已冻结或已注销的账户。',
      en: 'Voids the old password and the sessions at once and ends a lock for guessing. The new password is written into the named file, to be changed at first login; the reason goes to the ledger. Not for the own account, nor for one that is frozen or closed.',
    },
    arguments: [usernameArgument],
    options: [
      {
        name: 'reason',
        kind: 'text',
        value: 'TEXT',
        required: true,
        text: { zh: '重置的理由，如何核实本人，记入账本', en: 'why, and how the holder was identified; written to the ledger' },
      },
      initialPasswordOption,
    ],
    examples: [
      {
        command: 'mreg user reset-password lisi --reason "忘记口令，本人持证到场" --initial-password lisi.txt',
        text: { zh: '李四忘记口令', en: 'Li Si forgot the password' },
      },
      {
        command: 'mreg user reset-password lisi --reason "came in person" --initial-password lisi.txt --json',
        text: { zh: '给脚本用的结果', en: 'a result for scripts' },
      },
    ],
    exitCodes: [2, 3, 4, 6],
    load: async () => (await import('../user-upkeep.js')).runUserResetPassword,
  },
  {
    path: 'user revoke-sessions',
    group: 'access',
    summary: { zh: '作废一个账户的全部会话', en: 'end every session of an account' },
    access: 'account.revoke-sessions',
    changes: 'data',
    effect: {
      zh: '账户在各处的会话立即作废，记入账本；账户和口令不动，可以重新登录。',
      en: 'Ends the sessions of the account wherever they are, and writes it to the ledger. Account and password stay: the holder can log in again.',
    },
    arguments: [usernameArgument],
    options: [],
    examples: [
      { command: 'mreg user revoke-sessions lisi', text: { zh: '作废李四的会话', en: 'end the sessions of Li Si' } },
      { command: 'mreg user revoke-sessions lisi --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2, 3, 4, 6],
    load: async () => (await import('../user-upkeep.js')).runUserRevokeSessions,
  },
];
