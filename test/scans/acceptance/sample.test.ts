import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { drawSample } from '../../../src/scans/acceptance/sample.js';

const ids = Array.from({ length: 3_000 }, (_, at) => at * 3 + 1);

const rank = (id: number) => createHash('sha256').update(`ab12:${id}`).digest('hex');

describe('the sample', () => {
  it('is what its rule says, whatever the order the records come in', () => {
    const ruled = ids.toSorted((left, right) => (rank(left) < rank(right) ? -1 : 1)).slice(0, 40);
    expect(drawSample(ids, 40, 'ab12')).toEqual(ruled);
    expect(drawSample(ids.toReversed(), 40, 'ab12')).toEqual(ruled);
    expect(drawSample(ids, 40, 'ab13')).not.toEqual(ruled);
  });

  it('takes each record once, and all when all are wanted', () => {
    expect(drawSample(ids, 3_000, 'x').toSorted((left, right) => left - right)).toEqual(ids);
  });

  it('gives every record the same chance', () => {
    const drawn = new Map<number, number>();
    const few = ids.slice(0, 20);
    for (let seed = 0; seed < 4_000; seed += 1) for (const id of drawSample(few, 5, String(seed))) drawn.set(id, (drawn.get(id) ?? 0) + 1);
    const chi = few.reduce((sum, id) => sum + ((drawn.get(id) ?? 0) - 1_000) ** 2 / 1_000, 0);
    expect(chi).toBeLessThan(45);
  });
});
