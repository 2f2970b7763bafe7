import type { CommandSpec, FamilySpec, OptionSpec } from '../command-spec.js';

export const KEY_FAMILY: FamilySpec = {
  path: 'key',
  summary: { zh: '审批人的签名密钥', en: "approvers' signing keys" },
};

export const passphraseFileOption: OptionSpec = {
  name: 'passphrase-file',
  kind: 'file',
  value: 'FILE',
  text: { zh: '从只有自己可读的文件读密钥口令', en: "read the key's passphrase from a file that only you can read" },
};

const reasonOption: OptionSpec = {
  name: 'reason',
  kind: 'text',
  value: 'TEXT',
  required: true,
  text: { zh: '原因，记入账本', en: 'why; written to the ledger' },
};

export const KEY_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'key create',
    group: 'access',
    summary: { zh: '生成审批人的签名密钥', en: "make an approver's signing key" },
    access: 'open',
    changes: 'data',
    effect: {
      zh: '写出用口令加密的密钥文件和公钥文件（.pub），并把公钥登记到自己名下；加 --no-register 只写文件，不需要数据目录，可在另一台机器上做。',
      en: 'Writes the key, encrypted with a passphrase, and its public half (.pub), and registers that as your own; with --no-register it only writes the files and needs no home, so it can be done on another machine.',
    },
    arguments: [{ name: 'NAME', required: true, text: { zh: '密钥主人的用户名', en: "the owner's username" } }],
    options: [
      { name: 'out', kind: 'file', value: 'FILE', required: true, text: { zh: '密钥文件', en: 'the key file' } },
      passphraseFileOption,
      {
        name: 'no-register',
        kind: 'switch',
        text: { zh: '不登记，以后用 key register', en: 'do not register it; key register does so later' },
      },
    ],
    examples: [
      { command: 'mreg key create lisi --out lisi.key', text: { zh: '生成并登记', en: 'make and register it' } },
      {
        command: 'mreg key create lisi --out /media/usb/lisi.key --no-register',
        text: { zh: '在没有数据目录的机器上生成', en: 'on a machine without a home' },
      },
    ],
    exitCodes: [2, 4, 6],
    load: async () => (await import('../key.js')).runKeyCreate,
  },
  {
    path: 'key register',
    group: 'access',
    summary: { zh: '登记自己的公钥', en: 'register your own public key' },
    access: 'key.register',
    changes: 'data',
    effect: {
      zh: '把公钥记到登录的审批人名下并写入账本；私钥不经过这里。',
      en: 'Notes the public key as that of the approver who is logged in, and writes it to the ledger; the private key never comes here.',
    },
    arguments: [{ name: 'FILE', required: true, completes: 'files', text: { zh: '公钥文件（.pub）', en: 'the public key file (.pub)' } }],
    options: [],
    examples: [
      { command: 'mreg key register lisi.key.pub', text: { zh: '登记公钥', en: 'register a public key' } },
      { command: 'mreg key register lisi.key.pub --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2, 4, 6],
    load: async () => (await import('../key.js')).runKeyRegister,
  },
  {
    path: 'key list',
    group: 'access',
    summary: { zh: '列出登记的审批密钥', en: "list the approvers' keys" },
    access: 'key.read',
    changes: 'nothing',
    effect: { zh: '只读。', en: 'Reads only.' },
    arguments: [],
    options: [],
    examples: [
      { command: 'mreg key list', text: { zh: '谁的密钥在用', en: 'whose keys are in use' } },
      { command: 'mreg key list --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2, 4],
    load: async () => (await import('../key.js')).runKeyList,
  },
  {
    path: 'key retire',
    group: 'access',
    summary: { zh: '停用密钥，它签署的令牌随之失效', en: 'end a key, and every token it signed' },
    access: 'key.retire',
    changes: 'data',
    effect: {
      zh: '从此拒绝这把密钥签署的令牌，写入账本，不能恢复。审批人停用自己的，安全管理员可停用任何人的。',
      en: 'Refuses all tokens signed with this key from now on and writes it to the ledger; it cannot be taken back. Approvers retire their own, the security administrator any.',
    },
    arguments: [
      { name: 'KID', required: true, text: { zh: '密钥编号，或开头至少 4 位', en: 'the key, or at least 4 characters of its beginning' } },
    ],
    options: [reasonOption],
    examples: [
      { command: 'mreg key retire 8f3a --reason "口令遗失"', text: { zh: '停用密钥', en: 'retire a key' } },
      { command: 'mreg key retire 8f3a --reason "left the bureau" --yes', text: { zh: '不再询问', en: 'without asking' } },
    ],
    exitCodes: [2, 4, 6],
    load: async () => (await import('../key.js')).runKeyRetire,
  },
  {
    path: 'key sign',
    group: 'access',
    summary: { zh: '在保管密钥的机器上签署待签文件', en: 'sign a request file on the machine that holds the key' },
    access: 'open',
    changes: 'files',
    effect: {
      zh: '用文字说明签的是什么，确认后写出签名文件；不需要数据目录，也不连接任何地方。',
      en: 'Says in words what is being signed, asks, and writes the signed file; it needs no home and connects to nothing.',
    },
    arguments: [
      {
        name: 'FILE',
        required: true,
        completes: 'files',
        text: { zh: 'request approve --offline 写出的待签文件', en: 'the file that request approve --offline wrote' },
      },
    ],
    options: [
      { name: 'key', kind: 'file', value: 'KEYFILE', required: true, text: { zh: '密钥文件', en: 'the key file' } },
      { name: 'out', kind: 'file', value: 'SIGNED', required: true, text: { zh: '签名文件', en: 'where the signed file goes' } },
      passphraseFileOption,
    ],
    examples: [
      {
        command: 'mreg key sign 待签.json --key lisi.key --out 已签.jws',
        text: { zh: '审阅并签署', en: 'read and sign' },
      },
      {
        command: 'mreg key sign tosign.json --key lisi.key --out signed.jws --passphrase-file pass.txt --yes',
        text: { zh: '不再询问', en: 'without asking' },
      },
    ],
    exitCodes: [2, 4],
    load: async () => (await import('../key.js')).runKeySign,
  },
];
