import { describe, expect, it } from 'vitest';
import { resultTable } from '../../bench/lib/result-table.js';
import { median, pairRatios, spreadOf, wilsonUpperBound } from '../../bench/lib/statistics.js';

describe('the median', () => {
  it.each([
    ['of one value is the value', [3], 3],
    ['of an odd number is the middle one', [9, 1, 5], 5],
    ['of an even number lies between the middle two', [1, 9, 3, 5], 4],
    ['does not mind one odd run', [1, 1, 1, 1, 100], 1],
  ])('%s', (_name, values, expected) => expect(median(values)).toBe(expected));

  it('of nothing is refused', () => expect(() => median([])).toThrow(RangeError));
});

describe('ratios', () => {
  it('compare neighbours in time', () => expect(pairRatios([2, 9], [1, 3])).toEqual([2, 3]));
  it('spread from least to most', () => expect(spreadOf([2, 3, 10])).toEqual({ median: 3, min: 2, max: 10 }));
});

describe("Wilson's bound", () => {
  it.each([
    ['says something of no hit at all', 0, 1_000, 0.0038],
    ['is above the share that was seen', 10, 100, 0.1744],
  ])('%s', (_name, hits, trials, bound) => expect(wilsonUpperBound(hits, trials)).toBeCloseTo(bound, 4));
});

describe('a result table', () => {
  it('aligns names left and figures right', () => {
    expect(
      resultTable(
        ['what', 's'],
        [
          ['a', '10.00'],
          ['longer', '9.00'],
        ],
      ),
    ).toBe('what        s\na       10.00\nlonger   9.00');
  });
});
