import type { ArgumentSpec, OptionSpec } from '../command-spec.js';

/** What the checks of profiles and of equipment have in common. */
export const checkedOffice: ArgumentSpec = {
  name: 'OFFICE',
  required: false,
  text: { zh: '登记机关代码（默认本辖区全部开放的机关）', en: 'the office (default: every open one of your area)' },
};

export const checkOptions: readonly OptionSpec[] = [
  {
    name: 'region',
    kind: 'text',
    value: 'CODE',
    text: { zh: '只查这个区划', en: 'only offices of this region' },
  },
  {
    name: 'fail-on',
    kind: 'choice',
    value: 'incomplete',
    choices: ['incomplete'],
    text: { zh: '有不齐全的就以退出码 7 结束', en: 'end with exit code 7 when any is incomplete' },
  },
];
