import { PROFILE_FIELDS } from '../../access/offices/profile-fields.js';
import type { CommandSpec, FamilySpec, OptionSpec } from '../command-spec.js';
import { checkedOffice, checkOptions } from './org-checks.js';

export const ORG_PROFILE_FAMILY: FamilySpec = {
  path: 'org profile',
  summary: { zh: '登记机关的资料和网上预约设置', en: 'profiles of offices and their online appointments' },
};

/** One flag for each field of a profile. */
const fieldOptions: readonly OptionSpec[] = PROFILE_FIELDS.map(({ key, label, example }) => ({
  name: key.replaceAll('_', '-'),
  kind: 'text',
  value: 'VALUE',
  text: { zh: `${label.zh}，例如 ${example}`, en: `${label.en}, for example ${example}` },
}));

export const ORG_PROFILE_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'org profile show',
    group: 'access',
    summary: { zh: '查看登记机关的资料，以及还缺什么', en: 'show the profile of an office and what it lacks' },
    access: 'office.read',
    changes: 'nothing',
    effect: {
      zh: '只读。别的辖区的机关只显示可公开的项目。',
      en: 'Reads only. Of offices outside your area only what is public is shown.',
    },
    arguments: [{ name: 'OFFICE', required: true, text: { zh: '登记机关代码', en: 'the code of the office' } }],
    options: [],
    examples: [
      { command: 'mreg org profile show 440104', text: { zh: '查看资料', en: 'show the profile' } },
      { command: 'mreg org profile show 440104 --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2, 4],
    load: async () => (await import('../org-profile.js')).runOrgProfileShow,
  },
  {
    path: 'org profile set',
    group: 'access',
    summary: { zh: '填写登记机关的资料和网上预约设置', en: 'fill in the profile of an office and its online appointments' },
    access: 'office.maintain',
    changes: 'data',
    effect: {
      zh: '只改给出的项目并记入账本；--from 给出的文件是全部资料，会替换原有的。值为空就是删去这一项；办公时间只改写到的那几天。登记员只能改本机关的。',
      en: 'Changes the fields that are given and writes the change to the ledger; a file of --from is the whole profile and replaces what was there. An empty value removes a field; of the hours only the days named change. A registrar changes his own office.',
    },
    arguments: [{ name: 'OFFICE', required: true, text: { zh: '登记机关代码', en: 'the code of the office' } }],
    options: [
      {
        name: 'from',
        kind: 'file',
        value: 'FILE.json',
        text: { zh: '从 JSON 文件读全部资料', en: 'read the whole profile from a JSON file' },
      },
      ...fieldOptions,
    ],
    examples: [
      {
        command: 'mreg org profile set 440104 --from profile.json',
        text: { zh: '填写全部', en: 'fill in the whole profile' },
      },
      {
        command: 'mreg org profile set 440104 --capacity 8 --hours "sat 09:00-12:00; sun closed"',
        text: { zh: '改每时段预约数和周末时间', en: 'change the capacity and the hours of the week-end' },
      },
      { command: 'mreg org profile set 440104 --closed-days ""', text: { zh: '删去暂停办理日期', en: 'remove the closed days' } },
    ],
    exitCodes: [2, 3, 4, 6],
    load: async () => (await import('../org-profile.js')).runOrgProfileSet,
  },
  {
    path: 'org profile check',
    group: 'access',
    summary: { zh: '检查哪些登记机关的资料不全，缺什么', en: 'say which profiles are incomplete, and what they lack' },
    access: 'office.read',
    changes: 'nothing',
    effect: { zh: '只读。只查本辖区。', en: 'Reads only. Looks at your own area.' },
    arguments: [checkedOffice],
    options: checkOptions,
    examples: [
      { command: 'mreg org profile check', text: { zh: '检查本辖区', en: 'check your area' } },
      { command: 'mreg org profile check 440104', text: { zh: '检查一个机关', en: 'check one office' } },
      {
        command: 'mreg org profile check --fail-on incomplete --quiet',
        text: { zh: '定时检查，不齐全就报错', en: 'check from cron' },
      },
    ],
    exitCodes: [2, 4, 7],
    load: async () => (await import('../org-profile.js')).runOrgProfileCheck,
  },
];
