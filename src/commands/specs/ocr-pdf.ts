import type { CommandSpec } from '../command-spec.js';

export const OCR_PDF_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'ocr pdf',
    group: 'daily',
    summary: { zh: '把一卷扫描件写成可检索的 PDF（档案电子化）', en: 'write the scans of a volume as one PDF that can be searched' },
    access: 'open',
    changes: 'nothing',
    effect: {
      zh: '不需要先 init，不读也不写数据目录，只写 --out 那一个文件（只有本人可读）。每页是图像加看不见的文字层，可以查找和复制；文字层里有完整的证件号码，文件按原件保管。识读可能有错，文字层只供查找，不是登记内容。',
      en: 'Needs no home, reads and writes none; writes the one file of --out, readable by its owner alone. Each page is its picture with unseen text over it, to be searched and copied. The text holds whole document numbers: keep the file as the paper is kept. Reading may err; the text is for finding things and is no record.',
    },
    arguments: [
      {
        name: 'PATH',
        required: true,
        repeated: true,
        completes: 'files',
        text: {
          zh: '扫描件或文件夹（PNG、JPEG、TIFF、PDF）：按给出的次序，文件夹内按自然次序（2 在 10 前）',
          en: 'scans or folders (PNG, JPEG, TIFF, PDF) in the order given; in folders page 2 comes before page 10',
        },
      },
    ],
    options: [
      { name: 'out', kind: 'file', value: 'FILE.pdf', required: true, text: { zh: '写到哪个文件', en: 'the file to write' } },
      { name: 'force', kind: 'switch', text: { zh: '覆盖已有的文件', en: 'write over a file that is there' } },
      {
        name: 'quality',
        kind: 'count',
        value: 'N',
        text: {
          zh: 'JPEG 质量 1–100（默认 80）；本来就是 JPEG 的原样放入，黑白页无损',
          en: 'JPEG quality 1–100 (default 80); what is JPEG already is taken over as it is, black and white loses nothing',
        },
      },
      {
        name: 'dpi',
        kind: 'count',
        value: 'N',
        text: { zh: '分辨率高于 N 的页缩到 N（默认不缩）', en: 'pages of a higher resolution are made smaller (default: none)' },
      },
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
      { name: 'straighten', kind: 'switch', text: { zh: '放入纠偏后的页面', en: 'put in the straightened pages' } },
    ],
    examples: [
      { command: 'mreg ocr pdf 1986年第3卷/ --out 1986-3.pdf', text: { zh: '一个文件夹写成一卷', en: 'a folder becomes a volume' } },
      {
        command: 'mreg ocr pdf 第3卷.tif 补页.jpg --out 第3卷.pdf --straighten --dpi 200',
        text: { zh: '纠偏，缩到 200 dpi', en: 'straightened, at 200 dpi' },
      },
    ],
    exitCodes: [2, 3, 130],
    load: async () => (await import('../ocr-pdf.js')).runOcrPdf,
  },
];
