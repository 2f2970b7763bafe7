import type { CommandSpec, FamilySpec } from '../command-spec.js';

export const TOKEN_FAMILY: FamilySpec = {
  path: 'token',
  summary: { zh: '审批令牌：查看、撤销', en: 'approval tokens: explain, revoke' },
};

export const TOKEN_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'token inspect',
    group: 'export',
    summary: { zh: '用文字说明一个令牌：谁、为谁、导出什么、到何时', en: 'explain a token in words: who, for whom, what, until when' },
    access: 'open',
    changes: 'nothing',
    effect: {
      zh: '只读，不用登录。有数据目录时核对签名，并说明现在能不能用；不可用时退出码为 4。',
      en: 'Reads only, without a session. Where there is a home it checks the signature and says whether the token can be used now; exit code 4 when it cannot.',
    },
    arguments: [
      {
        name: 'TOKEN',
        required: true,
        completes: 'files',
        text: { zh: '令牌文件、令牌本身，或 - 表示标准输入', en: 'a token file, the token itself, or - for standard input' },
      },
    ],
    options: [],
    examples: [
      { command: 'mreg token inspect 令牌.jws', text: { zh: '说明一个令牌', en: 'explain a token' } },
      { command: 'mreg token inspect - --json', text: { zh: '从标准输入读', en: 'read it from standard input' } },
    ],
    exitCodes: [2, 4],
    load: async () => (await import('../token.js')).runTokenInspect,
  },
  {
    path: 'token list',
    group: 'export',
    summary: { zh: '列出签发过的令牌', en: 'list the tokens issued' },
    access: 'token.read',
    changes: 'nothing',
    effect: {
      zh: '只读。令牌本身不保存，这里只有它的编号和内容摘要。',
      en: 'Reads only. Tokens themselves are not kept, only their ids and digests.',
    },
    arguments: [],
    options: [],
    examples: [
      { command: 'mreg token list', text: { zh: '哪些令牌还能用', en: 'which tokens are good' } },
      { command: 'mreg token list --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2, 4],
    load: async () => (await import('../token.js')).runTokenList,
  },
  {
    path: 'token revoke',
    group: 'export',
    summary: { zh: '撤销一个令牌', en: 'make a token worthless' },
    access: 'token.revoke',
    changes: 'data',
    effect: {
      zh: '从此拒绝这个令牌，写入账本，不能恢复；已经导出的不受影响。',
      en: 'Refuses the token from now on and writes that to the ledger; it cannot be taken back. What was exported already stays exported.',
    },
    arguments: [
      {
        name: 'JTI',
        required: true,
        text: { zh: '令牌编号，或开头至少 4 位', en: 'the token, or at least 4 characters of its beginning' },
      },
    ],
    options: [
      { name: 'reason', kind: 'text', value: 'TEXT', required: true, text: { zh: '原因，记入账本', en: 'why; written to the ledger' } },
    ],
    examples: [
      { command: 'mreg token revoke 4f2a --reason "用途变更"', text: { zh: '撤销令牌', en: 'revoke a token' } },
      { command: 'mreg token revoke 4f2a --reason "no longer needed" --yes', text: { zh: '不再询问', en: 'without asking' } },
    ],
    exitCodes: [2, 4, 6],
    load: async () => (await import('../token.js')).runTokenRevoke,
  },
];
