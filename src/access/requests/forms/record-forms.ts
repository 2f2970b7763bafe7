import type { RequestForm } from '../form-field.js';

const reason = {
  key: 'reason',
  value: 'text',
  required: true,
  label: { zh: '理由', en: 'reason' },
  example: '出生日期录入错误',
} as const;

const records = {
  key: 'records',
  value: 'records',
  required: false,
  label: { zh: '登记记录编号', en: 'numbers of registrations' },
  example: '1024,1025',
} as const;

/** Art. 31: over one day after registration the city alters or deletes, on application. */
export const CORRECTION = {
  kind: 'correction',
  title: { zh: '更正登记数据', en: 'correct registrations' },
  article: '31',
  fields: [
    records,
    {
      key: 'plan_sha256',
      value: 'sha256',
      required: false,
      label: { zh: '更正计划文件的 SHA-256', en: 'SHA-256 of the plan of corrections' },
      example: '0'.repeat(64),
    },
    reason,
  ],
  scans: { least: 0, label: { zh: '证明材料扫描件', en: 'scans of the evidence' } },
  scanWithOpinion: false,
} as const satisfies RequestForm;

export const DELETION = {
  kind: 'deletion',
  title: { zh: '删除登记数据', en: 'delete registrations' },
  article: '31',
  fields: [{ ...records, required: true }, reason],
  scans: { least: 1, label: { zh: '盖章的删除申请扫描件', en: 'stamped scan of the application' } },
  scanWithOpinion: false,
} as const satisfies RequestForm;

/** Art. 32: external archives come as an application and a package; the province verifies and imports. */
export const ARCHIVE_IMPORT = {
  kind: 'archive-import',
  title: { zh: '导入外部档案数据', en: 'have archives imported' },
  article: '32',
  fields: [
    {
      key: 'archive',
      value: 'text',
      required: true,
      label: { zh: '档案名称和来源', en: 'which archive, and whose' },
      example: '某某镇 1986–1992 年登记簿',
    },
    { key: 'years', value: 'years', required: true, label: { zh: '年份', en: 'years' }, example: '1986-1992' },
    { key: 'rows', value: 'count', required: true, label: { zh: '行数', en: 'rows' }, example: '1200' },
    {
      key: 'package_sha256',
      value: 'sha256',
      required: true,
      label: { zh: '数据包的 SHA-256', en: 'SHA-256 of the package' },
      example: '0'.repeat(64),
    },
    reason,
  ],
  scans: { least: 1, label: { zh: '盖章的导入申请扫描件', en: 'stamped scan of the application' } },
  scanWithOpinion: false,
} as const satisfies RequestForm;
