import { describe, expect, it } from 'vitest';
import { loadPackagedTables } from '../../../src/config/packaged-tables.js';
import type { FieldKey } from '../../../src/domain/fields.js';
import { createReference } from '../../../src/domain/reference-index.js';
import { hasUsualGivenName } from '../../../src/ocr/reading/given-names.js';
import { oddity } from '../../../src/ocr/reading/oddity.js';
import type { ZoneKind } from '../../../src/ocr/templates/template.js';
import { aDraft } from './drafts.js';

const reference = createReference(loadPackagedTables());

function oddityOf(key: FieldKey, kind: ZoneKind, value: string, checks = 0): string | undefined {
  return oddity(aDraft(key, kind, value, value, { features: { checks } }), reference)?.kind;
}

describe('what may have lost a character goes to a person', () => {
  it.each([
    ['birth_man', 'date', '1972', 'partial-date'],
    ['birth_man', 'date', '1972-07-07', undefined],
    ['old_cert_no', 'certificate', '(89)结字第2349号', 'no-place'],
    ['old_cert_no', 'certificate', '(89)浈结字第2349号', undefined],
    ['cert_no', 'certificate', 'J440203-2013-005498', undefined],
    ['dept_name', 'office', '江区人民政府', 'unknown-place'],
    ['dept_name', 'office', '浈江区人民政府', undefined],
    ['reg_detail_man', 'address', '琼海县沙溪乡第q村', 'odd-character'],
    ['reg_detail_man', 'address', '天河区样例路9号A座', undefined],
    ['remark', 'text', 'q', undefined],
    ['birth_man', 'date', '', undefined],
  ] as const)('%s %s %s', (key, kind, value, expected) => {
    expect(oddityOf(key, kind, value)).toBe(expected);
  });

  it('but not the office that a list of offices has', () => {
    expect(oddityOf('dept_name', 'office', '江区人民政府', 1)).toBeUndefined();
  });
});

describe('given names', () => {
  it.each([
    ['陈玉凤', true],
    ['陈玉风', false],
    ['秦日明', false],
    ['欧阳建国', true],
    ['阿依古丽·买买提', true],
    ['Smith', true],
  ])('%s is made of usual characters: %s', (name, usual) => {
    expect(hasUsualGivenName(name)).toBe(usual);
  });
});
