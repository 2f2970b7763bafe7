import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELD_COUNT, FIELD_KEYS, type FieldKey } from '../../../src/domain/fields.js';
import { IDENTITY_FIELDS, recordKey } from '../../../src/import/rows/record-key.js';
import { MAX_ROW_BYTES, RowBuffer, VALUE_COUNT } from '../../../src/import/rows/row-buffer.js';

const values = fc
  .array(fc.string({ unit: 'grapheme', maxLength: 12 }), { minLength: VALUE_COUNT, maxLength: VALUE_COUNT })
  .map((list) => list.map((value) => value.replaceAll('\u001f', '')));

function valuesWith(given: Partial<Record<FieldKey, string>>): string[] {
  return [...FIELD_KEYS.map((key) => given[key] ?? ''), '', ''];
}

function keyOf(given: Partial<Record<FieldKey, string>>): number {
  const row = new RowBuffer();
  row.fill(1, valuesWith(given));
  return recordKey(row);
}

function sha256Of(parts: readonly (string | number)[]): string {
  return hash('sha256', parts.join('\u001f'), 'hex');
}

describe('a row as bytes', () => {
  it('has the digest of its id and values joined by U+001F — docs/ledger.md', () => {
    const row = new RowBuffer();
    fc.assert(
      fc.property(fc.maxSafeNat(), values, (id, list) => {
        const digests = Buffer.alloc(64);
        expect(row.fill(id, list)).toBe(true);
        row.digestInto(digests, 0);
        row.contentDigestInto(digests, 32);
        expect(digests.toString('hex')).toBe(sha256Of([id, ...list]) + sha256Of(list.slice(0, FIELD_COUNT)));
      }),
    );
  });

  it('is the same whether it is filled at once or value by value', () => {
    const [whole, parts] = [new RowBuffer(), new RowBuffer()];
    fc.assert(
      fc.property(fc.nat(), values, (id, list) => {
        whole.fill(id, list);
        parts.begin(id);
        for (const value of list.map((text) => Buffer.from(text))) {
          parts.open();
          parts.copy(value, 0, value.length);
          parts.close();
        }
        expect(parts.bytes.subarray(0, parts.end)).toEqual(whole.bytes.subarray(0, whole.end));
        expect([parts.starts, parts.ends]).toEqual([whole.starts, whole.ends]);
      }),
    );
  });

  it.each([
    ['of the longest length is taken', MAX_ROW_BYTES - (VALUE_COUNT - 1), 'a', true],
    ['one byte longer is refused', MAX_ROW_BYTES - (VALUE_COUNT - 1) + 1, 'a', false],
    ['is measured in bytes, not in characters', MAX_ROW_BYTES / 2, '长', false],
  ])('%s', (_name, length, character, fits) => {
    expect(new RowBuffer().fill(1, valuesWith({ remark: character.repeat(length) }))).toBe(fits);
  });
});

describe('the key of a record', () => {
  const anyText = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replaceAll('\u001f', ''));
  const someRow = fc.record({
    op_date: fc.constantFrom('', '1950', '1986-05', '2019-05-20', '2099-12-31', '1849-01-01', '一九八六'),
    cert_no: anyText,
    name_man: anyText,
    cert_num_woman: anyText,
  });

  it('is a safe integer that depends on the identity alone', () => {
    fc.assert(
      fc.property(someRow, anyText, (row, other) => {
        const key = keyOf(row);
        expect(Number.isSafeInteger(key) && key >= 0).toBe(true);
        expect(keyOf({ ...row, remark: other, operator: other, birth_man: other })).toBe(key);
      }),
    );
  });

  it.each(IDENTITY_FIELDS)('changes with %s', (field) => {
    const row = { op_date: '2019-05-20', cert_no: 'J440000-2019-000001', name_man: '陈样本', name_woman: '林例子' };
    expect(keyOf({ ...row, [field]: field === 'op_date' ? '2019-05-21' : 'x' })).not.toBe(keyOf(row));
  });

  it('tells apart what moved from one field to the next', () => {
    expect(keyOf({ name_man: 'ab', cert_num_man: 'c' })).not.toBe(keyOf({ name_man: 'a', cert_num_man: 'bc' }));
  });

  it('grows with the day of registration, so that an archive appends to its index', () => {
    const days = ['1950-01-01', '1950-01-31', '1950-02-01', '1986-12-31', '1987-01-01', '2025-11-01'];
    const keys = days.map((day) => keyOf({ op_date: day, cert_no: day }));
    expect(keys).toEqual(keys.toSorted((a, b) => a - b));
  });

  it('seldom is that of another couple on the same day', () => {
    const keys = new Set(Array.from({ length: 20_000 }, (_, index) => keyOf({ op_date: '2019-05-20', cert_no: `J440000-2019-${index}` })));
    expect(keys.size).toBeGreaterThan(19_995);
  });
});
