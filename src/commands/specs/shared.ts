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
