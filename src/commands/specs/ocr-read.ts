import type { CommandSpec } from '../command-spec.js';

export const OCR_READ_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'ocr read',
    group: 'daily',
    summary: { zh: '识读扫描件并说明每一栏有多大把握，不入库', en: 'read scans and say how sure each field is; loads nothing' },
    access: 'open',
    changes: 'nothing',
    effect: {
      zh: '不需要先 init，不读也不写数据目录。表格里证件号码遮盖中间各位；--json 里是完整的值。手写体和没有把握的栏目标为待核对，入库前须由人核对（mreg import 后在 mreg review 里做）。',
      en: 'Needs no home, reads and writes none. The table masks document numbers; --json has the whole values. Handwriting and what is not sure are marked to check: after mreg import a person settles them in mreg review.',
    },
    arguments: [
      {
        name: 'PATH',
        required: true,
        repeated: true,
        completes: 'files',
        text: { zh: 'PNG、JPEG、TIFF、PDF 文件或文件夹，可以给多个', en: 'PNG, JPEG, TIFF or PDF files or folders' },
      },
    ],
    options: [
      {
        name: 'templates',
        kind: 'file',
        value: 'DIR',
        text: { zh: '另加一个表单模板文件夹', en: 'a folder with more form templates' },
      },
      {
        name: 'models',
        kind: 'file',
        value: 'DIR',
        text: { zh: '用这个文件夹里的 PP-OCR 模型代替自带的', en: 'a folder of PP-OCR models in place of the packaged ones' },
      },
      {
        name: 'second-opinion',
        kind: 'choice',
        value: 'ENGINE',
        choices: ['tesseract', 'none'],
        text: {
          zh: '没有把握的栏目再由另一识别引擎读一遍（默认 none）',
          en: 'ask another engine about fields that lack certainty (default none)',
        },
      },
    ],
    examples: [
      {
        command: 'mreg ocr read 扫描/001.jpg',
        text: { zh: '读一页，看每一栏的把握和依据', en: 'read a page: how sure each field is, and why' },
      },
      { command: 'mreg ocr read 卷宗.pdf --json', text: { zh: '给脚本用的结果', en: 'a result for scripts' } },
    ],
    exitCodes: [2, 3, 130],
    load: async () => (await import('../ocr-read.js')).runOcrRead,
  },
];
