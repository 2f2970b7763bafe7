import type { CommandSpec, OptionSpec } from '../command-spec.js';

const passwordFileOption: OptionSpec = {
  name: 'password-file',
  kind: 'file',
  value: 'FILE',
  text: {
    zh: '口令文件，只有本人可读（或 MREG_PASSWORD_FILE；默认在终端里询问）',
    en: 'file with the password, readable by you only (or MREG_PASSWORD_FILE; default: asked)',
  },
};

export const SESSION_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'login',
    group: 'access',
    summary: { zh: '登录，开始一次会话', en: 'log in: open a session' },
    access: 'open',
    changes: 'data',
    effect: {
      zh: '会话写在数据目录的 sessions/current（或 MREG_SESSION），只有本人可读；登录和被拒都记入账本。业务数据不动。',
      en: 'The session goes to sessions/current of the home (or MREG_SESSION), readable by you only; logins and refusals are written to the ledger. No records change.',
    },
    arguments: [{ name: 'USERNAME', required: true, text: { zh: '用户名', en: 'the username' } }],
    options: [passwordFileOption],
    examples: [
      { command: 'mreg login zhangsan', text: { zh: '在终端里输入口令', en: 'type the password on the terminal' } },
      { command: 'mreg login zhangsan --password-file ~/.mreg-password', text: { zh: '口令在文件里', en: 'the password is in a file' } },
    ],
    exitCodes: [2, 4, 6],
    load: async () => (await import('../login.js')).runLogin,
  },
  {
    path: 'logout',
    group: 'access',
    summary: { zh: '退出登录', en: 'log out: end the session' },
    access: 'session',
    changes: 'data',
    effect: {
      zh: '会话立即作废，会话文件删除，记入账本。业务数据不动。',
      en: 'The session is void at once and its file removed; written to the ledger. No records change.',
    },
    arguments: [],
    options: [
      { name: 'all', kind: 'switch', text: { zh: '本账户在各处的会话一并作废', en: 'end every session of the account, wherever it is' } },
    ],
    examples: [
      { command: 'mreg logout', text: { zh: '退出', en: 'log out here' } },
      { command: 'mreg logout --all', text: { zh: '怀疑会话被别人拿到时', en: 'when someone else may have a session' } },
    ],
    exitCodes: [2, 4, 6],
    load: async () => (await import('../login.js')).runLogout,
  },
  {
    path: 'whoami',
    group: 'access',
    summary: { zh: '我是谁：账户、角色、区域、会话到什么时候', en: 'who acts: account, role, area, and until when' },
    access: 'session',
    changes: 'nothing',
    effect: { zh: '只读。', en: 'Reads only.' },
    arguments: [],
    options: [],
    examples: [
      { command: 'mreg whoami', text: { zh: '看当前账户', en: 'see the account in use' } },
      { command: 'mreg whoami --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2, 4],
    load: async () => (await import('../login.js')).runWhoami,
  },
  {
    path: 'passwd',
    group: 'access',
    summary: { zh: '修改自己的口令', en: 'change your own password' },
    access: 'session',
    changes: 'data',
    effect: {
      zh: '换上新口令，本账户在别处的会话全部作废，记入账本（不记口令）。业务数据不动。',
      en: 'Sets the new password and ends every other session of the account; written to the ledger without the password. No records change.',
    },
    arguments: [],
    options: [
      passwordFileOption,
      {
        name: 'new-password-file',
        kind: 'file',
        value: 'FILE',
        text: {
          zh: '新口令文件，只有本人可读（默认在终端里询问两次）',
          en: 'file with the new password, readable by you only (default: asked twice)',
        },
      },
    ],
    examples: [
      { command: 'mreg passwd', text: { zh: '在终端里修改', en: 'change it on the terminal' } },
      {
        command: 'mreg passwd --password-file old.txt --new-password-file new.txt',
        text: { zh: '在脚本里修改', en: 'change it in a script' },
      },
    ],
    exitCodes: [2, 4, 6],
    load: async () => (await import('../passwd.js')).runPasswd,
  },
];
