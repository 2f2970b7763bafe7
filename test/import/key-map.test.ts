import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyMap } from '../../src/import/key-map.js';

describe('a key map', () => {
  it('answers as a Map does, for any safe keys and however often it grows', () => {
    const key = fc.oneof(
      fc.maxSafeNat(),
      fc.nat({ max: 20 }),
      fc.nat({ max: 20 }).map((high) => high * 2 ** 32),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.nat()), { maxLength: 300 }), (pairs) => {
        const keyMap = new KeyMap();
        const model = new Map<number, number>();
        for (const [at, value] of pairs) {
          expect(keyMap.putIfAbsent(at, value)).toBe(model.get(at));
          if (!model.has(at)) model.set(at, value);
        }
      }),
    );
  });

  it('keeps what it holds while it grows', () => {
    const keyMap = new KeyMap();
    // One key in 2^32 shares its low half with the next: the worst case for a hash of halves.
    const keys = Array.from({ length: 100_000 }, (_, index) => index * 2 ** 32 + (index % 7));
    expect(keys.filter((key, value) => keyMap.putIfAbsent(key, value) !== undefined)).toEqual([]);
    expect(keys.filter((key, value) => keyMap.putIfAbsent(key, -1) !== value)).toEqual([]);
  });
});
