import type { ArgumentSpec, CommandSpec, FamilySpec, OptionSpec } from '../command-spec.js';
import { ORG_PROFILE_COMMANDS } from './org-profile.js';
import { ORG_EQUIPMENT_COMMANDS } from './org-equipment.js';

export const ORG_FAMILY: FamilySpec = {
  path: 'org',
  summary: { zh: '登记机关：名录、历次变更、资料、设备', en: 'registration offices: directory, history, profiles, equipment' },
};

const officeArgument: ArgumentSpec = { name: 'OFFICE', required: true, text: { zh: '登记机关代码', en: 'the code of the office' } };

const onOption: OptionSpec = {
  name: 'on',
  kind: 'text',
  value: 'YYYY-MM-DD',
  text: { zh: '这一天的情况（默认今天）', en: 'as of this day (default: today)' },
};

const DIRECTORY_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'org list',
    group: 'access',
    summary: { zh: '列出登记机关', en: 'list the offices' },
    access: 'office.read',
    changes: 'nothing',
    effect: { zh: '只读。名录是公开的，别的辖区也可以看。', en: 'Reads only. The directory is public: other areas may be looked at too.' },
    arguments: [],
    options: [
      {
        name: 'region',
        kind: 'text',
        value: 'CODE',
        text: { zh: '只看这个区划（默认本辖区）', en: 'the offices of this region (default: your area)' },
      },
      {
        name: 'state',
        kind: 'choice',
        value: 'STATE',
        choices: ['open', 'closed', 'planned', 'all'],
        text: { zh: '开放、已撤销、待开放或全部（默认开放）', en: 'open, closed, planned or all (default open)' },
      },
      onOption,
    ],
    examples: [
      { command: 'mreg org list', text: { zh: '本辖区现有的登记机关', en: 'the offices of your area' } },
      { command: 'mreg org list --region 440100 --state all', text: { zh: '广州市历来的登记机关', en: 'all that Guangzhou ever had' } },
      {
        command: 'mreg org list --on 1999-12-31 --json',
        text: { zh: '某一天的名录，给脚本用', en: 'the directory of a day, for scripts' },
      },
    ],
    exitCodes: [2, 4],
    load: async () => (await import('../org.js')).runOrgList,
  },
  {
    path: 'org show',
    group: 'access',
    summary: { zh: '查看一个登记机关：名称、管辖、由谁承接', en: 'show an office: names, area, who succeeded it' },
    access: 'office.read',
    changes: 'nothing',
    effect: { zh: '只读。', en: 'Reads only.' },
    arguments: [officeArgument],
    options: [onOption],
    examples: [
      { command: 'mreg org show 440104', text: { zh: '现在的情况', en: 'as it is now' } },
      { command: 'mreg org show 440104 --on 1999-12-31', text: { zh: '某一天的情况', en: 'as it was on a day' } },
    ],
    exitCodes: [2, 4],
    load: async () => (await import('../org.js')).runOrgShow,
  },
  {
    path: 'org history',
    group: 'access',
    summary: { zh: '查看一个登记机关的开设、更名、承接和撤销', en: 'openings, names, takings-over and closing of an office' },
    access: 'office.read',
    changes: 'nothing',
    effect: {
      zh: '只读。开设、撤销和更名只能申请：mreg request submit。',
      en: 'Reads only. Offices are opened, closed and renamed on application: mreg request submit.',
    },
    arguments: [officeArgument],
    options: [],
    examples: [
      { command: 'mreg org history 440104', text: { zh: '历次变更和申请编号', en: 'the changes and their requests' } },
      { command: 'mreg org history 440104 --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2, 4],
    load: async () => (await import('../org.js')).runOrgHistory,
  },
  {
    path: 'org export',
    group: 'access',
    summary: { zh: '写出公开网站用的名录和预约资料', en: 'write the directory and appointment data for the public site' },
    access: 'office.maintain',
    changes: 'files',
    effect: {
      zh: '写一个 JSON 文件，写完整才出现，并记入账本；只含可公开的项目。资料不全的机关只列名称。不改任何资料。',
      en: 'Writes one JSON file, whole or not at all, and a ledger entry; only what is public is in it, and offices without a complete profile by name only. Changes no profile.',
    },
    arguments: [],
    options: [
      {
        name: 'public',
        kind: 'file',
        value: 'FILE.json',
        required: true,
        text: { zh: '写到这个文件，已有的会被替换', en: 'write to this file, replacing one that is there' },
      },
    ],
    examples: [
      { command: 'mreg org export --public offices.json', text: { zh: '写出本辖区的名录', en: 'write the directory of your area' } },
      { command: 'mreg org export --public /srv/www/offices.json --json', text: { zh: '定时发布', en: 'publish from cron' } },
    ],
    exitCodes: [2, 4, 6],
    load: async () => (await import('../org.js')).runOrgExport,
  },
];

export const ORG_COMMANDS: readonly CommandSpec[] = [...DIRECTORY_COMMANDS, ...ORG_PROFILE_COMMANDS, ...ORG_EQUIPMENT_COMMANDS];
