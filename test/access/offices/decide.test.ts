import { describe, expect, it } from 'vitest';
import { createReference } from '../../../src/domain/reference-index.js';
import { bookAfter, refusalOf, type Decided } from './a-book.js';

const OPEN: Decided = ['open', '440104A01', '流花湖婚姻登记点', '2026-07-01'];
const CLOSE: Decided = ['close', '440104', '2026-08-31', '440103'];

describe('a decision about an office', () => {
  it.each<readonly [string, readonly Decided[], Decided, string | undefined]>([
    ['opens a new code', [], OPEN, undefined],
    ['opens no code of the tables', [], ['open', '440104', '新处', '2026-07-01'], 'office.code-taken'],
    ['opens no code twice', [OPEN], ['open', '440104A01', '新处', '2026-07-02'], 'office.code-taken'],
    ['opens no code of a region that ended', [], ['open', '440102', '东山', '2026-07-01'], 'office.unknown-region'],
    [
      'opens no code of a closed office',
      [OPEN, ['close', '440104A01', '2026-07-31', '440104']],
      ['open', '440104A01', '新处', '2026-08-01'],
      'office.code-taken',
    ],
    ['opens no code of another form', [], ['open', '440104a', '新处', '2026-07-01'], 'office.bad-code'],
    ['opens nothing in a region that never was', [], ['open', '449998A1', '新处', '2026-07-01'], 'office.unknown-region'],
    ['needs a name', [], ['open', '440104A01', ' ', '2026-07-01'], 'office.bad-name'],
    ['takes no name of an open office', [OPEN], ['open', '440103A01', '流花湖婚姻登记点', '2026-07-02'], 'office.name-taken'],
    ['needs a day that exists', [], ['open', '440104A01', '新处', '2026-02-29'], 'office.bad-day'],
    ['takes no day before the registry', [], ['open', '440104A01', '新处', '1950-04-30'], 'office.bad-day'],
    ['takes no day years ahead', [], ['open', '440104A01', '新处', '2062-07-01'], 'office.far-day'],
    ['renames', [], ['rename', '440104', '越秀婚姻登记中心', '2026-07-01'], undefined],
    ['renames nothing unknown', [], ['rename', '440104A01', '新处', '2026-07-01'], 'office.unknown'],
    ['renames to another name', [], ['rename', '440104', '广州市越秀区民政局婚姻登记处', '2026-07-01'], 'office.same-name'],
    ['renames nothing before it opened', [OPEN], ['rename', '440104A01', '新处', '2026-07-01'], 'office.before-last-change'],
    [
      'renames nothing before it was last renamed',
      [['rename', '440104', '甲', '2026-07-01']],
      ['rename', '440104', '乙', '2026-06-30'],
      'office.before-last-change',
    ],
    ['renames nothing closed', [CLOSE], ['rename', '440104', '新处', '2026-07-01'], 'office.closed'],
    ['closes', [], CLOSE, undefined],
    ['closes nothing twice', [CLOSE], ['close', '440104', '2026-09-30', '440103'], 'office.closed'],
    ['closes nothing that ended with its region', [], ['close', '440102', '2026-09-30', '440103'], 'office.closed'],
    ['closes nothing unknown', [], ['close', '440104A01', '2026-09-30', '440104'], 'office.unknown'],
    ['closes nothing before it opened', [OPEN], ['close', '440104A01', '2026-06-30', '440104'], 'office.before-last-change'],
    ['needs a successor', [], ['close', '440104', '2026-08-31'], 'office.area-left'],
    ['needs another office as successor', [], ['close', '440104', '2026-08-31', '440104'], 'office.own-successor'],
    ['needs a successor that exists', [], ['close', '440104', '2026-08-31', '440104A01'], 'office.unknown'],
    ['needs a successor that is open', [], ['close', '440104', '2026-08-31', '440102'], 'office.successor-not-open'],
    ['needs a successor that has opened by then', [OPEN], ['close', '440103', '2026-06-15', '440104A01'], 'office.successor-not-open'],
    ['needs a successor that stays', [CLOSE], ['close', '440103A', '2026-08-31', '440104'], 'office.unknown'],
    ['makes no ring of successors', [CLOSE], ['close', '440103', '2026-09-30', '440104'], 'office.successor-not-open'],
    ['closes no successor before it takes over', [CLOSE], ['close', '440103', '2026-07-31', '440105'], 'office.before-last-change'],
    [
      'gives away only what is its own',
      [],
      ['close', '440104', '2026-08-31', ['440103', '440104'], ['440105', '440106']],
      'office.area-not-own',
    ],
    ['gives nothing away twice', [], ['close', '440104', '2026-08-31', ['440103', '440104'], ['440105', '440104']], 'office.area-twice'],
    ['has one office for the rest', [], ['close', '440104', '2026-08-31', '440103', '440105'], 'office.area-twice'],
    ['gives everything away', [], ['close', '440104', '2026-08-31', ['440103', '440104001']], 'office.area-left'],
    ['may divide what it had', [], ['close', '440104', '2026-08-31', ['440103', '440104001'], '440105'], undefined],
  ])('%s', (_name, before, decided, refusal) => {
    expect(refusalOf(decided, bookAfter(...before))).toBe(refusal);
  });
});

const statusOf = (decided: readonly Decided[], code: string, ...days: readonly number[]) => {
  const reference = createReference(bookAfter(...decided).tables);
  return days.map((day) => {
    const found = reference.office(code, day, day);
    return found.status === 'unknown' ? 'unknown' : `${found.status} ${found.row.name}`;
  });
};

describe('the offices after decisions', () => {
  const YUEXIU = '广州市越秀区民政局婚姻登记处';

  it('close on the day itself: a decided day has no tolerance', () => {
    expect(statusOf([CLOSE], '440104', 19990101, 20260831, 20260901)).toEqual([`valid ${YUEXIU}`, `valid ${YUEXIU}`, `not-then ${YUEXIU}`]);
  });

  it('have each name in its time', () => {
    const decided: Decided[] = [
      ['rename', '440104', '甲', '2026-07-01'],
      ['rename', '440104', '乙', '2026-08-01'],
    ];
    expect(statusOf(decided, '440104', 20260630, 20260701, 20260731, 20260801)).toEqual([
      `valid ${YUEXIU}`,
      'valid 甲',
      'valid 甲',
      'valid 乙',
    ]);
  });

  it('leave the past of a place to its county', () => {
    expect(statusOf([OPEN], '440104A01', 19990101, 20260630, 20260701)).toEqual([
      `valid ${YUEXIU}`,
      `valid ${YUEXIU}`,
      'valid 流花湖婚姻登记点',
    ]);
    const reference = createReference(bookAfter(OPEN).tables);
    expect(reference.office('440104A01', 20260630, 20260630)).toMatchObject({ row: { code: '440104', closedOn: '2026-06-30' } });
    expect(reference.office('440104', 20260701, 20260701)).toMatchObject({ status: 'valid' });
  });

  it('say both names for a date that may be either', () => {
    const reference = createReference(bookAfter(['rename', '440104', '甲', '2026-07-01']).tables);
    expect(reference.officesDuring('440104', 20260101, 20261231).map(({ name }) => name)).toEqual([YUEXIU, '甲']);
    expect(reference.officesDuring('440104', 20260701, 20260701).map(({ name }) => name)).toEqual(['甲']);
  });

  it('change the version of the tables', () => {
    expect(bookAfter(OPEN).tables.version).toBe(`${bookAfter().tables.version}+1`);
  });
});
