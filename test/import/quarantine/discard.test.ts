import { describe, expect, it } from 'vitest';
import { discardQuarantine } from '../../../src/import/quarantine/discard.js';
import { QuarantineRepository } from '../../../src/store/quarantine-repository.js';
import { aQuarantine, AT, ledgerBodies, stateOf } from './a-quarantine.js';

const BY = { at: AT, actor: 'clerk', reach: '' };

describe('discarding rows', () => {
  it('keeps them with the reason and says so in the ledger', () => {
    const { registry } = aQuarantine([{ id: 3, cells: { remark: 'x' } }, { id: 4 }, { id: 5 }]);
    expect(discardQuarantine(registry, [5, 3, 5], ' 空白行 ', BY)).toEqual({ discarded: 2, ids: [3, 5], ledger_seq: 1 });
    expect(new QuarantineRepository(registry).find(3)).toMatchObject({
      state: 'discarded',
      reason: '空白行',
      cells: { remark: 'x' },
      resolvedBy: 'clerk',
      ledgerSeq: 1,
    });
    expect(ledgerBodies(registry, 'quarantine.discard')).toEqual([{ ids: [3, 5], reason: '空白行' }]);
    expect(stateOf(registry, 4)).toMatchObject({ state: 'open' });
  });

  it.each([
    ['an unknown row', [3, 999], 'reason', 'quarantine.not-open', '999'],
    ['a row discarded before', [3, 4], 'reason', 'quarantine.not-open', '4'],
    ['no reason', [3], '  ', 'quarantine.reason-missing', undefined],
  ] as const)('with %s discards nothing', (_name, ids, reason, key, named) => {
    const { registry } = aQuarantine([{ id: 3 }, { id: 4 }]);
    discardQuarantine(registry, [4], 'before', BY);
    expect(() => discardQuarantine(registry, ids, reason, BY)).toThrow(
      expect.objectContaining({ kind: 'usage', key, values: named === undefined ? {} : { ids: named } }),
    );
    expect(stateOf(registry, 3)).toMatchObject({ state: 'open' });
    expect(ledgerBodies(registry, 'quarantine.discard')).toHaveLength(1);
  });

  it('puts no document number into the ledger, where it would stay for ever', () => {
    const { registry } = aQuarantine([{ id: 3 }]);
    discardQuarantine(registry, [3], '与 990101196001011234 重复', BY);
    expect(ledgerBodies(registry, 'quarantine.discard')).toEqual([{ ids: [3], reason: '与 9901**********1234 重复' }]);
  });
});
