import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchTexts, type Grammar } from '../../../src/ocr/decoding/beam.js';
import { logProbabilityOf, placeCharacters } from '../../../src/ocr/decoding/forward.js';
import { narrowLattice, type NarrowLattice } from '../../../src/ocr/decoding/narrow-lattice.js';
import type { CtcLattice } from '../../../src/ocr/engines/engine.js';
import { latticeOf, probabilitiesOfTexts } from './lattices.js';

const LETTERS = ['a', 'b', 'c'];
const EVERYTHING = { texts: 10_000, perBucket: 10_000, seen: 0, share: 0 };

/** Up to five steps over three letters and the blank, with any probabilities. */
const smallLattices: fc.Arbitrary<CtcLattice> = fc
  .array(fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 5 })
  .map((rows) => {
    const normal = rows.map((row) => row.map((share) => share / row.reduce((sum, other) => sum + other, 0)));
    return { steps: rows.length, classes: 4, probabilities: Float32Array.from(normal.flat()), characters: ['', ...LETTERS] };
  });

const narrow = (lattice: CtcLattice): NarrowLattice =>
  narrowLattice(
    lattice,
    LETTERS.map((text) => ({ text })),
  );

/** Any text with an even number of `a`, which a search can know only at its end. */
const evenAs: Grammar<string> = {
  start: '',
  next: (text, symbol) => text + symbol,
  accepts: (text) => [...text].filter((letter) => letter === 'a').length % 2 === 0,
};

describe('the probability of a text', () => {
  it('is the sum over all paths that spell it', () => {
    fc.assert(
      fc.property(smallLattices, (lattice) => {
        const narrowed = narrow(lattice);
        for (const [text, probability] of probabilitiesOfTexts(lattice)) {
          expect(Math.exp(logProbabilityOf(narrowed, text))).toBeCloseTo(probability, 6);
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['a character that the field does not have', 'abz'],
    ['more characters than there are steps', 'abcabc'],
    ['a doubled letter without room for the blank between', 'aa'],
  ])('is none for %s', (_name, text) => {
    const lattice = narrow({ steps: 2, classes: 4, probabilities: new Float32Array(8).fill(0.25), characters: ['', ...LETTERS] });
    expect(logProbabilityOf(lattice, text)).toBe(-Infinity);
    expect(placeCharacters(lattice, text)).toEqual([]);
  });
});

describe('the search', () => {
  it('finds every text of the grammar, the likeliest first, when nothing falls out of the beam', () => {
    fc.assert(
      fc.property(smallLattices, (lattice) => {
        const exact = [...probabilitiesOfTexts(lattice)].filter(([text]) => evenAs.accepts(text)).toSorted((a, b) => b[1] - a[1]);
        const found = searchTexts(narrow(lattice), evenAs, EVERYTHING);
        const probabilities = new Map(exact);
        expect(probabilities.get(found[0] ?? '-')).toBeCloseTo(exact[0]?.[1] ?? 0, 6);
        expect(new Set(found).size).toBe(found.length);
        const reachable = exact.filter(([, probability]) => probability > 1e-7);
        for (const [text] of reachable) expect(found).toContain(text);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps room for every bucket, so that a text allowed only by its end is found in a narrow beam', () => {
    const places = Array.from({ length: 8 }, () => ({ a: 0.9, b: 0.08 }));
    const lattice = narrow(latticeOf(places, 'abc'));
    const oddAs: Grammar<string> = { ...evenAs, accepts: (text) => text.length === 8 && !evenAs.accepts(text) };
    const bucketed: Grammar<string> = { ...oddAs, bucket: (text) => text.length * 2 + Number(evenAs.accepts(text)) };
    expect(searchTexts(lattice, oddAs, { texts: 1, perBucket: 1, seen: 0, share: 0 })).toEqual([]);
    expect(searchTexts(lattice, bucketed, { texts: 40, perBucket: 1, seen: 0, share: 0 })[0]).toHaveLength(8);
  });
});

describe('the places of characters', () => {
  it('are the steps of the likeliest path, in order and apart', () => {
    const lattice = narrow(latticeOf([{ a: 0.9 }, { b: 0.7, c: 0.2 }, { b: 0.8 }], 'abc'));
    const placed = placeCharacters(lattice, 'abb');
    expect(placed.map(({ text, first, last }) => [text, first, last])).toEqual([
      ['a', 1, 1],
      ['b', 3, 3],
      ['b', 5, 5],
    ]);
    expect(placed.map(({ confidence }) => Number(confidence.toFixed(2)))).toEqual([0.9, 0.7, 0.8]);
  });
});
