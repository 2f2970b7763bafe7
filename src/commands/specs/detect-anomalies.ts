import type { CommandSpec } from '../command-spec.js';

export const DETECT_ANOMALY_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'detect rules',
    group: 'daily',
    summary: { zh: '列出异常检测的规则、参数和依据', en: 'list the rules of anomaly detection with parameters and sources' },
    access: 'session',
    changes: 'nothing',
    effect: {
      zh: '只读。显示随程序附带的规则，以及本数据目录 tables.overrides 里对级别、参数、停用的改动。',
      en: 'Reads only. Shows the rules that come with mreg, with what the folder of tables.overrides of this home changes of them.',
    },
    arguments: [],
    options: [],
    examples: [
      { command: 'mreg detect rules', text: { zh: '看有哪些规则', en: 'see the rules' } },
      { command: 'mreg detect rules --json', text: { zh: '连同说明和依据', en: 'with explanations and sources' } },
    ],
    exitCodes: [2, 4],
    load: async () => (await import('../detect-rules.js')).runDetectRules,
  },
];
