import type { CommandSpec, FamilySpec } from '../command-spec.js';

export const LEDGER_FAMILY: FamilySpec = {
  path: 'ledger',
  summary: { zh: '查看和核对账本', en: 'read and verify the ledger' },
};

export const LEDGER_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'ledger list',
    group: 'proof',
    summary: { zh: '列出账本条目：何时、何人、何事', en: 'list ledger entries: when, who, what' },
    access: 'ledger.read',
    changes: 'nothing',
    effect: { zh: '只读。', en: 'Reads only.' },
    arguments: [],
    options: [
      { name: 'limit', kind: 'count', value: 'N', text: { zh: '最多显示最近 N 条（默认 50）', en: 'the last N entries (default 50)' } },
      { name: 'since', kind: 'text', value: 'YYYY-MM-DD', text: { zh: '从这一天起', en: 'from this day on' } },
      { name: 'until', kind: 'text', value: 'YYYY-MM-DD', text: { zh: '到这一天止', en: 'up to this day' } },
      {
        name: 'kind',
        kind: 'text',
        value: 'KIND',
        text: { zh: '只看一类条目，如 import.chunk', en: 'entries of one kind, such as import.chunk' },
      },
      {
        name: 'region',
        kind: 'text',
        value: 'CODE',
        text: { zh: '只看这个区划的账号做的，如 440100 或 440104', en: 'entries by accounts of this region, 440100 or 440104' },
      },
      { name: 'actor', kind: 'text', value: 'NAME', text: { zh: '只看一个操作人', en: 'entries of one actor' } },
    ],
    examples: [
      { command: 'mreg ledger list', text: { zh: '最近的条目', en: 'the latest entries' } },
      {
        command: 'mreg ledger list --region 440100 --kind query',
        text: { zh: '广州市的账号查询了什么', en: 'what accounts of a city looked up' },
      },
      { command: 'mreg ledger list --since 2026-01-01 --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2],
    load: async () => (await import('../ledger.js')).runLedgerList,
  },
  {
    path: 'ledger show',
    group: 'proof',
    summary: { zh: '查看一条账本条目的全文', en: 'show one entry whole' },
    access: 'ledger.read',
    changes: 'nothing',
    effect: { zh: '只读。', en: 'Reads only.' },
    arguments: [{ name: 'SEQ', required: true, text: { zh: '条目序号', en: "the entry's number" } }],
    options: [],
    examples: [
      { command: 'mreg ledger show 3', text: { zh: '查看第 3 条', en: 'show entry 3' } },
      { command: 'mreg ledger show 3 --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2],
    load: async () => (await import('../ledger.js')).runLedgerShow,
  },
  {
    path: 'ledger verify',
    group: 'proof',
    summary: {
      zh: '核对账本是否被改过；--state 同时核对每条登记',
      en: 'prove that the ledger was not edited; --state checks every record too',
    },
    access: 'ledger.verify',
    changes: 'nothing',
    effect: {
      zh: '只读。指出第一条被破坏的条目；加 --state 时找出绕过 mreg 改动、删除或添加的登记。',
      en: 'Reads only. Names the first broken entry; with --state it finds records edited, removed or added behind the back of mreg.',
    },
    arguments: [],
    options: [
      {
        name: 'state',
        kind: 'switch',
        text: { zh: '同时把每条登记与账本的摘要核对', en: 'also compare every record with its digest in the ledger' },
      },
      {
        name: 'checkpoint',
        kind: 'file',
        value: 'FILE',
        text: { zh: '与另处保存的检查点对证', en: 'compare with a checkpoint kept elsewhere' },
      },
      {
        name: 'originals',
        kind: 'file',
        value: 'DIR',
        text: {
          zh: '原导入文件所在的文件夹（默认按导入时的路径），用来列出被改记录的原值',
          en: 'folder of the imported files (default: where they were imported from), to show what a changed record said',
        },
      },
    ],
    examples: [
      { command: 'mreg ledger verify', text: { zh: '核对账本', en: 'verify the ledger' } },
      { command: 'mreg ledger verify --state', text: { zh: '账本和登记一起核对', en: 'verify the ledger and the records' } },
    ],
    exitCodes: [2, 5, 130],
    load: async () => (await import('../ledger.js')).runLedgerVerify,
  },
  {
    path: 'ledger checkpoint',
    group: 'proof',
    summary: { zh: '签署检查点，留作日后对证', en: 'sign a checkpoint to keep elsewhere as evidence' },
    access: 'ledger.sign',
    changes: 'data',
    effect: {
      zh: '签署并保存一个检查点（账本长度和根哈希）；条目和登记不变。',
      en: "Signs and stores a checkpoint (the ledger's length and root hash); entries and records do not change.",
    },
    arguments: [],
    options: [
      {
        name: 'accept-unsigned',
        kind: 'text',
        value: 'TEXT',
        text: {
          zh: '账本末尾有没有签名的条目而已查明时，写明原因予以接受（记入账本）',
          en: 'accept entries nobody signed for, saying why; written to the ledger',
        },
      },
    ],
    examples: [
      { command: 'mreg ledger checkpoint', text: { zh: '签署检查点', en: 'sign a checkpoint' } },
      { command: 'mreg ledger checkpoint > 检查点.txt', text: { zh: '存到别处', en: 'keep it elsewhere' } },
    ],
    exitCodes: [2, 5, 6],
    load: async () => (await import('../ledger.js')).runLedgerCheckpoint,
  },
];
