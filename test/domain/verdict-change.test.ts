import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainPair } from '../../src/domain/linkage-model.js';
import { verdictChanges } from '../../src/domain/verdict-change.js';
import { aModel, anEvidence } from '../report/a-linkage.js';

const model = aModel();

const index = (levels: number) => fc.integer({ min: 0, max: levels - 1 });

describe('what would change the verdict', () => {
  it('names for a pair under the line the one agreement that was wanting', () => {
    const evidence = anEvidence({ levels: [0, 3, 2, 0], rarity: [0, 0, 0, 0] });
    expect(explainPair(model, evidence).probability).toBeLessThan(model.threshold);
    const [smallest, ...others] = verdictChanges(model, evidence);
    expect(smallest).toMatchObject({ level: expect.any(String), bits: expect.any(Number) });
    for (const change of others) expect(Math.abs(change.bits)).toBeGreaterThanOrEqual(Math.abs(smallest?.bits ?? Infinity));
    expect([smallest, ...others].map((change) => change?.comparison)).toContain('name-woman');
  });

  it('is silent when nothing alone decides', () => {
    expect(verdictChanges(model, anEvidence({ levels: [2, 2, 2, 1], rarity: [0, 0, 0, 0] }))).toEqual([]);
  });

  it('crosses the line with every change it names, one for a comparison, and says the probability that explains it', () => {
    fc.assert(
      fc.property(fc.tuple(index(4), index(4), index(4), index(2)), fc.double({ min: -3, max: 9, noNaN: true }), (levels, rare) => {
        const evidence = anEvidence({ levels, rarity: [rare, 0, 0, 0] });
        const isMatch = explainPair(model, evidence).probability >= model.threshold;
        const changes = verdictChanges(model, evidence);
        expect(new Set(changes.map(({ comparison }) => comparison)).size).toBe(changes.length);
        for (const { comparison, instead, probability } of changes) {
          expect(probability >= model.threshold).toBe(!isMatch);
          const at = model.comparisons.findIndex(({ key }) => key === comparison);
          const to = model.comparisons[at]?.levels.findIndex(({ key }) => key === instead) ?? -1;
          const changed = { ...evidence, levels: evidence.levels.with(at, to), rarity: evidence.rarity.with(at, 0) };
          expect(explainPair(model, changed).probability).toBe(probability);
        }
      }),
    );
  });
});
