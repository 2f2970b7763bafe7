import { describe, expect, it } from 'vitest';
import { naturalOrder } from '../../src/lib/natural-order.js';

describe('natural order', () => {
  it.each([
    [
      ['10.jpg', '2.jpg', '1.jpg'],
      ['1.jpg', '2.jpg', '10.jpg'],
    ],
    [
      ['第10页.png', '第9页.png', '第1页.png'],
      ['第1页.png', '第9页.png', '第10页.png'],
    ],
    [
      ['0010', '2', '002'],
      ['002', '2', '0010'],
    ],
    [
      ['卷2-页1', '卷1-页12', '卷1-页3'],
      ['卷1-页3', '卷1-页12', '卷2-页1'],
    ],
    [
      ['１０.tif', '９.tif'],
      ['９.tif', '１０.tif'],
    ],
    [
      ['a', 'a1', ''],
      ['', 'a', 'a1'],
    ],
    [
      ['99999999999999999999', '100000000000000000000'],
      ['99999999999999999999', '100000000000000000000'],
    ],
  ])('puts %j into %j', (names, ordered) => {
    expect(names.toSorted(naturalOrder)).toEqual(ordered);
    expect(names.toReversed().toSorted(naturalOrder)).toEqual(ordered);
  });
});
