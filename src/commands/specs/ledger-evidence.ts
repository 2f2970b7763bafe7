import type { ArgumentSpec, CommandSpec, FamilySpec } from '../command-spec.js';

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

export const WITNESS_FAMILY: FamilySpec = {
  path: 'ledger witness',
  summary: { zh: '在别处留存检查点，用来对证', en: 'folders elsewhere that keep the checkpoints' },
};

const witnessPath: ArgumentSpec = {
  name: 'PATH',
  required: true,
  completes: 'files',
  text: { zh: '另一块磁盘或异地的文件夹', en: 'a folder on another disk or off-site' },
};

export const WITNESS_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'ledger witness list',
    group: 'proof',
    summary: { zh: '列出见证及其最近的检查点', en: 'list the witnesses and their last checkpoints' },
    access: 'ledger.verify',
    changes: 'nothing',
    effect: { zh: '只读。', en: 'Reads only.' },
    arguments: [],
    options: [],
    examples: [
      { command: 'mreg ledger witness list', text: { zh: '查看有哪些见证', en: 'see the witnesses' } },
      { command: 'mreg ledger witness list --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2],
    load: async () => (await import('../ledger-witness.js')).runWitnessList,
  },
  {
    path: 'ledger witness add',
    group: 'proof',
    summary: { zh: '登记一个见证：今后每个检查点都在那里留一份', en: 'name a folder that gets a copy of every checkpoint' },
    access: 'ledger.sign',
    changes: 'data',
    effect: {
      zh: '核对账本，把现有检查点和密钥留存到该文件夹，写入设置并记入账本。文件夹里已有的文件不会被改写。',
      en: 'Verifies the ledger, leaves the checkpoint and the key in the folder, and writes it to the settings and the ledger. Files already in the folder are never replaced.',
    },
    arguments: [witnessPath],
    options: [],
    examples: [
      { command: 'mreg ledger witness add /mnt/offsite/mreg', text: { zh: '异地目录', en: 'an off-site folder' } },
      { command: 'mreg ledger witness add /media/usb/mreg --json', text: { zh: '另一块磁盘，给脚本用', en: 'another disk, for scripts' } },
    ],
    exitCodes: [2, 4, 5, 6],
    load: async () => (await import('../ledger-witness.js')).runWitnessAdd,
  },
  {
    path: 'ledger witness remove',
    group: 'proof',
    summary: { zh: '不再使用一个见证', en: 'stop using a witness' },
    access: 'ledger.sign',
    changes: 'data',
    effect: {
      zh: '从设置里去掉并记入账本；文件夹里的文件不动。',
      en: 'Takes it out of the settings and writes that to the ledger; the files in the folder are left alone.',
    },
    arguments: [witnessPath],
    options: [],
    examples: [
      { command: 'mreg ledger witness remove /media/usb/mreg', text: { zh: '磁盘停用', en: 'a disk is retired' } },
      {
        command: 'mreg ledger witness remove /media/usb/mreg --yes',
        text: { zh: '在脚本里，不再询问', en: 'in a script, without asking' },
      },
    ],
    exitCodes: [2, 4, 6],
    load: async () => (await import('../ledger-witness.js')).runWitnessRemove,
  },
];
