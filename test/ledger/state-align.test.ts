import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainGap, findGaps, rowDigest, splitDigests } from '../../src/ledger/state-align.js';
import type { PresentRow } from '../../src/ledger/state-reader.js';

const present = (id: number, value: string): PresentRow => ({ id, line: id, state: 'active', text: `${id}\u001f${value}` });
const announcedOf = (ids: readonly number[]): readonly string[] => ids.map((id) => rowDigest(`${id}\u001fas loaded`));

/** What happened to each of the ids 1 to n. */
const history = fc.array(fc.constantFrom('kept', 'changed', 'removed', 'slipped in', 'never was'), { maxLength: 40 });

describe('telling announced and present rows apart', () => {
  it('names exactly what happened, when the source can be read again', () => {
    fc.assert(
      fc.property(history, (events) => {
        const idsOf = (...kinds: readonly string[]) => events.flatMap((event, at) => (kinds.includes(event) ? [at + 1] : []));
        const loaded = idsOf('kept', 'changed', 'removed');
        const rows = idsOf('kept', 'changed', 'slipped in').map((id) => present(id, events[id - 1] === 'kept' ? 'as loaded' : 'edited'));
        const textOf = new Map(loaded.map((id) => [rowDigest(`${id}\u001fas loaded`), `${id}\u001fas loaded`]));
        const found = findGaps(announcedOf(loaded), rows, 1, events.length).flatMap((gap) => explainGap(gap, textOf));
        const named = (kind: string) =>
          found.flatMap((deviation) => (deviation.kind === kind ? [deviation.id ?? 0] : [])).toSorted((left, right) => left - right);
        expect(named('row-changed')).toEqual(idsOf('changed'));
        expect(named('row-missing')).toEqual(idsOf('removed'));
        expect(named('row-extra')).toEqual(idsOf('slipped in'));
      }),
    );
  });

  it('counts what happened, without the source', () => {
    fc.assert(
      fc.property(history, (events) => {
        const count = (kind: string) => events.filter((event) => event === kind).length;
        const loaded = events.flatMap((event, at) => (['kept', 'changed', 'removed'].includes(event) ? [at + 1] : []));
        const rows = events.flatMap((event, at) =>
          ['kept', 'changed', 'slipped in'].includes(event) ? [present(at + 1, event === 'kept' ? 'as loaded' : 'edited')] : [],
        );
        const found = findGaps(announcedOf(loaded), rows, 1, events.length).flatMap((gap) => explainGap(gap, new Map()));
        const missing = found.filter(({ kind }) => kind === 'row-missing').length;
        const extra = found.filter(({ kind }) => kind === 'row-extra').length;
        expect(missing - extra).toBe(count('removed') - count('slipped in'));
        expect(found.length === 0).toBe(count('changed') + count('removed') + count('slipped in') === 0);
      }),
    );
  });

  it('splits digests, a cut last one too', () => {
    const digests = Buffer.concat([hash('sha256', 'a', 'buffer'), hash('sha256', 'b', 'buffer')]);
    expect(splitDigests(digests)).toEqual([rowDigest('a'), rowDigest('b')]);
    expect(splitDigests(digests.subarray(0, 40))).toHaveLength(2);
  });
});
