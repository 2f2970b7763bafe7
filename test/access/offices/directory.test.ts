import { describe, expect, it } from 'vitest';
import { listOffices, showOffice } from '../../../src/access/offices/directory.js';
import { bookAfter, type Decided } from './a-book.js';

const successorsOf = (code: string, on: string, ...decided: readonly Decided[]) =>
  showOffice(bookAfter(...decided).tables, code, on).successors.map((successor) => successor.code);

describe('who succeeded a closed office', () => {
  const FIRST: Decided = ['close', '440104', '2026-06-30', '440103'];
  const SECOND: Decided = ['close', '440103', '2026-07-31', '440105'];

  it.each<readonly [string, string, string, readonly Decided[], readonly string[]]>([
    ['nobody while it is open', '440104', '2026-06-30', [FIRST], []],
    ['the one named', '440104', '2026-07-01', [FIRST], ['440103']],
    ['the successor of the successor, once that is closed', '440104', '2026-08-01', [FIRST, SECOND], ['440105']],
    ['the one named, until then', '440104', '2026-07-31', [FIRST, SECOND], ['440103']],
    [
      'all between whom it was divided',
      '440104',
      '2026-07-01',
      [['close', '440104', '2026-06-30', ['440103', '440104001'], '440105']],
      ['440103', '440105'],
    ],
    [
      'each by what it handed on',
      '440104',
      '2026-08-01',
      [FIRST, ['close', '440103', '2026-07-31', ['440105', '440104'], ['440106', '440103']]],
      ['440105'],
    ],
    ['the office of what became of its region', '440102', '2026-06-01', [], ['440104']],
    ['the successor of that, once it is closed', '440102', '2026-07-01', [FIRST], ['440103']],
  ])('%s', (_name, code, on, decided, successors) => {
    expect(successorsOf(code, on, ...decided)).toEqual(successors);
  });
});

describe('the directory', () => {
  it('gives an office one span of time, however often its name and area changed', () => {
    const { tables } = bookAfter(
      ['rename', '440103', '甲', '2026-06-10'],
      ['close', '440104', '2026-06-30', '440103'],
      ['close', '440103', '2026-07-31', '440105'],
    );
    const [office] = listOffices(tables, { region: '440103', state: 'all', on: '2026-07-15' });
    expect(office).toEqual({
      code: '440103',
      name: '甲',
      region: '440103',
      state: 'open',
      opened_on: '1950-05-01',
      closed_on: '2026-07-31',
    });
  });

  it('knows the former names of the tables and of decisions', () => {
    const { tables } = bookAfter(['rename', '440103', '甲', '2026-06-10'], ['rename', '440103', '乙', '2026-07-10']);
    const names = ['广州市荔湾区民政局', '广州市荔湾区人民政府', '广州市荔湾区民政局婚姻登记处', '甲'];
    expect(showOffice(tables, '440103', '2026-07-10').former_names.toSorted()).toEqual(names.toSorted());
    expect(showOffice(tables, '440103', '2026-07-09').former_names).not.toContain('甲');
  });
});
