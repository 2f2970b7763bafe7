import { describe, expect, it } from 'vitest';
import { loadPackagedTables } from '../../../src/config/packaged-tables.js';
import { createReference } from '../../../src/domain/reference-index.js';
import { withCertificate } from '../../../src/ocr/reading/certificate-zone.js';
import { NO_FEATURES } from '../../../src/ocr/reading/features.js';
import type { FieldDraft } from '../../../src/ocr/reading/field-draft.js';
import { latticeOfText, type Place } from '../decoding/lattices.js';

const reference = createReference(loadPackagedTables());
const TODAY = 20_261_127;
const ALPHABET = '0123456789JLBS-()字第号结穗';

function decoded(value: string, doubts: Readonly<Record<number, Place>> = {}): FieldDraft {
  const draft: FieldDraft = {
    zone: { key: 'cert_no', kind: 'certificate', left: 0, top: 0, width: 60, height: 8, lines: 1, required: true },
    box: { left: 0, top: 0, width: 600, height: 80 },
    ink: 'some',
    written: value,
    value,
    lattice: undefined,
    bears: () => -Infinity,
    second: undefined,
    confirmed: false,
    features: NO_FEATURES,
    evidence: [],
    barred: false,
  };
  return withCertificate(draft, latticeOfText(value, ALPHABET, doubts), reference, TODAY);
}

describe('a certificate number', () => {
  it.each(['J440103-2015-000123', '(86)穗结字第123号'])('stays as it was read where its form is known: %s', (value) => {
    expect(decoded(value)).toMatchObject({ value, barred: false, evidence: [] });
  });

  it.each([
    ['a letter among its digits', 'J440103-20S5-000123', { 10: { S: 0.6, 1: 0.2 } }, 'J440103-2015-000123'],
    ['a region that never was', 'J449103-2015-000123', { 3: { 9: 0.6, 0: 0.3 } }, 'J440103-2015-000123'],
  ])('is read anew by the grammar when it has %s, and left to a person', (_name, value, doubts, right) => {
    const draft = decoded(value, doubts);
    expect(draft).toMatchObject({ value: right, barred: true });
    expect(draft.evidence.map(({ kind }) => kind)).toEqual(['repaired-certificate']);
  });

  it('stays as it was read where two readings are as likely', () => {
    const value = 'J440103-20S5-000123';
    expect(decoded(value, { 10: { S: 0.6, 1: 0.15, 2: 0.15 } }).value).toBe(value);
  });
});
