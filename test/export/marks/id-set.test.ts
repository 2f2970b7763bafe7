import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeIds, IdCollector, IdSet } from '../../../src/export/marks/id-set.js';

function setOf(ids: readonly number[]): IdSet {
  return new IdSet(encodeIds(Float64Array.from(ids).toSorted()));
}

const every = (count: number, step: number): number[] => Array.from({ length: count }, (_, index) => index * step + 7);

describe('a set of record ids', () => {
  it.each([
    ['nothing', []],
    ['a few', [1, 5, 65_535, 65_536, 2 ** 40]],
    ['a run', every(70_000, 1)],
    ['every third', every(60_000, 3)],
    ['one in twenty', every(10_000, 20)],
  ])('knows its own and no others: %s', (_name, ids) => {
    const set = setOf(ids);
    const own = new Set(ids);
    const probes = ids.flatMap((id) => [id - 1, id, id + 1]).filter((id) => id >= 0);
    expect(probes.filter((id) => set.has(id) !== own.has(id))).toEqual([]);
    expect(set.has(2 ** 47)).toBe(false);
  });

  it('answers as a set does, whatever is in it', () => {
    const id = fc.oneof(fc.nat(300), fc.integer({ min: 65_000, max: 66_000 }), fc.nat(2 ** 31 - 1));
    fc.assert(
      fc.property(fc.array(id, { maxLength: 400 }), fc.array(id, { maxLength: 100 }), (ids, probes) => {
        const set = setOf(ids);
        const own = new Set(ids);
        return [...ids, ...probes].every((probe) => set.has(probe) === own.has(probe));
      }),
    );
  });

  it('keeps a batch in a few bytes and scattered records in two bytes each', () => {
    expect(encodeIds(Float64Array.from(every(1_000_000, 1))).length).toBeLessThan(300);
    expect(encodeIds(Float64Array.from(every(100_000, 20))).length / 100_000).toBeLessThan(2.1);
    expect(encodeIds(Float64Array.from(every(1_000_000, 2))).length / 1_000_000).toBeLessThan(0.3);
  });

  it('is collected in any order', () => {
    const collector = new IdCollector();
    for (const id of [900_000, 3, 70_000, 3]) collector.add(id);
    const set = new IdSet(collector.encode());
    expect([3, 70_000, 900_000, 4].map((id) => set.has(id))).toEqual([true, true, true, false]);
    expect(collector.count).toBe(4);
  });
});
