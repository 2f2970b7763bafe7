import { describe, expect, it } from 'vitest';
import { meanOfSessions, mByExpectation, uFromRandomPairs } from '../../bench/linkage/duckdb/estimate.js';
import { bestThreshold, scorePairs } from '../../bench/linkage/score.js';
import { pairKey, tokensOfPair, type Truth } from '../../bench/linkage/truth.js';

const truth: Truth = {
  duplicates: new Map([
    [pairKey(1, 2), 'typist:name-sound'],
    [pairKey(3, 4), 'typist:name-sound+date-near'],
    [pairKey(5, 6), 'ocr:date-near'],
  ]),
  lookalikes: new Map([[pairKey(7, 8), 'twin']]),
};

describe('a pair of tokens', () => {
  it.each([
    [1, 2],
    [30_000_000, 7],
  ])('%i and %i is one key in either order', (a, b) => {
    expect(pairKey(a, b)).toBe(pairKey(b, a));
    expect(tokensOfPair(pairKey(a, b))).toEqual([Math.min(a, b), Math.max(a, b)]);
  });
});

describe('the score', () => {
  const found = [
    { key: pairKey(2, 1), probability: 0.99 },
    { key: pairKey(3, 4), probability: 0.9 },
    { key: pairKey(7, 8), probability: 0.8 },
    { key: pairKey(9, 10), probability: 0.7 },
  ];
  const score = scorePairs(found, truth);

  it('counts what is right of what was found and of what was to find', () => {
    expect([score.found, score.right, score.wanted]).toEqual([4, 2, 3]);
    expect(score).toMatchObject({ precision: 0.5, recall: 2 / 3 });
    expect(score.f1).toBeCloseTo(4 / 7, 10);
  });
  it('says which differences were found, and what the wrong pairs are', () => {
    expect(Object.fromEntries(score.byCorruption)).toEqual({ 'name-sound': [2, 2], 'date-near': [1, 2] });
    expect(Object.fromEntries(score.wrong)).toEqual({ twin: 1, unrelated: 1 });
  });
  it('finds the threshold that would have been best', () => {
    expect(bestThreshold(found, truth)).toMatchObject({ threshold: 0.9, precision: 1, recall: 2 / 3 });
  });
  it('of nothing found is nothing', () => expect(scorePairs([], truth)).toMatchObject({ precision: 0, recall: 0, f1: 0 }));
});

describe('the model of the baseline', () => {
  /** Of 1,000 pairs 100 are one: they agree nine times in ten in each of three comparisons, the others one time in ten. */
  const patterns = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => {
    const levels = [bits & 1, (bits >> 1) & 1, (bits >> 2) & 1];
    const agreeing = levels.reduce((sum, level) => sum + level, 0);
    return { levels, count: 100 * 0.9 ** agreeing * 0.1 ** (3 - agreeing) + 900 * 0.1 ** agreeing * 0.9 ** (3 - agreeing) };
  });
  const u = [
    [0.9, 0.1],
    [0.9, 0.1],
    [0.9, 0.1],
  ];

  it('has the m that the pairs were made with', () => {
    for (const levels of mByExpectation(patterns, u, new Set())) expect(levels[1]).toBeCloseTo(0.9, 2);
  });
  it('has a u for levels that no random pair showed', () => {
    const [levels] = uFromRandomPairs([{ levels: [0], count: 999 }], [2]);
    expect(levels?.[1]).toBeCloseTo(0.5 / 1_000, 5);
  });
  it('takes the mean of the sessions that could estimate a comparison', () => {
    expect(
      meanOfSessions([
        [[0.2, 0.8], undefined],
        [
          [0.4, 0.6],
          [0.5, 0.5],
        ],
      ]),
    ).toEqual([
      [0.30000000000000004, 0.7],
      [0.5, 0.5],
    ]);
  });
});
