import type { RequestForm } from '../form-field.js';

const reason = {
  key: 'reason',
  value: 'text',
  required: true,
  label: { zh: '理由', en: 'reason' },
  example: '区划调整',
} as const;

/** Form A8 of the ministry's norms with the stamp of the bureau that applies. */
const formA8 = { least: 1, label: { zh: '盖章的 A8 表扫描件', en: 'stamped scan of form A8' } } as const;

export const ORG_OPEN = {
  kind: 'org-open',
  title: { zh: '开设登记机关', en: 'open a registration office' },
  article: '11',
  fields: [
    {
      key: 'new_office',
      value: 'new-office',
      required: true,
      label: { zh: '机构代码（六位区划代码开头）', en: 'code of the new office (begins with its region)' },
      example: '440104A01',
    },
    { key: 'name', value: 'text', required: true, label: { zh: '名称或姓名', en: 'name' }, example: '某某区民政局婚姻登记处' },
    { key: 'region', value: 'region', required: true, label: { zh: '所属区划', en: 'region' }, example: '440104' },
    {
      key: 'services',
      value: 'services',
      required: true,
      label: { zh: '办理业务', en: 'services' },
      example: 'IA,IB,ICA,ICB',
    },
    { key: 'opens_on', value: 'day', required: true, label: { zh: '启用日期', en: 'first day' }, example: '2026-12-01' },
    { key: 'address', value: 'text', required: false, label: { zh: '地址', en: 'address' }, example: '某某路 1 号' },
    { key: 'phone', value: 'phone', required: false, label: { zh: '电话', en: 'telephone' }, example: '020-00000000' },
    reason,
  ],
  scans: formA8,
  scanWithOpinion: false,
} as const satisfies RequestForm;

export const ORG_CLOSE = {
  kind: 'org-close',
  title: { zh: '撤销登记机关', en: 'close a registration office' },
  article: '12',
  fields: [
    { key: 'office', value: 'office', required: true, label: { zh: '登记机关代码', en: 'office' }, example: '440104' },
    {
      key: 'successors',
      value: 'successors',
      required: true,
      label: { zh: '撤销后的管辖方案（登记机关，或 机关=辖区+辖区）', en: 'who takes over (an office, or office=area+area)' },
      example: '440103',
    },
    { key: 'closes_on', value: 'day', required: true, label: { zh: '最后一天', en: 'last day' }, example: '2026-12-31' },
    reason,
  ],
  scans: { least: 1, label: { zh: '盖章的撤销申请扫描件', en: 'stamped scan of the application' } },
  scanWithOpinion: true,
} as const satisfies RequestForm;

export const ORG_RENAME = {
  kind: 'org-rename',
  title: { zh: '变更登记机关名称', en: 'rename a registration office' },
  article: '13',
  fields: [
    { key: 'office', value: 'office', required: true, label: { zh: '登记机关代码', en: 'office' }, example: '440104' },
    { key: 'new_name', value: 'text', required: true, label: { zh: '新名称', en: 'new name' }, example: '某某区婚姻登记中心' },
    { key: 'takes_effect_on', value: 'day', required: true, label: { zh: '生效日期', en: 'in force from' }, example: '2026-12-01' },
    reason,
  ],
  scans: { least: 1, label: { zh: '盖章的变更申请扫描件', en: 'stamped scan of the application' } },
  scanWithOpinion: true,
} as const satisfies RequestForm;
