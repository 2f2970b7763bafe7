import type { CommandSpec, FamilySpec } from '../command-spec.js';

export const SETUP_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'init',
    group: 'setup',
    summary: {
      zh: '建立数据目录：数据库、密钥、设置、区划和代码表、第一个账户',
      en: 'make a home: database, keys, settings, region and code tables, first account',
    },
    access: 'open',
    changes: 'data',
    effect: {
      zh: '在 --home（默认 ~/.mreg）新建目录，只有本人可读；操作人成为省级管理员并登录。已建好的目录不会改动；上次没建完的会接着建完。',
      en: 'Makes the folder of --home (default ~/.mreg), readable by its owner only; the operator becomes its province administrator and is logged in. A finished home is never changed; a half-made one is completed.',
    },
    arguments: [],
    options: [
      {
        name: 'operator',
        kind: 'text',
        value: 'NAME',
        required: true,
        text: { zh: '操作人真实姓名，第一个账户归他', en: 'real name of the operator, who gets the first account' },
      },
      {
        name: 'account',
        kind: 'text',
        value: 'USERNAME',
        text: { zh: '操作人用户名（默认与姓名相同）', en: "the operator's username (default: the name without spaces)" },
      },
      {
        name: 'password-file',
        kind: 'file',
        value: 'FILE',
        text: {
          zh: '口令文件，只有本人可读（默认在终端里询问两次）',
          en: 'file with the password, readable by you only (default: asked twice)',
        },
      },
      {
        name: 'province',
        kind: 'text',
        value: 'CODE',
        text: { zh: '省级区划代码（默认 440000 广东省）', en: 'province code (default 440000, Guangdong)' },
      },
      {
        name: 'origin',
        kind: 'text',
        value: 'NAME',
        text: {
          zh: '账本名称，写进每个检查点（默认由省代码组成）',
          en: 'name of the ledger in its checkpoints (default: made of the province code)',
        },
      },
    ],
    examples: [
      { command: 'mreg init --operator 张三', text: { zh: '在 ~/.mreg 建立', en: 'make ~/.mreg' } },
      {
        command: 'mreg init --home /srv/mreg --operator 张三 --account zhangsan --password-file 口令.txt',
        text: { zh: '建在别处，口令在文件里', en: 'make it elsewhere, with the password in a file' },
      },
    ],
    exitCodes: [2, 4],
    load: async () => (await import('../init.js')).runInit,
  },
  {
    path: 'doctor',
    group: 'setup',
    summary: { zh: '检查运行环境和数据目录', en: 'check the environment and the home' },
    access: 'open',
    changes: 'nothing',
    effect: {
      zh: '不改数据。会在数据目录里写一个几 KB 的临时库试一试，随即删除。',
      en: 'Changes no data. It tries a temporary database of a few KB in the home and removes it at once.',
    },
    arguments: [],
    options: [],
    examples: [
      { command: 'mreg doctor', text: { zh: '检查', en: 'check' } },
      { command: 'mreg doctor --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2],
    load: async () => (await import('../doctor.js')).runDoctor,
  },
  {
    path: 'completion',
    group: 'setup',
    summary: { zh: '打印命令补全脚本', en: 'print a shell completion script' },
    access: 'open',
    changes: 'nothing',
    effect: { zh: '只打印，不改任何文件。', en: 'Only prints; changes no file.' },
    arguments: [
      { name: 'SHELL', required: true, completes: ['bash', 'zsh', 'fish'], text: { zh: 'bash、zsh 或 fish', en: 'bash, zsh or fish' } },
    ],
    options: [],
    examples: [
      { command: 'source <(mreg completion bash)', text: { zh: '在当前 bash 里启用', en: 'enable in this bash' } },
      { command: 'mreg completion fish > ~/.config/fish/completions/mreg.fish', text: { zh: '为 fish 安装', en: 'install for fish' } },
    ],
    exitCodes: [2],
    load: async () => (await import('../completion.js')).runCompletion,
  },
  {
    path: 'help',
    group: 'setup',
    summary: { zh: '显示帮助；help exit-codes 列出退出码', en: 'show help; help exit-codes lists the exit codes' },
    access: 'open',
    changes: 'nothing',
    effect: { zh: '只打印。', en: 'Only prints.' },
    arguments: [{ name: 'TOPIC', required: false, repeated: true, text: { zh: '命令名，或 exit-codes', en: 'a command, or exit-codes' } }],
    options: [],
    examples: [
      { command: 'mreg help import', text: { zh: '与 mreg import --help 相同', en: 'the same as mreg import --help' } },
      { command: 'mreg help exit-codes', text: { zh: '列出退出码', en: 'list the exit codes' } },
    ],
    exitCodes: [2],
    load: async () => (await import('../help.js')).runHelp,
  },
  {
    path: 'demo',
    group: 'setup',
    summary: { zh: '用样例数据走一遍全过程', en: 'a guided tour on the samples' },
    access: 'open',
    changes: 'nothing',
    effect: {
      zh: '在临时数据目录里运行，结束后删除；不碰你的数据目录。',
      en: 'Runs in a throw-away home that is removed at the end; your own home is not touched.',
    },
    arguments: [],
    options: [{ name: 'keep', kind: 'switch', text: { zh: '结束后保留临时目录', en: 'keep the throw-away home' } }],
    examples: [
      { command: 'mreg demo', text: { zh: '走一遍', en: 'take the tour' } },
      { command: 'mreg demo --keep', text: { zh: '走一遍并保留数据，自己再试', en: 'keep the data to try more' } },
    ],
    exitCodes: [2, 130],
    load: async () => (await import('../demo.js')).runDemo,
  },
];

export const VALIDATORS_FAMILY: FamilySpec = {
  path: 'validators',
  summary: { zh: '查看校验规则', en: 'read the validation rules' },
};

export const VALIDATORS_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'validators list',
    group: 'daily',
    summary: { zh: '列出全部校验规则', en: 'list every validation rule' },
    access: 'open',
    changes: 'nothing',
    effect: { zh: '只读。', en: 'Reads only.' },
    arguments: [],
    options: [],
    examples: [
      { command: 'mreg validators list', text: { zh: '看有哪些规则', en: 'see the rules' } },
      { command: 'mreg validators list --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2],
    load: async () => (await import('../validators.js')).runValidatorsList,
  },
  {
    path: 'validators show',
    group: 'daily',
    summary: { zh: '查看一条规则：依据、适用年限、怎么改', en: 'show one rule: its source, years in force, advice' },
    access: 'open',
    changes: 'nothing',
    effect: { zh: '只读。', en: 'Reads only.' },
    arguments: [{ name: 'CODE', required: true, text: { zh: '规则代码', en: "the rule's code" } }],
    options: [],
    examples: [
      { command: 'mreg validators show minimum-age', text: { zh: '查看婚龄规则', en: 'show the rule on minimum age' } },
      { command: 'mreg validators show minimum-age --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2],
    load: async () => (await import('../validators.js')).runValidatorsShow,
  },
];
