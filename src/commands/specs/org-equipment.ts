import type { CommandSpec, FamilySpec } from '../command-spec.js';
import { checkedOffice, checkOptions } from './org-checks.js';

export const ORG_EQUIPMENT_FAMILY: FamilySpec = {
  path: 'org equipment',
  summary: { zh: '登记机关的设备（第八条）', en: 'the equipment of offices (Art. 8)' },
};

export const ORG_EQUIPMENT_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'org equipment show',
    group: 'access',
    summary: { zh: '查看登记机关的设备和应配数', en: 'show what an office has, and has to have' },
    access: 'office.read',
    changes: 'nothing',
    effect: { zh: '只读。只看本辖区。', en: 'Reads only. Looks at your own area.' },
    arguments: [{ name: 'OFFICE', required: true, text: { zh: '登记机关代码', en: 'the code of the office' } }],
    options: [],
    examples: [
      { command: 'mreg org equipment show 440104', text: { zh: '查看设备', en: 'show the equipment' } },
      { command: 'mreg org equipment show 440104 --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2, 4],
    load: async () => (await import('../org-equipment.js')).runOrgEquipmentShow,
  },
  {
    path: 'org equipment set',
    group: 'access',
    summary: { zh: '登记现有的设备', en: 'write down what an office has' },
    access: 'office.maintain',
    changes: 'data',
    effect: {
      zh: '只改给出的设备并记入账本；--from 给出的文件是全部设备，会替换原有的。登记员只能改本机关的。',
      en: 'Changes the items that are given and writes the change to the ledger; a file of --from is the whole inventory and replaces what was there. A registrar changes his own office.',
    },
    arguments: [{ name: 'OFFICE', required: true, text: { zh: '登记机关代码', en: 'the code of the office' } }],
    options: [
      {
        name: 'from',
        kind: 'file',
        value: 'FILE.json',
        text: { zh: '从 JSON 文件读全部设备', en: 'read the whole inventory from a JSON file' },
      },
      {
        name: 'items',
        kind: 'text',
        value: 'ITEM=N,…',
        text: { zh: '设备和数量，例如 computer=3,scanner=1', en: 'items and counts: computer=3,scanner=1' },
      },
    ],
    examples: [
      {
        command: 'mreg org equipment set 440104 --items line-mbit=20,static-ip=1,computer=3',
        text: { zh: '登记专线、地址和计算机', en: 'the line, the address and the computers' },
      },
      { command: 'mreg org equipment set 440104 --from equipment.json', text: { zh: '登记全部', en: 'the whole inventory' } },
    ],
    exitCodes: [2, 3, 4, 6],
    load: async () => (await import('../org-equipment.js')).runOrgEquipmentSet,
  },
  {
    path: 'org equipment check',
    group: 'access',
    summary: { zh: '检查哪些登记机关的设备没有配齐', en: 'say which offices have less than they have to' },
    access: 'office.read',
    changes: 'nothing',
    effect: {
      zh: '只读。只查本辖区。应配清单见 docs/offices.md，可用 offices.equipment 改。',
      en: 'Reads only. Looks at your own area. The list is in docs/offices.md; offices.equipment lays your own over it.',
    },
    arguments: [checkedOffice],
    options: checkOptions,
    examples: [
      { command: 'mreg org equipment check', text: { zh: '检查本辖区', en: 'check your area' } },
      { command: 'mreg org equipment check 440104', text: { zh: '检查一个机关', en: 'check one office' } },
    ],
    exitCodes: [2, 4, 7],
    load: async () => (await import('../org-equipment.js')).runOrgEquipmentCheck,
  },
];
