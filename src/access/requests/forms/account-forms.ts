import type { RequestForm } from '../form-field.js';

const reason = { key: 'reason', value: 'text', required: true, label: { zh: '理由', en: 'reason' }, example: '轮岗' } as const;
const username = {
  key: 'username',
  value: 'username',
  required: true,
  label: { zh: '用户名', en: 'username' },
  example: 'yuexiu02',
} as const;

/** No blank for a username: the province allots it with the last approval (Art. 18). */
export const USER_OPEN = {
  kind: 'user-open',
  title: { zh: '开通用户', en: 'open an account' },
  article: '18',
  fields: [
    { key: 'name', value: 'text', required: true, label: { zh: '名称或姓名', en: 'name' }, example: '李四' },
    {
      key: 'document_number',
      value: 'holder',
      required: false,
      label: { zh: '身份证件号码（只存密钥散列和打码值）', en: 'document number (kept as a keyed hash only)' },
      example: '990000190001010014',
    },
    { key: 'role', value: 'role', required: true, label: { zh: '角色', en: 'role' }, example: 'registrar' },
    { key: 'region', value: 'region', required: true, label: { zh: '所属区划', en: 'region' }, example: '440104' },
    { key: 'office', value: 'office', required: false, label: { zh: '登记机关代码', en: 'office' }, example: '440104' },
    {
      key: 'designations',
      value: 'designations',
      required: false,
      label: { zh: '指定任务', en: 'designations' },
      example: 'export-officer',
    },
    {
      key: 'certificate',
      value: 'text',
      required: false,
      label: { zh: '市级培训合格证编号（登记员必填）', en: "number of the city's training certificate (registrars)" },
      example: '穗婚培2026-0012',
    },
    {
      key: 'certificate_issuer',
      value: 'any-region',
      required: false,
      label: { zh: '发证的地级市', en: 'city that issued the training certificate' },
      example: '440100',
    },
    {
      key: 'certificate_issued_on',
      value: 'day',
      required: false,
      label: { zh: '培训合格证发证日期', en: 'day the training certificate was issued' },
      example: '2026-03-02',
    },
    { key: 'phone', value: 'phone', required: false, label: { zh: '电话', en: 'telephone' }, example: '020-00000000' },
    reason,
  ],
  scans: { least: 1, label: { zh: '盖章的用户申请表扫描件', en: 'stamped scan of the application' } },
  scanWithOpinion: false,
} as const satisfies RequestForm;

export const USER_CLOSE = {
  kind: 'user-close',
  title: { zh: '注销用户', en: 'close an account' },
  article: '18, 21',
  fields: [
    username,
    {
      key: 'departed_on',
      value: 'day',
      required: true,
      label: { zh: '批准离岗日期', en: 'day the departure was approved' },
      example: '2026-11-20',
    },
    reason,
  ],
  scans: { least: 0, label: { zh: '离岗证明扫描件', en: 'scan of the notice of departure' } },
  scanWithOpinion: false,
} as const satisfies RequestForm;

export const USER_PERMISSION = {
  kind: 'user-permission',
  title: { zh: '变更用户权限', en: "change an account's role, area or designations" },
  article: '18',
  fields: [
    username,
    { key: 'role', value: 'role', required: false, label: { zh: '角色', en: 'role' }, example: 'registrar' },
    { key: 'region', value: 'region', required: false, label: { zh: '所属区划', en: 'region' }, example: '440104' },
    { key: 'office', value: 'office', required: false, label: { zh: '登记机关代码', en: 'office' }, example: '440104' },
    {
      key: 'designations',
      value: 'designations',
      required: false,
      label: { zh: '指定任务', en: 'designations' },
      example: 'export-officer',
    },
    reason,
  ],
  scans: { least: 0, label: { zh: '任命文件扫描件', en: 'scan of the appointment' } },
  scanWithOpinion: false,
} as const satisfies RequestForm;
