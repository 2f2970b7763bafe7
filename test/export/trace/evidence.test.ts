import { describe, expect, it } from 'vitest';
import { Random } from '../../../samples/generate/random.js';
import { Evidence, isNamed, WRONG_NAME_BOUND, wrongNameBound } from '../../../src/export/trace/evidence.js';

function stakeOf(rows: readonly (readonly [agreed: number, disagreed: number])[], tags: readonly boolean[] = []): number {
  const evidence = new Evidence();
  for (const [agreed, disagreed] of rows) evidence.addRow(agreed, disagreed);
  for (const tag of tags) evidence.addPseudonym(tag);
  return evidence.log10();
}

const rowsOf = (count: number, agreed: number, disagreed: number): [number, number][] =>
  Array.from({ length: count }, () => [agreed, disagreed]);

/** Chances of k of n marks to agree when none can know them. */
function binomial(n: number): number[] {
  const chances = [1];
  for (let k = 1; k <= n; k += 1) chances.push(((chances[k - 1] as number) * (n - k + 1)) / k);
  return chances.map((ways) => ways / 2 ** n);
}

describe('the stake on an export', () => {
  it.each([1, 4, 12])('has the mean 1 for a row of %i marks that chance made', (marks) => {
    const mean = binomial(marks).reduce((sum, chance, agreed) => sum + chance * 10 ** stakeOf([[agreed, marks - agreed]]), 0);
    expect(mean).toBeCloseTo(1, 9);
  });

  it('has the mean 1 for a tag that chance made', () => {
    const right = 2 ** -20;
    expect(right * 10 ** stakeOf([], [true]) + (1 - right) * 10 ** stakeOf([], [false])).toBeCloseTo(1, 9);
  });

  it('does not grow on marks that agree by chance', () => {
    const random = new Random(4);
    const stakes = Array.from({ length: 300 }, () => {
      const rows = Array.from({ length: 200 }, (): [number, number] => {
        const agreed = Array.from({ length: 6 }, () => random.below(2)).reduce((sum, bit) => sum + bit, 0);
        return [agreed, 6 - agreed];
      });
      return stakeOf(rows);
    });
    expect(Math.max(...stakes)).toBeLessThan(3);
  });

  it.each([
    ['ten rows whose four marks all agree', rowsOf(10, 4, 0), 1, true],
    ['the same among a thousand exports', rowsOf(12, 4, 0), 1_000, true],
    ['two rows', rowsOf(2, 4, 0), 1, false],
    ['marks of which one in eight was spoiled', rowsOf(40, 7, 1), 1_000, true],
    ['a tenth of the rows from here', [...rowsOf(40, 6, 0), ...rowsOf(360, 3, 3)], 1_000, true],
    ['half of the marks, as chance would have it', rowsOf(400, 3, 3), 1, false],
    ['marks that mostly disagree', rowsOf(400, 1, 5), 1, false],
  ] as const)('decides on %s', (_name, rows, exports, named) => {
    expect(isNamed(stakeOf(rows), exports)).toBe(named);
  });

  it('is settled by a few pseudonyms', () => {
    expect(isNamed(stakeOf([], [true, true, true]), 1_000)).toBe(true);
    expect(isNamed(stakeOf([], [true, ...Array.from({ length: 200 }, () => false)]), 1_000)).toBe(false);
  });

  it('must be larger the more exports there are', () => {
    expect(wrongNameBound(9, 1_000)).toBeCloseTo(WRONG_NAME_BOUND, 12);
    expect(wrongNameBound(0, 5)).toBe(1);
  });
});
