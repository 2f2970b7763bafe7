import type { RequestForm } from '../form-field.js';

/** Art. 33: a special export is applied for in writing and executed only after the province consents. Filled in, it is the scope of the token. */
export const EXPORT = {
  kind: 'export',
  title: { zh: '导出数据', en: 'take data out' },
  article: '33–35',
  fields: [
    { key: 'purpose', value: 'text', required: true, label: { zh: '用途', en: 'purpose' }, example: '人口普查比对' },
    { key: 'recipient', value: 'text', required: true, label: { zh: '接收单位', en: 'recipient' }, example: '某某市统计局' },
    {
      key: 'officer',
      value: 'username',
      required: true,
      label: { zh: '执行人（导出员用户名）', en: 'export officer (username)' },
      example: 'export01',
    },
    { key: 'fields', value: 'fields', required: true, label: { zh: '字段', en: 'fields' }, example: 'op_type,op_date,birth_man' },
    {
      key: 'masking',
      value: 'masking',
      required: false,
      label: { zh: '各字段的处理方式（不写的按默认脱敏）', en: 'how fields leave (unnamed ones are de-identified)' },
      example: 'birth_man=generalise',
    },
    {
      key: 'op_types',
      value: 'op-types',
      required: false,
      label: { zh: '业务类型', en: 'types of registration' },
      example: 'IA,IB,ICA,ICB',
    },
    { key: 'regions', value: 'regions', required: false, label: { zh: '区划范围', en: 'only these regions' }, example: '440100' },
    { key: 'offices', value: 'offices', required: false, label: { zh: '登记机关范围', en: 'only these offices' }, example: '440104' },
    { key: 'first_day', value: 'day', required: false, label: { zh: '登记日期起', en: 'registered from' }, example: '2019-01-01' },
    { key: 'last_day', value: 'day', required: false, label: { zh: '登记日期止', en: 'registered until' }, example: '2019-12-31' },
    {
      key: 'statistics_by',
      value: 'fields',
      required: false,
      label: { zh: '只出统计数：按这些字段', en: 'only counts leave: by these fields' },
      example: 'op_type',
    },
    {
      key: 'least_count',
      value: 'count',
      required: false,
      label: { zh: '小于此数的统计格隐去（默认 5）', en: 'smaller counts are suppressed (default 5)' },
      example: '5',
    },
    { key: 'formats', value: 'formats', required: true, label: { zh: '文件格式', en: 'formats' }, example: 'csv,xlsx' },
    { key: 'max_rows', value: 'count', required: true, label: { zh: '最多行数', en: 'most rows' }, example: '10000' },
    { key: 'uses', value: 'count', required: false, label: { zh: '可用次数（默认 1）', en: 'how many times (default 1)' }, example: '1' },
    { key: 'valid_from', value: 'day', required: true, label: { zh: '有效期起', en: 'valid from' }, example: '2026-12-01' },
    { key: 'valid_until', value: 'day', required: true, label: { zh: '有效期止', en: 'valid until' }, example: '2026-12-07' },
  ],
  scans: { least: 1, label: { zh: '盖章的导出申请扫描件', en: 'stamped scan of the application' } },
  scanWithOpinion: false,
} as const satisfies RequestForm;
