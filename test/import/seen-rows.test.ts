import { describe, expect, it } from 'vitest';
import { SeenRows } from '../../src/import/seen-rows.js';

describe('rows seen by a check', () => {
  it('are told apart by table, line and content', () => {
    const seen = new SeenRows();
    seen.beginTable('a.csv');
    expect(seen.putIfAbsent(1, 2, 100)).toBeUndefined();
    expect(seen.putIfAbsent(1, 3, 100)).toEqual({ line: 2, table: undefined, sameContent: true });
    seen.beginTable('empty.csv');
    seen.beginTable('b.csv');
    expect(seen.putIfAbsent(1, 9, 101)).toEqual({ line: 2, table: 'a.csv', sameContent: false });
    expect(seen.putIfAbsent(2, 10, 5)).toBeUndefined();
    seen.beginTable('c.csv');
    expect(seen.putIfAbsent(2, 2, 5)).toEqual({ line: 10, table: 'b.csv', sameContent: true });
  });

  it('are kept past the first memory', () => {
    const seen = new SeenRows();
    seen.beginTable('a.csv');
    for (let key = 0; key < 50_000; key += 1) seen.putIfAbsent(key, key + 2, key);
    expect(seen.putIfAbsent(49_999, 1, 49_999)).toEqual({ line: 50_001, table: undefined, sameContent: true });
  });
});
