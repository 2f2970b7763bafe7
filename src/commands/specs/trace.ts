import type { CommandSpec } from '../command-spec.js';

export const TRACE_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'export trace',
    group: 'export',
    summary: { zh: '追查泄露的文件出自哪次导出', en: 'find the export a leaked file came from' },
    access: 'export.trace',
    changes: 'data',
    effect: {
      zh: '读取泄露的文件（CSV、XLSX、JSON 行、Parquet，不论编码、行序、列名，删过列、遮过号、混入别的行也可），与登记记录和历次导出的暗记核对，给出导出编号、导出人、审批和把握；证据不足时只列出可能的来源，不点名。账本记一条追查记录，其他不变。',
      en: 'Reads a leaked file (CSV, XLSX, JSON lines or Parquet, in any encoding and order, with columns dropped or renamed, numbers masked, rows mixed in), compares it with the records and the marks of every export, and names export, officer and approval with a confidence; where that does not suffice it lists possible sources and names none. The trace is written to the ledger, nothing else changes.',
    },
    arguments: [{ name: 'FILE', required: true, completes: 'files', text: { zh: '泄露的文件', en: 'the leaked file' } }],
    options: [
      {
        name: 'sheet',
        kind: 'text',
        value: 'NAME',
        text: { zh: '工作簿中的哪张表（默认第一张有数据的）', en: 'which sheet of a workbook (default: the first with rows)' },
      },
      {
        name: 'encoding',
        kind: 'text',
        value: 'NAME',
        text: {
          zh: '文本编码，如 gb18030、utf-16le（默认自动判断）',
          en: 'encoding of a text file, such as gb18030 or utf-16le (default: found out)',
        },
      },
      {
        name: 'limit',
        kind: 'count',
        value: 'N',
        text: {
          zh: '在登记库里找到 N 行就够了（默认 400）；几份导出拼成的文件可加大',
          en: 'N rows found in the registry are enough (default 400); more for a file made of several exports',
        },
      },
    ],
    examples: [
      { command: 'mreg export trace 网上流出.xlsx', text: { zh: '追查一个文件', en: 'trace a file' } },
      {
        command: 'mreg export trace 网上流出.txt --encoding gb18030 --json',
        text: { zh: '指定编码，结果给脚本用', en: 'with its encoding, for scripts' },
      },
    ],
    exitCodes: [2, 3, 4, 6, 130],
    load: async () => (await import('../export-trace.js')).runExportTrace,
  },
];
