import type { FieldKey } from '../../domain/fields.js';

/**
 * Names that mean another column in files of one kind: in a list of divorces the marriage certificate is the earlier one.
 * Chosen with `--profile`; they come before every other reading.
 */
export const PROFILES = {
  divorce: {
    op_date: ['离婚登记日期', '离婚日期', '离婚时间', '离婚登记时间'],
    cert_no: ['离婚证字号', '离婚证号', '离婚字号'],
    old_op_date: ['结婚登记日期', '结婚日期', '结婚时间', '结婚登记时间'],
    old_cert_no: ['结婚证字号', '结婚证号', '结婚字号', '结婚证号码'],
  },
  reissue: {
    op_date: ['补发日期', '补发时间', '补领日期', '办理日期', '发证日期'],
    cert_no: ['补发证字号', '补发字号', '补发证号', '新证字号', '新证号'],
    old_op_date: ['登记日期', '结婚登记日期', '离婚登记日期', '结婚日期', '离婚日期'],
    old_cert_no: ['结婚证字号', '离婚证字号', '结婚证号', '离婚证号'],
  },
} as const satisfies Readonly<Record<string, Partial<Record<FieldKey, readonly string[]>>>>;

export type ProfileName = keyof typeof PROFILES;
