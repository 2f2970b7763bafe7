import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atMostMarked } from '../../../src/lib/hypergeometric.js';
import { mostFailing, planFor } from '../../../src/scans/acceptance/plan.js';

const ONE_PERCENT = { maxFailingPpm: 10_000, confidencePpm: 950_000, allowed: 0 };

describe('the plan of an acceptance', () => {
  it.each([
    ['a small volume is looked at whole', 20, 0, 19],
    ['a hundred records', 100, 0, 78],
    ['a thousand', 1_000, 0, 238],
    ['ten thousand', 10_000, 0, 291],
    ['thirty million need hardly more', 30_000_000, 0, 299],
    ['one failing record allowed', 10_000, 1, 460],
    ['two', 10_000, 2, 609],
  ])('%s', (_name, population, allowed, sample) => {
    expect(planFor(population, { ...ONE_PERCENT, allowed }).sample).toBe(sample);
  });

  it('is the smallest sample that refuses a batch that is worse, at any size', () => {
    const demands = fc.record({
      population: fc.integer({ min: 50, max: 5_000 }),
      maxFailingPpm: fc.integer({ min: 5_000, max: 100_000 }),
      confidencePpm: fc.constantFrom(900_000, 950_000, 990_000),
      allowed: fc.nat(3),
    });
    fc.assert(
      fc.property(demands, ({ population, ...demand }) => {
        const tooMany = Math.floor((population * demand.maxFailingPpm) / 1_000_000) + 1;
        fc.pre(tooMany > demand.allowed);
        const { sample, consumerRisk } = planFor(population, demand);
        const risk = 1 - demand.confidencePpm / 1_000_000;
        expect(consumerRisk).toBeLessThanOrEqual(risk + 1e-12);
        if (sample > 1)
          expect(atMostMarked(demand.allowed, { total: population, marked: tooMany, drawn: sample - 1 })).toBeGreaterThan(risk);
      }),
    );
  });

  it('says how batches of other qualities fare, better ones better', () => {
    const plan = planFor(10_000, { ...ONE_PERCENT, allowed: 2 });
    const accepted = plan.curve.map((point) => point.accepted);
    expect(accepted).toEqual(accepted.toSorted((left, right) => right - left));
    expect(plan.producerRisk).toBeCloseTo(1 - (accepted[0] ?? 0), 12);
    expect(plan.producerRisk).toBeLessThan(planFor(10_000, ONE_PERCENT).producerRisk);
    expect(planFor(8, ONE_PERCENT)).toMatchObject({ curve: [], producerRisk: 0 });
  });

  it('refuses to allow so many that no sample could refuse anything', () => {
    expect(() => planFor(100, { ...ONE_PERCENT, allowed: 2 })).toThrowError(expect.objectContaining({ key: 'acceptance.allows-too-many' }));
  });

  it('bounds what the batch can hold: exactly what was found when all was seen, and what the plan promised when nothing was found', () => {
    expect(mostFailing({ population: 50, drawn: 50, failing: 3 }, 950_000)).toBe(3);
    const { sample, tooMany } = planFor(10_000, ONE_PERCENT);
    expect(mostFailing({ population: 10_000, drawn: sample, failing: 0 }, 950_000)).toBe(tooMany - 1);
    expect(mostFailing({ population: 10_000, drawn: sample, failing: 4 }, 950_000)).toBeGreaterThan(tooMany);
  });
});
