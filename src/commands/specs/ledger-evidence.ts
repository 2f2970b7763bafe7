import type { CommandSpec } from '../command-spec.js';

/** What takes evidence out of the ledger for somebody who trusts no one here. */
export const LEDGER_EVIDENCE_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'ledger prove',
    group: 'proof',
    summary: {
      zh: '写出一份外部人员可独立核对的证明：某条在账本里，或账本只增不改',
      en: 'a proof for outsiders: that an entry is in the ledger, or that it only grew',
    },
    access: 'ledger.read',
    changes: 'nothing',
    effect: {
      zh: '只读；只在给出 --out 时写那一个证明文件。条目里有证件号码时只给出它的哈希，不给原文。',
      en: 'Reads only; --out writes its one file. Of an entry that holds a document number the proof gives the hash and not the text.',
    },
    arguments: [{ name: 'SEQ', required: false, text: { zh: '条目序号', en: "the entry's number" } }],
    options: [
      {
        name: 'checkpoint',
        kind: 'file',
        value: 'FILE|SIZE',
        text: {
          zh: '据以证明的检查点：另存的文件或条数（默认最近一个）',
          en: 'the checkpoint to prove by: a kept file, or its size (default: the last)',
        },
      },
      {
        name: 'from',
        kind: 'file',
        value: 'FILE|SIZE',
        text: { zh: '证明账本只增不改：较早的检查点', en: 'prove that the ledger only grew: the earlier checkpoint' },
      },
      {
        name: 'to',
        kind: 'file',
        value: 'FILE|SIZE',
        text: { zh: '较晚的检查点（默认最近一个）', en: 'the later checkpoint (default: the last)' },
      },
      { name: 'out', kind: 'file', value: 'FILE', text: { zh: '写到这个文件（默认打印）', en: 'write to this file (default: print)' } },
    ],
    examples: [
      { command: 'mreg ledger prove 3 --out 证明.json', text: { zh: '证明第 3 条在账本里', en: 'prove that entry 3 is in the ledger' } },
      {
        command: 'mreg ledger prove 3 --checkpoint 检查点.txt',
        text: { zh: '按对方手里的检查点证明', en: 'prove it by the checkpoint the other side holds' },
      },
      {
        command: 'mreg ledger prove --from 2 --to 6 --out 证明.json',
        text: { zh: '证明 2 条到 6 条之间只增不改', en: 'prove that nothing before entry 3 changed since' },
      },
    ],
    exitCodes: [2, 5],
    load: async () => (await import('../ledger-prove.js')).runLedgerProve,
  },
];
