import { describe, expect, it } from 'vitest';
import { QuarantineRepository } from '../../src/store/quarantine-repository.js';
import { AGE_TOO_LOW, aQuarantine, AT, NAME_MISSING, PAGES_DOUBTFUL, stateOf } from '../import/quarantine/a-quarantine.js';

const ROWS = [
  { id: 3, cells: { name_man: '' } },
  { id: 5, batch: 2, findings: [AGE_TOO_LOW, PAGES_DOUBTFUL] },
  { id: 8, batch: 2, findings: [NAME_MISSING, NAME_MISSING, AGE_TOO_LOW] },
];
const RESOLUTION = { at: AT, actor: 'clerk', ledgerSeq: 4 };

describe('quarantined rows in the store', () => {
  it('come back with their file, cells and findings', () => {
    const { registry } = aQuarantine([{ id: 3, cells: { name_man: '张三', 备用: 'x' } }]);
    expect(new QuarantineRepository(registry).find(3)).toMatchObject({
      id: 3,
      batchId: 1,
      fileName: 'county-1.csv',
      line: 4,
      cells: { name_man: '张三', 备用: 'x' },
      findings: [NAME_MISSING],
      state: 'open',
      repairedAs: undefined,
    });
  });

  it.each([
    ['all rows', {}, [3, 5, 8]],
    ['rows of a batch', { batch: 2 }, [5, 8]],
    ['rows with a reason among others', { code: 'minimum-age' }, [5, 8]],
    ['rows of a batch with a reason', { batch: 2, code: 'required-missing' }, [8]],
    ['rows with a warning', { code: 'pages-differ' }, [5]],
    ['rows that were repaired', { state: 'repaired' }, []],
    ['rows of a rule that nobody knows', { code: "x' OR 1=1" }, []],
  ] as const)('are found by filter: %s', (_name, filter, ids) => {
    const { registry } = aQuarantine(ROWS);
    const repository = new QuarantineRepository(registry);
    expect(repository.list(filter, { limit: 10, offset: 0 }).map((row) => row.id)).toEqual(ids);
    expect(repository.after(filter, 0, 10).map((row) => row.id)).toEqual(ids);
    expect(repository.count(filter)).toBe(ids.length);
  });

  it('are read in pages, by place or after an id', () => {
    const repository = new QuarantineRepository(aQuarantine(ROWS).registry);
    expect(repository.list({}, { limit: 1, offset: 1 }).map((row) => row.id)).toEqual([5]);
    expect(repository.after({}, 3, 1).map((row) => row.id)).toEqual([5]);
  });

  it('are counted by reason, a row once for each of its rules', () => {
    expect(new QuarantineRepository(aQuarantine(ROWS).registry).countByReason({})).toEqual([
      { code: 'minimum-age', count: 2 },
      { code: 'required-missing', count: 2 },
      { code: 'pages-differ', count: 1 },
    ]);
  });

  it('are repaired or discarded once, and only while they are open', () => {
    const { registry } = aQuarantine(ROWS);
    const repository = new QuarantineRepository(registry);
    expect(repository.markRepaired([{ id: 3, registrationId: 77 }], RESOLUTION)).toBe(1);
    expect(repository.markRepaired([{ id: 3, registrationId: 78 }], RESOLUTION)).toBe(0);
    expect(repository.markDiscarded([3, 5], 'blank', RESOLUTION)).toBe(1);
    expect(stateOf(registry, 3)).toEqual({ state: 'repaired', repaired_as: 77 });
    expect(repository.find(5)).toMatchObject({ state: 'discarded', reason: 'blank', resolvedBy: 'clerk', resolvedAt: AT, ledgerSeq: 4 });
  });
});
