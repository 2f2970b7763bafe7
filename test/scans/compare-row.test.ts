import { expect, it } from 'vitest';
import type { FieldKey } from '../../src/domain/fields.js';
import type { PageReading, ReadField } from '../../src/domain/scan.js';
import { compareRow } from '../../src/scans/compare-row.js';

const BOX = { left: 0, top: 0, width: 1, height: 1 };

function field(key: FieldKey, value: string, written = value): ReadField {
  return { key, value, written, confidence: 0.99, standing: 'proved', evidence: [], box: BOX };
}

function reading(...fields: readonly ReadField[]): PageReading {
  const straightening = { turn: 0, skewDegrees: 0, scale: 1, width: 1, height: 1 } as const;
  return { outcome: 'read', problem: '', template: 'marriage-stub', templateVersion: 1, reader: '', straightening, fields };
}

it.each([
  ['what stands on the page and not in the row', field('name_man', '陈样本'), {}, ['name_man']],
  ['what stands in the row and not on the page', field('name_man', ''), { name_man: '陈样本' }, ['name_man']],
  [
    'an office code that follows from the name, and is another in the row',
    field('dept_code', '440106', ''),
    { dept_code: '440105' },
    ['dept_code'],
  ],
  ['nothing about a code that only follows from the name, and that the row does not have', field('dept_code', '440106', ''), {}, []],
] as const)('a keyed row is told %s', (_name, read, keyed, fields) => {
  expect(compareRow(keyed, reading(read)).differences.map((difference) => difference.field.key)).toEqual(fields);
});
