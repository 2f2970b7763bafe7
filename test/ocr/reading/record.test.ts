import { describe, expect, it } from 'vitest';
import { loadPackagedTables } from '../../../src/config/packaged-tables.js';
import type { FieldKey } from '../../../src/domain/fields.js';
import { createReference } from '../../../src/domain/reference-index.js';
import type { FieldDraft } from '../../../src/ocr/reading/field-draft.js';
import { officeNames } from '../../../src/ocr/reading/office-names.js';
import { settleRecord } from '../../../src/ocr/reading/record.js';
import { aDraft, kindsOf } from './drafts.js';

const reference = createReference(loadPackagedTables());
const FACTS = { reference, offices: officeNames(reference), today: 20260101, implied: { op_type: 'IA' } } as const;

function settle(...drafts: readonly FieldDraft[]): (key: FieldKey) => FieldDraft | undefined {
  const settled = settleRecord(new Map(drafts.map((draft) => [draft.zone.key, draft])), FACTS);
  return (key) => settled.get(key);
}

describe('a certificate number and a registration date', () => {
  it('of one year bear each other out', () => {
    const field = settle(aDraft('cert_no', 'certificate', 'J440106-2015-000123'), aDraft('op_date', 'date', '2015-06-01', '2015年6月1日'));
    expect(kindsOf(field('cert_no'))).toEqual(['pattern', 'region-known', 'year-agrees']);
    expect(kindsOf(field('op_date'))).toEqual(['year-agrees']);
  });

  it('of different years are both for a person', () => {
    const field = settle(aDraft('cert_no', 'certificate', 'J440106-2015-000123'), aDraft('op_date', 'date', '2016-06-01', '2016年6月1日'));
    expect([field('cert_no')?.barred, field('op_date')?.barred]).toEqual([true, true]);
  });

  it('a number of no form is for a person, and is not repaired', () => {
    const field = settle(aDraft('cert_no', 'certificate', 'J44010-2015-000123'));
    expect([field('cert_no')?.value, field('cert_no')?.barred, kindsOf(field('cert_no'))[0]]).toEqual([
      'J44010-2015-000123',
      true,
      'no-pattern',
    ]);
  });
});

describe('the name of an office', () => {
  it('is in the list, and its region that of the certificate', () => {
    const field = settle(
      aDraft('dept_name', 'office', '广州市天河区民政局婚姻登记处'),
      aDraft('op_date', 'date', '2015-06-01', '2015年6月1日'),
      aDraft('cert_no', 'certificate', 'J440106-2015-000123'),
    );
    expect(kindsOf(field('dept_name'))).toEqual(['listed', 'region-agrees']);
    expect(kindsOf(field('cert_no'))).toContain('region-agrees');
  });

  it('that no list has is no error', () => {
    const field = settle(aDraft('dept_name', 'office', '连平县松涛镇人民政府'));
    expect([field('dept_name')?.barred, kindsOf(field('dept_name'))]).toEqual([false, []]);
  });
});

it('what a rule of the import finds wrong is for a person', () => {
  const field = settle(aDraft('op_date', 'date', '1990-06-01', '1990年6月1日'), aDraft('birth_man', 'date', '1995-01-02', '1995年1月2日'));
  expect(field('birth_man')?.barred).toBe(true);
  expect(field('birth_man')?.evidence.at(-1)?.kind).toBe('rule');
});
