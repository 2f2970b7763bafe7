import type { CommandSpec } from '../command-spec.js';

/** What tells of accounts and changes none. */
export const USER_READ_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'user list',
    group: 'access',
    summary: { zh: '列出本地区的账户', en: 'list the accounts of the area' },
    access: 'account.read',
    changes: 'nothing',
    effect: { zh: '只读。', en: 'Reads only.' },
    arguments: [],
    options: [{ name: 'closed', kind: 'switch', text: { zh: '已注销的也列出', en: 'closed ones, too' } }],
    examples: [
      { command: 'mreg user list', text: { zh: '看有哪些账户', en: 'see the accounts' } },
      { command: 'mreg user list --closed --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2, 4],
    load: async () => (await import('../user.js')).runUserList,
  },
  {
    path: 'user show',
    group: 'access',
    summary: { zh: '查看一个账户：角色、证书、离岗、会话', en: 'show an account: role, certificate, departure, sessions' },
    access: 'account.read',
    changes: 'nothing',
    effect: { zh: '只读。', en: 'Reads only.' },
    arguments: [{ name: 'USERNAME', required: true, text: { zh: '用户名', en: 'the account' } }],
    options: [],
    examples: [
      { command: 'mreg user show lisi', text: { zh: '查看李四的账户', en: 'show the account of Li Si' } },
      { command: 'mreg user show lisi --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2, 3, 4],
    load: async () => (await import('../user.js')).runUserShow,
  },
  {
    path: 'user audit',
    group: 'access',
    summary: { zh: '检查账户：逾期离岗、临时账户、证书、休眠', en: 'check accounts: leavers, temporary, certificates, dormant' },
    access: 'account.read',
    changes: 'nothing',
    effect: {
      zh: '只读；给出 --report 或 --xlsx 时写那个文件。工作日按法定节假日表计算，尚未公布的年份注明“暂定”。',
      en: 'Reads only; --report and --xlsx write their one file. Working days follow the table of holidays; days of years not announced yet are marked provisional.',
    },
    arguments: [],
    options: [
      {
        name: 'dormant-days',
        kind: 'count',
        value: 'N',
        text: { zh: '多少天没有登录算休眠（默认 90）', en: 'days without a login that make an account dormant (default 90)' },
      },
      {
        name: 'certificate-years',
        kind: 'count',
        value: 'N',
        text: {
          zh: '培训证书超过 N 年也列出（《办法》未规定期限）',
          en: 'name certificates older than N years (the Measures state no term)',
        },
      },
      { name: 'report', kind: 'file', value: 'FILE.html', text: { zh: '写一份网页报告', en: 'write an HTML report' } },
      { name: 'xlsx', kind: 'file', value: 'FILE.xlsx', text: { zh: '写一份 Excel 报告', en: 'write the report as a workbook' } },
      {
        name: 'fail-on',
        kind: 'choice',
        value: 'GRADE',
        choices: ['error', 'warning'],
        text: {
          zh: '有这一级以上的问题时退出码为 7：error 违反规定，warning 需要留意',
          en: 'exit 7 when something of this grade is found: error breaks a rule, warning asks for a look',
        },
      },
    ],
    examples: [
      { command: 'mreg user audit', text: { zh: '看看有哪些问题', en: 'see what is wrong' } },
      { command: 'mreg user audit --report 账户.html --xlsx 账户.xlsx', text: { zh: '写成报告', en: 'write the reports' } },
      {
        command: 'mreg user audit --fail-on error --quiet',
        text: { zh: '定时任务：有违规才出声', en: 'for cron: speak up when a rule is broken' },
      },
    ],
    exitCodes: [2, 4, 7],
    load: async () => (await import('../user-audit.js')).runUserAudit,
  },
  {
    path: 'user incidents',
    group: 'access',
    summary: { zh: '列出账户被盗用的事件', en: 'list the incidents of stolen accounts' },
    access: 'account.read',
    changes: 'nothing',
    effect: { zh: '只读。', en: 'Reads only.' },
    arguments: [],
    options: [{ name: 'open', kind: 'switch', text: { zh: '只看未办结的', en: 'only those that are not settled' } }],
    examples: [
      { command: 'mreg user incidents --open', text: { zh: '还没有办结的', en: 'what is not settled yet' } },
      { command: 'mreg user incidents --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2, 4],
    load: async () => (await import('../user.js')).runUserIncidents,
  },
];
