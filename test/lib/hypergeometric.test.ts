import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atMostMarked, smallest, type Lot } from '../../src/lib/hypergeometric.js';

const choose = (from: number, taken: number): bigint => {
  if (taken < 0 || taken > from) return 0n;
  let ways = 1n;
  for (let step = 1; step <= taken; step += 1) ways = (ways * BigInt(from - taken + step)) / BigInt(step);
  return ways;
};

/** By counting with whole numbers. */
function counted(most: number, { total, marked, drawn }: Lot): number {
  let good = 0n;
  for (let hits = 0; hits <= most; hits += 1) good += choose(marked, hits) * choose(total - marked, drawn - hits);
  return Number((good * 10n ** 15n) / choose(total, drawn)) / 1e15;
}

describe('the hypergeometric distribution', () => {
  it('is what counting all samples gives', () => {
    const lots = fc
      .integer({ min: 1, max: 400 })
      .chain((total) => fc.record({ total: fc.constant(total), marked: fc.nat(total), drawn: fc.nat(total), most: fc.nat(8) }));
    fc.assert(
      fc.property(lots, ({ most, ...lot }) => {
        expect(Math.abs(atMostMarked(most, lot) - counted(most, lot))).toBeLessThan(1e-12);
      }),
    );
  });

  it('holds for lots of millions, where factorials would not', () => {
    const lot = { total: 30_000_000, marked: 300_001, drawn: 299 };
    const product = Array.from({ length: 299 }, (_, at) => (lot.total - lot.marked - at) / (lot.total - at)).reduce(
      (left, right) => left * right,
      1,
    );
    expect(Math.abs(atMostMarked(0, lot) / product - 1)).toBeLessThan(1e-10);
  });

  it('finds the first number from which a condition holds', () => {
    expect(smallest(1, 100, (value) => value >= 37)).toBe(37);
    expect(smallest(1, 100, () => true)).toBe(1);
    expect(smallest(1, 100, () => false)).toBeUndefined();
  });
});
