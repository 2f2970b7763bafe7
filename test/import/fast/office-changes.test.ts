import { describe, expect, it } from 'vitest';
import { layOfficeChanges, type OfficeChange } from '../../../src/domain/office-change.js';
import { loadPackagedTables } from '../../../src/config/packaged-tables.js';
import { sampleRows } from '../../helpers/rows.js';
import { processors } from './both-ways.js';
import { isoDay, movedDay, registeredOn, withCell } from './row-edits.js';

const request = '440104-20240101-001';
const CHANGES: readonly OfficeChange[] = [
  { kind: 'rename', office: '440104', name: '流花湖婚姻登记中心', firstDay: '2024-03-01', request },
  { kind: 'open', office: '440104A01', name: '白云山婚姻登记点', region: '440104', firstDay: '2024-04-01', request },
  { kind: 'close', office: '440104A01', lastDay: '2024-08-31', successors: [{ office: '440104', areas: ['440104A01'] }], request },
  { kind: 'close', office: '440105', lastDay: '2024-05-31', successors: [{ office: '440104', areas: ['440105'] }], request },
  // Within the years in which the hukou decided who was competent.
  { kind: 'close', office: '440222', lastDay: '2018-06-30', successors: [{ office: '440104', areas: ['440222'] }], request },
];
const tables = layOfficeChanges(loadPackagedTables(), CHANGES);

const CASES: readonly (readonly [code: string, names: readonly string[], days: readonly string[]])[] = [
  [
    '440104',
    ['流花湖婚姻登记中心', '广州市越秀区民政局婚姻登记处', '珠江婚姻登记处', ''],
    ['2024-02-29', '2024-03-01', '2024-05-31', '2024-06-01'],
  ],
  ['440104A01', ['白云山婚姻登记点', '别处婚姻登记点', ''], ['2024-03-31', '2024-04-01', '2024-08-31', '2024-09-01', '2023-01-01']],
  ['440104A02', ['白云山婚姻登记点'], ['2024-03-31', '2024-09-01']],
  ['440105', ['广州市海珠区民政局婚姻登记处', ''], ['2024-05-31', '2024-06-01', '2025-05-31', '2025-06-01']],
  ['440222', ['始兴县民政局婚姻登记处', ''], ['2018-06-30', '2018-07-01', '2019-06-30', '2019-07-01']],
];

const clean = sampleRows('county-modern', { rows: 200, seed: 11, defects: 0, fromYear: 2016, toYear: 2024 }).map((row) => row.map(isoDay));

describe('the fast path with offices that opened, closed and changed names', () => {
  it('agrees with the rules around every one of these days, whatever rows came before', () => {
    const rows = CASES.flatMap(([code, names, days]) =>
      days.flatMap((day) =>
        [-1, 0, 1].flatMap((by) =>
          names.flatMap((name, at) =>
            clean
              .filter((_, index) => index % 40 === at % 40)
              .map((row) => withCell(withCell(registeredOn(row, movedDay(day, by)), 'dept_code', code), 'dept_name', name)),
          ),
        ),
      ),
    );
    const bothWays = processors({ check: { tables } });
    for (const order of [rows, rows.toReversed()]) {
      const { fast, slow, fastRows } = bothWays(order);
      expect(fast).toEqual(slow);
      expect(fastRows).toBeGreaterThan(0);
      expect(fastRows).toBeLessThan(rows.length);
    }
  });

  it('agrees with the rules on parties from a district that was taken over', () => {
    const addresses = ['广东省韶关市始兴县样板路1号', '广东省广州市越秀区样板路1号', '广东省湛江市赤坎区样板路1号'];
    const rows = clean.flatMap((row) =>
      ['2018-06-30', '2018-07-01'].flatMap((day) =>
        addresses.map((address) => {
          const there = withCell(withCell(registeredOn(row, day), 'dept_code', '440104'), 'dept_name', '');
          return withCell(withCell(there, 'reg_detail_man', address), 'reg_detail_woman', '广东省湛江市赤坎区样板路2号');
        }),
      ),
    );
    const { fast, slow, fastRows } = processors({ check: { tables } })(rows);
    expect(fast).toEqual(slow);
    expect(fastRows).toBeGreaterThan(0);
  });
});
