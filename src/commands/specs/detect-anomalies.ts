import type { CommandSpec } from '../command-spec.js';
import { failOnSeverityOption, reportOption } from './shared.js';

export const DETECT_ANOMALY_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'detect anomalies',
    group: 'daily',
    summary: {
      zh: '查找异常：疑似重婚、先离后结、冒名、未达婚龄、机关和登记员异常等',
      en: 'find anomalies of persons, offices and registrars',
    },
    access: 'detection.run',
    changes: 'data',
    effect: {
      zh: '登记不变；发现存为待核实的事项，重复运行不会重复提出，也不改变已作的决定；记入账本。法院离婚、死亡、撤销信息用 mreg share load 装入后参与判断。',
      en: 'Records do not change. What is found is stored as findings to be decided; running again neither repeats them nor changes decisions. One ledger entry. Deaths, court divorces and revocations loaded by mreg share load count.',
    },
    arguments: [],
    options: [
      {
        name: 'since',
        kind: 'text',
        value: 'YYYY-MM-DD',
        text: { zh: '只看这一天起入库的登记所涉及的人', en: 'only the persons of registrations that were loaded on this day or later' },
      },
      { name: 'batch', kind: 'count', value: 'N', text: { zh: '只看这一批次所涉及的人', en: 'only the persons of this batch' } },
      {
        name: 'rule',
        kind: 'text',
        value: 'CODE,…',
        text: { zh: '只用这些规则，逗号分开（见 mreg detect rules）', en: 'only these rules, parted by commas (see mreg detect rules)' },
      },
      reportOption,
      failOnSeverityOption,
    ],
    examples: [
      { command: 'mreg detect anomalies', text: { zh: '检查全库', en: 'the whole registry' } },
      {
        command: 'mreg detect anomalies --report 异常.html',
        text: { zh: '另做网页报告，有按机关和月份的图', en: 'with a report that shows offices by month' },
      },
      { command: 'mreg detect anomalies --batch 12 --fail-on error', text: { zh: '检查刚导入的一批', en: 'the batch just loaded' } },
      {
        command: 'mreg detect anomalies --rule open-marriages,marriage-overlap --json',
        text: { zh: '只查疑似重婚', en: 'suspected bigamy only' },
      },
    ],
    exitCodes: [2, 4, 6, 7, 130],
    load: async () => (await import('../detect-anomalies.js')).runDetectAnomalies,
  },
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
