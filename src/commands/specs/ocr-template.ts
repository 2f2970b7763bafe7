import type { CommandSpec, FamilySpec, OptionSpec } from '../command-spec.js';

export const OCR_TEMPLATE_FAMILY: FamilySpec = {
  path: 'ocr template',
  summary: { zh: '表格版式：查看、检查', en: 'templates of forms: list and check them' },
};

const templates: OptionSpec = {
  name: 'templates',
  kind: 'file',
  value: 'DIR',
  text: {
    zh: '自己的版式文件夹（默认用设置里的 ocr.templates）；同名且版本更高的代替随程序附带的',
    en: 'folder with your own templates (default: ocr.templates of the settings); a higher version of the same name replaces a packaged one',
  },
};

export const OCR_TEMPLATE_COMMANDS: readonly CommandSpec[] = [
  {
    path: 'ocr template list',
    group: 'daily',
    summary: { zh: '列出识读扫描件时能认出的表', en: 'list the forms that are recognised on scans' },
    access: 'open',
    changes: 'nothing',
    effect: { zh: '只读，不需要数据目录。', en: 'Reads only; needs no home.' },
    arguments: [],
    options: [templates],
    examples: [
      { command: 'mreg ocr template list', text: { zh: '列出版式', en: 'list the templates' } },
      { command: 'mreg ocr template list --templates 本县版式', text: { zh: '连同自己的版式', en: 'with your own templates' } },
    ],
    exitCodes: [2],
    load: async () => (await import('../ocr-template-list.js')).runOcrTemplateList,
  },
  {
    path: 'ocr template check',
    group: 'daily',
    summary: { zh: '检查一个版式，并可画在一页扫描件上', en: 'check a template, and draw it over a scanned page' },
    access: 'open',
    changes: 'files',
    effect: {
      zh: '检查版式写法；给出一页扫描件时，看能否认出、定位差多少毫米。只写 --out 指定的图，不动数据。',
      en: 'Checks how a template is written and, given a page, whether it is recognised there and how many millimetres it is off. Writes the picture of --out and nothing else.',
    },
    arguments: [
      {
        name: 'TEMPLATE',
        required: true,
        completes: 'files',
        text: { zh: '版式名，或 .json 文件', en: 'name of a template, or a .json file' },
      },
      {
        name: 'PAGE',
        required: false,
        completes: 'files',
        text: { zh: '扫描件（PNG、JPEG、TIFF、PDF）', en: 'a scan (PNG, JPEG, TIFF, PDF)' },
      },
    ],
    options: [
      templates,
      { name: 'page', kind: 'count', value: 'N', text: { zh: '扫描件的第几页（默认 1）', en: 'which page of the scan (default 1)' } },
      {
        name: 'out',
        kind: 'file',
        value: 'FILE.png',
        text: {
          zh: '把区域、印刷文字、表格线画在页上（绿线为找到，红线为没找到）',
          en: 'draws zones, printed texts and rules over the page (rules found in green, missed in red)',
        },
      },
    ],
    examples: [
      { command: 'mreg ocr template check 本县版式/1985.json', text: { zh: '只查写法', en: 'check how it is written' } },
      {
        command: 'mreg ocr template check 本县版式/1985.json 样页.png --out 结果.png',
        text: { zh: '看画在样页上的位置', en: 'see where it lies on a sample page' },
      },
      { command: 'mreg ocr template check marriage-review 卷宗.pdf --page 3 --json', text: { zh: '给程序用', en: 'for programs' } },
    ],
    exitCodes: [2, 3, 7],
    load: async () => (await import('../ocr-template-check.js')).runOcrTemplateCheck,
  },
];
