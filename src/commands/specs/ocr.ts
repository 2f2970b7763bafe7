import type { FamilySpec } from '../command-spec.js';

export const OCR_FAMILY: FamilySpec = {
  path: 'ocr',
  summary: {
    zh: '扫描件：识读、表单模板、可检索 PDF、抽样验收',
    en: 'scans: reading, form templates, searchable PDF, acceptance by sample',
  },
};
