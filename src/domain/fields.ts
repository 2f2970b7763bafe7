/**
 * The columns of a registration row: one row is one registration event with two parties.
 * Keys follow the de-facto national schema (docs/records.md), lower case, in this fixed order. The order is
 * part of every digest, so a new column goes at the end.
 */
export type FieldKind =
  | 'op-type'
  | 'date'
  | 'certificate'
  | 'office-code'
  | 'flag'
  | 'name'
  | 'id-type'
  | 'document-type'
  | 'document-number'
  | 'country'
  | 'ethnic'
  | 'occupation'
  | 'education'
  | 'marital'
  | 'year'
  | 'number'
  | 'files'
  | 'text';

export type Role = 'man' | 'woman';

interface FieldShape {
  readonly key: string;
  readonly kind: FieldKind;
  readonly zh: string;
  readonly en: string;
  /** Longest normalised value accepted, in characters. */
  readonly maxCharacters: number;
  readonly role?: Role;
}

export const FIELDS = [
  { key: 'op_type', kind: 'op-type', zh: '业务类型', en: 'Type of registration', maxCharacters: 8 },
  { key: 'op_date', kind: 'date', zh: '登记日期', en: 'Date of registration', maxCharacters: 10 },
  { key: 'effective_date', kind: 'date', zh: '生效日期', en: 'Effective date', maxCharacters: 10 },
  { key: 'cert_no', kind: 'certificate', zh: '证件字号', en: 'Certificate number', maxCharacters: 60 },
  { key: 'old_cert_no', kind: 'certificate', zh: '原证件字号', en: 'Earlier certificate number', maxCharacters: 60 },
  { key: 'old_op_date', kind: 'date', zh: '原登记日期', en: 'Earlier date of registration', maxCharacters: 10 },
  { key: 'dept_code', kind: 'office-code', zh: '登记机关代码', en: 'Office code', maxCharacters: 20 },
  { key: 'dept_name', kind: 'text', zh: '登记机关', en: 'Office', maxCharacters: 100 },
  { key: 'operator', kind: 'name', zh: '登记员', en: 'Registrar', maxCharacters: 50 },
  { key: 'renew_flag', kind: 'flag', zh: '复婚标志', en: 'Remarriage of the same couple', maxCharacters: 1 },
  { key: 'remedy_flag', kind: 'flag', zh: '补办标志', en: 'Late registration', maxCharacters: 1 },
  { key: 'cohabit_date', kind: 'date', zh: '同居日期', en: 'Living together since', maxCharacters: 10 },
  { key: 'name_man', kind: 'name', zh: '男方姓名', en: "Man's name", maxCharacters: 50, role: 'man' },
  { key: 'id_type_man', kind: 'id-type', zh: '男方身份类别', en: "Man's category", maxCharacters: 2, role: 'man' },
  { key: 'cert_type_man', kind: 'document-type', zh: '男方证件类型', en: "Man's document type", maxCharacters: 3, role: 'man' },
  { key: 'cert_num_man', kind: 'document-number', zh: '男方证件号码', en: "Man's document number", maxCharacters: 40, role: 'man' },
  { key: 'birth_man', kind: 'date', zh: '男方出生日期', en: "Man's date of birth", maxCharacters: 10, role: 'man' },
  { key: 'nation_man', kind: 'country', zh: '男方国籍', en: "Man's nationality", maxCharacters: 3, role: 'man' },
  { key: 'folk_man', kind: 'ethnic', zh: '男方民族', en: "Man's ethnic group", maxCharacters: 2, role: 'man' },
  { key: 'job_man', kind: 'occupation', zh: '男方职业', en: "Man's occupation", maxCharacters: 8, role: 'man' },
  { key: 'degree_man', kind: 'education', zh: '男方文化程度', en: "Man's education", maxCharacters: 6, role: 'man' },
  { key: 'marry_status_man', kind: 'marital', zh: '男方婚姻状况', en: "Man's marital status before", maxCharacters: 2, role: 'man' },
  { key: 'reg_detail_man', kind: 'text', zh: '男方户籍地址', en: "Man's registered residence", maxCharacters: 200, role: 'man' },
  { key: 'name_woman', kind: 'name', zh: '女方姓名', en: "Woman's name", maxCharacters: 50, role: 'woman' },
  { key: 'id_type_woman', kind: 'id-type', zh: '女方身份类别', en: "Woman's category", maxCharacters: 2, role: 'woman' },
  { key: 'cert_type_woman', kind: 'document-type', zh: '女方证件类型', en: "Woman's document type", maxCharacters: 3, role: 'woman' },
  { key: 'cert_num_woman', kind: 'document-number', zh: '女方证件号码', en: "Woman's document number", maxCharacters: 40, role: 'woman' },
  { key: 'birth_woman', kind: 'date', zh: '女方出生日期', en: "Woman's date of birth", maxCharacters: 10, role: 'woman' },
  { key: 'nation_woman', kind: 'country', zh: '女方国籍', en: "Woman's nationality", maxCharacters: 3, role: 'woman' },
  { key: 'folk_woman', kind: 'ethnic', zh: '女方民族', en: "Woman's ethnic group", maxCharacters: 2, role: 'woman' },
  { key: 'job_woman', kind: 'occupation', zh: '女方职业', en: "Woman's occupation", maxCharacters: 8, role: 'woman' },
  { key: 'degree_woman', kind: 'education', zh: '女方文化程度', en: "Woman's education", maxCharacters: 6, role: 'woman' },
  { key: 'marry_status_woman', kind: 'marital', zh: '女方婚姻状况', en: "Woman's marital status before", maxCharacters: 2, role: 'woman' },
  { key: 'reg_detail_woman', kind: 'text', zh: '女方户籍地址', en: "Woman's registered residence", maxCharacters: 200, role: 'woman' },
  { key: 'print_num_man', kind: 'text', zh: '男方印制号', en: "Man's printed serial", maxCharacters: 40, role: 'man' },
  { key: 'print_num_woman', kind: 'text', zh: '女方印制号', en: "Woman's printed serial", maxCharacters: 40, role: 'woman' },
  { key: 'doc_code', kind: 'text', zh: '全宗号', en: 'Fonds number', maxCharacters: 20 },
  { key: 'doc_year', kind: 'year', zh: '档案年度', en: 'Archive year', maxCharacters: 4 },
  { key: 'doc_no', kind: 'text', zh: '档案号', en: 'Archive volume', maxCharacters: 40 },
  { key: 'doc_page_num', kind: 'number', zh: '页数', en: 'Pages', maxCharacters: 5 },
  { key: 'scan_files', kind: 'files', zh: '扫描件', en: 'Scans', maxCharacters: 1000 },
  { key: 'remark', kind: 'text', zh: '备注', en: 'Remarks', maxCharacters: 1000 },
] as const satisfies readonly FieldShape[];

export type FieldKey = (typeof FIELDS)[number]['key'];
export type Field = FieldShape & { readonly key: FieldKey };

export const FIELD_KEYS: readonly FieldKey[] = FIELDS.map((field) => field.key);
export const FIELD_COUNT: number = FIELDS.length;

const byKey = new Map<string, Field>(FIELDS.map((field) => [field.key, field]));

export function fieldOf(key: FieldKey): Field {
  const field = byKey.get(key);
  if (field === undefined) throw new Error(`no field ${key}`);
  return field;
}

export function isFieldKey(text: string): text is FieldKey {
  return byKey.has(text);
}
