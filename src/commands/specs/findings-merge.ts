import type { CommandSpec, OptionSpec } from '../command-spec.js';

const reason: OptionSpec = {
  name: 'reason',
  kind: 'text',
  value: 'TEXT',
  required: true,
  text: { zh: '理由，记入账本', en: 'why; written to the ledger' },
};

export const FINDINGS_MERGE_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'findings merge',
    group: 'repair',
    summary: { zh: '合并重复登记：保留一条，其余并入', en: 'merge duplicate registrations: one stands, the others are merged into it' },
    access: 'findings.merge',
    changes: 'data',
    effect: {
      zh: '一条登记保持有效，其余变为“已并入”并指向它；任何一条的内容都不改，也不删除，可用 unmerge 撤回。记入账本。保留的先是当场登记的，再是内容较全的，再是编号较小的。',
      en: 'One registration stands, the others become superseded and point to it; no value of any changes, nothing is deleted, and unmerge takes it back. The ledger tells. What was registered live stands first, then the more complete, then the older number.',
    },
    arguments: [{ name: 'ID', required: true, text: { zh: '重复登记的疑点编号', en: 'number of a finding of a duplicate' } }],
    options: [
      reason,
      { name: 'cluster', kind: 'switch', text: { zh: '合并同一组的全部登记', en: 'all registrations of its cluster' } },
      { name: 'keep', kind: 'text', value: 'REGISTRATION', text: { zh: '保留这条登记', en: 'the registration that shall stand' } },
      { name: 'dry-run', kind: 'switch', text: { zh: '只预览', en: 'only show what would be done' } },
      {
        name: 'digest',
        kind: 'text',
        value: 'SHA256',
        text: { zh: '预览时的摘要值：不同就不合并', en: 'the digest a dry run showed: anything else is not merged' },
      },
    ],
    examples: [
      { command: 'mreg findings merge 12 --reason x --dry-run', text: { zh: '先看哪条保留、哪里不同', en: 'see first what differs' } },
      {
        command: 'mreg findings merge 12 --keep 98 --reason 已核对两份原件 --yes',
        text: { zh: '指定保留的登记', en: 'choose which one stands' },
      },
    ],
    exitCodes: [2, 3, 4, 6],
    load: async () => (await import('../findings-merge.js')).runFindingsMerge,
  },
  {
    path: 'findings unmerge',
    group: 'repair',
    summary: { zh: '撤回合并', en: 'take a merge back' },
    access: 'findings.merge',
    changes: 'data',
    effect: {
      zh: '并入的登记恢复有效，疑点回到合并前的状态；合并和撤回都留在账本里。',
      en: 'The registrations stand again and the findings have the states from before; both entries stay in the ledger.',
    },
    arguments: [{ name: 'ID', required: true, text: { zh: '已合并的疑点编号', en: 'number of a merged finding' } }],
    options: [reason],
    examples: [
      { command: 'mreg findings unmerge 12 --reason 两次登记确为复婚', text: { zh: '撤回一次合并', en: 'take one back' } },
      { command: 'mreg findings unmerge 12 --reason x --json', text: { zh: '给程序用', en: 'for programs' } },
    ],
    exitCodes: [2, 3, 4, 6],
    load: async () => (await import('../findings-merge.js')).runFindingsUnmerge,
  },
];
