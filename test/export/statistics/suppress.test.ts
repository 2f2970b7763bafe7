import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countCube, type CountCube, type CountedGroup } from '../../../src/export/statistics/count-cube.js';
import { suppressSmallCells } from '../../../src/export/statistics/suppress.js';

const K = 5;

function published(groups: readonly CountedGroup[]): CountCube {
  const cube = countCube(groups);
  suppressSmallCells(cube, K);
  return cube;
}

/** The cells as `a b: 7`, `·` for a total and `*` for what is not told. */
function lines({ cells }: CountCube): readonly string[] {
  return cells
    .map(({ place, count, isSuppressed }) => `${place.map((value) => value ?? '·').join(' ')}: ${isSuppressed ? '*' : count}`)
    .toSorted();
}

describe('counts', () => {
  it('come with their totals over every dimension', () => {
    const cube = countCube([
      { values: ['a', 'x'], count: 10 },
      { values: ['a', 'y'], count: 20 },
      { values: ['b', 'x'], count: 30 },
      { values: ['b', 'x'], count: 5 },
    ]);
    expect(lines(cube)).toEqual(['a x: 10', 'a y: 20', 'a ·: 30', 'b x: 35', 'b ·: 35', '· x: 45', '· y: 20', '· ·: 65']);
  });

  it('of fewer than k are not told, and with one of them goes the next smallest, or the total would tell it', () => {
    const cube = published([
      { values: ['a'], count: 3 },
      { values: ['b'], count: 8 },
      { values: ['c'], count: 90 },
    ]);
    expect(lines(cube)).toEqual(['a: *', 'b: *', 'c: 90', '·: 101']);
  });

  it('that are hidden hold at least k together', () => {
    const cube = published([
      { values: ['a'], count: 1 },
      { values: ['b'], count: 2 },
      { values: ['c'], count: 6 },
      { values: ['d'], count: 60 },
    ]);
    expect(lines(cube)).toEqual(['a: *', 'b: *', 'c: *', 'd: 60', '·: 69']);
  });

  it('of a lone small cell take its total along', () => {
    expect(lines(published([{ values: ['a'], count: 3 }]))).toEqual(['a: *', '·: *']);
  });
});

const groupsArbitrary = fc.array(
  fc.record({
    values: fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('x', 'y', 'z')),
    count: fc.integer({ min: 1, max: 40 }),
  }),
  { minLength: 1, maxLength: 14 },
);

describe('what is published', () => {
  it('tells no cell under k, and no sum leaves exactly one of its parts open', () => {
    fc.assert(
      fc.property(groupsArbitrary, (groups) => {
        const { cells, sums } = published(groups);
        for (const { count, isSuppressed } of cells) if (!isSuppressed) expect(count).toBeGreaterThanOrEqual(K);
        for (const { total, parts } of sums) {
          expect([total, ...parts].filter(({ isSuppressed }) => isSuppressed).length).not.toBe(1);
        }
      }),
    );
  });
});
