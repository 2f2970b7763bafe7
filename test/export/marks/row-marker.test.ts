import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../../src/domain/text-folding.js';
import { IdSet } from '../../../src/export/marks/id-set.js';
import { createRowMarker, fieldIndexOf, markBit, type ExportColumn } from '../../../src/export/marks/row-marker.js';
import { keyedHash } from '../../../src/export/marks/mark-key.js';
import { bitOf, channelOf, respelled } from '../../../src/export/marks/spelling.js';

const keyOf = (name: string): Buffer => createHash('sha256').update(name).digest();

const COLUMNS: readonly ExportColumn[] = [
  { field: 'cert_no', masking: 'plain' },
  { field: 'name_man', masking: 'mask' },
  { field: 'cert_num_man', masking: 'mask' },
  { field: 'birth_man', masking: 'generalise' },
  { field: 'reg_detail_man', masking: 'plain' },
];
const ROW = ['J990101-2015-000123', '欧*', '9901**********1234', '1990', '某省某市某路385号'];

function marked(key: Buffer, id: number): string[] {
  const values = [...ROW];
  createRowMarker(key, COLUMNS).mark(id, values);
  return values;
}

describe('marking rows', () => {
  it('spells a value by the bit of its record and field, and reads the bit back', () => {
    const key = keyOf('one');
    const bits = keyedHash(key, 'row-marks');
    for (let id = 1; id <= 200; id += 1) {
      const row = marked(key, id);
      bits.ofInteger(id);
      for (const at of [1, 2, 4]) {
        const { field, masking } = COLUMNS[at] as ExportColumn;
        expect(bitOf(channelOf(field, masking) ?? 'stars', ROW[at] as string, row[at] as string)).toBe(markBit(bits, fieldIndexOf(field)));
      }
    }
  });

  it('leaves certificate numbers and generalised dates exact', () => {
    const rows = Array.from({ length: 100 }, (_, id) => marked(keyOf('one'), id));
    expect(new Set(rows.map(([certificate, , , birth]) => `${certificate} ${birth}`))).toEqual(new Set([`${ROW[0]} 1990`]));
  });

  it('spells half of the values differently in two exports of the same rows', () => {
    const differing = Array.from({ length: 1_000 }, (_, id) => {
      const [one, other] = [marked(keyOf('one'), id), marked(keyOf('two'), id)];
      return one.filter((value, at) => value !== other[at]).length;
    });
    expect(differing.reduce((sum, count) => sum + count, 0) / 3_000).toBeCloseTo(0.5, 1);
  });

  it('hands over the records, the columns and their number', () => {
    const marker = createRowMarker(keyOf('one'), COLUMNS);
    for (const id of [5, 9, 1_000_000]) marker.mark(id, [...ROW]);
    const { rows, ids, columns } = marker.finish();
    expect(rows).toBe(3);
    expect(columns).toBe(COLUMNS);
    expect([5, 6, 9, 1_000_000].map((id) => new IdSet(ids).has(id))).toEqual([true, false, true, true]);
  });
});

describe('the two spellings', () => {
  it.each([
    ['stars', '欧*', '欧**'],
    ['stars', '欧*三', '欧**三'],
    ['stars', '9901**********1234', '9901*********1234'],
    ['stars', '9901************', '9901***********'],
    ['stars', '2015-06', '2015-06'],
    ['stars', '某省某市', '某省某市'],
    ['house-numbers', '某市某路385号(后座)', '某市某路３８５号（后座）'],
    ['house-numbers', '990101199001011234', '990101199001011234'],
    ['punctuation', '补发(原证2003年),见档案:5', '补发（原证2003年），见档案：5'],
  ] as const)('%s: %s and %s', (channel, value, other) => expect(respelled(channel, value)).toBe(other));

  it.each([
    ['plain', 'name_man'],
    ['plain', 'cert_num_man'],
    ['plain', 'cert_no'],
    ['plain', 'dept_name'],
    ['pseudonym', 'cert_num_man'],
  ] as const)('%s %s is never spelled otherwise', (masking, field) => expect(channelOf(field, masking)).toBeUndefined());

  it('are one text to the registry: reading the file folds them into one', () => {
    const text = fc.string({ unit: fc.constantFrom(...'市路号栋室（）(),:;0123456789AB-·'), maxLength: 30 });
    fc.assert(
      fc.property(text, fc.constantFrom('punctuation' as const, 'house-numbers' as const), (value, channel) => {
        const stored = foldText(value);
        return foldText(respelled(channel, stored)) === stored;
      }),
    );
  });

  it('are told apart after further masking, star for character', () => {
    const value = '9901**********1234';
    expect(bitOf('stars', value, '*'.repeat(18))).toBe(0);
    expect(bitOf('stars', value, `99${'*'.repeat(15)}`)).toBe(1);
    expect(bitOf('stars', value, '******')).toBeUndefined();
  });
});
