import type { OptionSpec } from '../command-spec.js';

/** Understood before and after every command. */
export const GLOBAL_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'home',
    kind: 'file',
    value: 'DIR',
    text: { zh: '数据目录（或 MREG_HOME；默认 ~/.mreg）', en: 'the home (or MREG_HOME; default ~/.mreg)' },
  },
  {
    name: 'lang',
    kind: 'choice',
    value: 'zh|en',
    choices: ['zh', 'en'],
    text: { zh: '语言（或 MREG_LANG；默认随系统）', en: 'language (or MREG_LANG; default: the locale)' },
  },
  {
    name: 'json',
    kind: 'switch',
    text: { zh: '标准输出只有一个 JSON 文档，错误也是 JSON', en: 'exactly one JSON document on stdout, errors as JSON on stderr' },
  },
  {
    name: 'quiet',
    kind: 'switch',
    text: {
      zh: '不报进度，成功时不说话（只读命令仍打印结果）',
      en: 'no progress, silence on success (commands that only read still print)',
    },
  },
  {
    name: 'verbose',
    kind: 'switch',
    text: { zh: '没有终端时每几秒报一行进度', en: 'without a terminal, a progress line every few seconds' },
  },
  { name: 'no-progress', kind: 'switch', text: { zh: '不显示进度条', en: 'no progress bars' } },
  { name: 'no-color', kind: 'switch', text: { zh: '不用颜色（或 NO_COLOR）', en: 'no colours (or NO_COLOR)' } },
  { name: 'yes', kind: 'switch', text: { zh: '对所有询问回答“是”', en: 'answer yes to every question' } },
  { name: 'version', kind: 'switch', text: { zh: '打印版本号', en: 'print the version' } },
  { name: 'help', kind: 'switch', text: { zh: '打印帮助', en: 'print help' } },
];
