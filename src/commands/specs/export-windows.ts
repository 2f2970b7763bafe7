import type { CommandSpec, FamilySpec, OptionSpec } from '../command-spec.js';

export const EXPORT_WINDOW_FAMILY: FamilySpec = {
  path: 'export window',
  summary: { zh: '导出的开放时段', en: 'when exports may run' },
};

const reasonOption: OptionSpec = {
  name: 'reason',
  kind: 'text',
  value: 'TEXT',
  required: true,
  text: { zh: '原因，记入账本', en: 'why; written to the ledger' },
};

export const EXPORT_WINDOW_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'export window add',
    group: 'export',
    summary: { zh: '开放一个导出时段', en: 'open a window for exports' },
    access: 'export.manage',
    changes: 'data',
    effect: {
      zh: '从此在这些日子、这些钟点可以导出；别的时段不变。没有任何时段时不能导出。',
      en: 'From now on exports may run on these days and hours; other windows stay. Without any window no export can run.',
    },
    arguments: [],
    options: [
      {
        name: 'days',
        kind: 'text',
        value: 'mon-fri',
        text: { zh: '星期几：mon-fri、sat,sun（默认每天）', en: 'days of the week: mon-fri or sat,sun (default every day)' },
      },
      {
        name: 'hours',
        kind: 'text',
        value: '09:00-17:30',
        text: { zh: '钟点，北京时间（默认全天）', en: 'hours, Beijing time (default the whole day)' },
      },
      { name: 'from', kind: 'text', value: 'YYYY-MM-DD', text: { zh: '从这一天起', en: 'from this day on' } },
      { name: 'until', kind: 'text', value: 'YYYY-MM-DD', text: { zh: '到这一天止', en: 'up to this day' } },
      reasonOption,
    ],
    examples: [
      {
        command: 'mreg export window add --days mon-fri --hours 09:00-17:30 --reason "工作时间开放"',
        text: { zh: '工作日上班时间开放', en: 'open in office hours' },
      },
      {
        command: 'mreg export window add --from 2026-12-01 --until 2026-12-03 --reason "年终核查"',
        text: { zh: '只开放三天', en: 'open for three days' },
      },
    ],
    exitCodes: [2, 4, 6],
    load: async () => (await import('../export-window.js')).runExportWindowAdd,
  },
  {
    path: 'export window list',
    group: 'export',
    summary: { zh: '列出开放时段，并说明现在是否开放', en: 'list the windows, and whether one is open now' },
    access: 'export.read',
    changes: 'nothing',
    effect: { zh: '只读。', en: 'Reads only.' },
    arguments: [],
    options: [],
    examples: [
      { command: 'mreg export window list', text: { zh: '看现在能不能导出', en: 'see whether exports may run now' } },
      { command: 'mreg export window list --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2, 4],
    load: async () => (await import('../export-window.js')).runExportWindowList,
  },
  {
    path: 'export window close',
    group: 'export',
    summary: { zh: '关闭一个开放时段', en: 'close a window for good' },
    access: 'export.manage',
    changes: 'data',
    effect: {
      zh: '这个时段从此不再开放；正在进行的导出不受影响，历史保留。',
      en: 'The window never opens again; an export that runs goes on, and the history is kept.',
    },
    arguments: [{ name: 'ID', required: true, text: { zh: '时段编号', en: 'the window' } }],
    options: [reasonOption],
    examples: [
      { command: 'mreg export window close 1 --reason "核查结束"', text: { zh: '关闭第 1 个时段', en: 'close window 1' } },
      { command: 'mreg export window close 2 --reason "suspended" --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2, 4, 6],
    load: async () => (await import('../export-window.js')).runExportWindowClose,
  },
];
