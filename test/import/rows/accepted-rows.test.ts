import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AcceptedRows } from '../../../src/import/rows/accepted-rows.js';

describe('the facts of accepted rows', () => {
  it('come back as they went in, past the first memory', () => {
    const rows = new AcceptedRows();
    const count = 40_000;
    for (let index = 0; index < count; index += 1) {
      const slot = rows.add(index * 2, index * 3, index + 2, index % 5 === 0);
      rows.digests.fill(index % 251, slot, slot + 32);
      rows.addPerson(index + 0.5);
    }
    const { ordinals, keys, lines, flags, digests, personKeys, personOrdinals } = rows.trimmed();
    const last = count - 1;
    expect([ordinals.length, keys.length, lines.length, flags.length, digests.length]).toEqual([count, count, count, count, count * 32]);
    expect([ordinals[last], keys[last], lines[last], flags[last], digests.at(-1)]).toEqual([last * 2, last * 3, last + 2, 0, last % 251]);
    expect([ordinals[17_000], digests[17_000 * 32], flags[17_000]]).toEqual([34_000, 17_000 % 251, 1]);
    expect([personKeys[last], personOrdinals[last]]).toEqual([last + 0.5, last * 2]);
  });

  it('name every pair of rows with one key, the later first', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 6 }), { maxLength: 30 }), (keys) => {
        const rows = new AcceptedRows();
        keys.forEach((key, index) => rows.add(index * 10, key, 1, false));
        const expected = keys.flatMap((key, later) =>
          keys.slice(0, later).flatMap((other, earlier) => (other === key ? [[later * 10, earlier * 10]] : [])),
        );
        expect(rows.repeats()).toEqual(expected);
      }),
    );
  });
});
