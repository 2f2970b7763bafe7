import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findBlocks } from '../../../src/detect/duplicates/blocks.js';

interface Asked {
  readonly keys: readonly number[];
  readonly isNew?: readonly number[];
  readonly parts: number;
}

/** Pairs of one key, `left-right`, over all parts. */
function pairsOf({ keys, isNew, parts }: Asked): readonly string[] {
  const pairs: string[] = [];
  for (let part = 0; part < parts; part += 1) {
    const { members, starts } = findBlocks({ keys: Uint32Array.from(keys), isNew: isNew && Uint8Array.from(isNew), part, parts });
    for (let block = 0; block + 1 < starts.length; block += 1) {
      const block1 = members.subarray(starts[block], starts[block + 1]);
      block1.forEach((left, at) => block1.subarray(at + 1).forEach((right) => pairs.push(`${left}-${right}`)));
    }
  }
  return pairs.toSorted();
}

function naivePairs({ keys }: Asked): readonly string[] {
  return keys
    .flatMap((key, left) => keys.flatMap((other, right) => (left < right && key !== 0 && key === other ? [`${left}-${right}`] : [])))
    .toSorted();
}

const someKeys = fc.array(fc.oneof(fc.nat(20), fc.integer({ min: 0, max: 0xffff_ffff })), { maxLength: 200 });

it('finds every pair of one key once, in parts or at one go', () => {
  fc.assert(
    fc.property(someKeys, fc.constantFrom(1, 2, 8), (keys, parts) => {
      expect(pairsOf({ keys, parts })).toEqual(naivePairs({ keys, parts }));
    }),
  );
});

it('has every member of the blocks that hold a new record', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(20), fc.nat(1)), { maxLength: 100 }), (records) => {
      const keys = records.map(([key]) => key);
      const isNew = records.map(([, fresh]) => fresh);
      const newKeys = new Set(keys.filter((_, record) => isNew[record] === 1));
      const touched = naivePairs({ keys, parts: 1 }).filter((pair) => newKeys.has(keys[Number(pair.split('-')[0])] ?? 0));
      const found = new Set(pairsOf({ keys, isNew, parts: 2 }));
      expect(touched.filter((pair) => !found.has(pair))).toEqual([]);
    }),
  );
});
