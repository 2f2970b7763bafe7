import type { ArgumentSpec, OptionSpec } from '../command-spec.js';

export const pathsArgument: ArgumentSpec = {
  name: 'PATH',
  required: true,
  repeated: true,
  completes: 'files',
  text: { zh: 'CSV、XLSX、ZIP 文件或文件夹，可以给多个', en: 'CSV, XLSX or ZIP files or folders' },
};

export const reportOption: OptionSpec = {
  name: 'report',
  kind: 'file',
  value: 'FILE.html',
  text: { zh: '另写一份可离线打开的网页报告', en: 'also write a self-contained HTML report' },
};

export const failOnSeverityOption: OptionSpec = {
  name: 'fail-on',
  kind: 'choice',
  value: 'SEVERITY',
  choices: ['error', 'warning', 'hint'],
  text: { zh: '有此级别或更重的发现时以 7 结束', en: 'end with 7 when something of this severity or graver is found' },
};
