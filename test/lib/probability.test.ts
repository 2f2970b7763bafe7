import { describe, expect, it } from 'vitest';
import { binomialTail, chiSquareTail, countTail, logGamma, shareTail } from '../../src/lib/probability.js';

/** To eight digits, however small the tail is. */
function expectClose(value: number, expected: number): void {
  expect(value / expected).toBeCloseTo(1, 8);
}

describe('tails of distributions', () => {
  it('know the gamma function', () => {
    expectClose(logGamma(0.5), 0.5 * Math.log(Math.PI));
    expectClose(logGamma(11), Math.log(3_628_800));
  });

  // Critical values of printed tables, and tails by scipy.stats.chi2.sf.
  it.each([
    [3.841458820694124, 1, 0.05],
    [16.918977604620448, 9, 0.05],
    [5, 10, 0.8911780189141513],
    [30, 10, 0.000856641210775301],
    [500, 30, 1.2079559936814051e-86],
  ])('chi-square ≥ %d with %i degrees of freedom: %d', (value, degrees, tail) => expectClose(chiSquareTail(value, degrees), tail));

  // scipy.stats.binom.sf
  it.each([
    [0, 10, 0.5, 1],
    [3, 10, 0.5, 0.9453125],
    [1, 20, 0.05, 0.6415140775914578],
    [60, 1_000, 0.02, 1.8715005399092196e-13],
    [500, 100_000, 0.002, 3.933581024163523e-71],
  ])('%i hits or more of %i at %d: %d', (hits, trials, probability, tail) => expectClose(binomialTail(hits, trials, probability), tail));

  // scipy.stats.poisson.sf and nbinom.sf; with scatter 1 it is geometric: P(X ≥ n) = (m / (m + 1))ⁿ.
  it.each([
    [2, 3, 0, 0.8008517265285442],
    [80, 30, 0, 3.0569410549680293e-14],
    [10_000, 9_000, 0, 2.0732992024338907e-25],
    [4, 3, 1, 0.75 ** 4],
    [10, 3, 1, 0.75 ** 10],
    [80, 30, 0.1, 0.00035850481686097474],
    [400, 30, 0.2, 8.05586133138078e-22],
  ])('%i or more at a mean of %i and scatter %d: %d', (count, mean, scatter, tail) => expectClose(countTail(count, mean, scatter), tail));

  // scipy.stats.betabinom.sf
  it.each([
    [60, 1_000, 0.02, 0.01, 0.020106957867671138],
    [5, 50, 0.02, 0.05, 0.05577335975236719],
    [900, 1_000, 0.5, 0.1, 0.0017092867701942183],
  ])('%i hits or more of %i at %d that go together by %d: %d', (hits, trials, probability, correlation, tail) => {
    expectClose(shareTail(hits, trials, probability, correlation), tail);
  });

  it('is certain of what cannot be less, and of what cannot be', () => {
    expect([countTail(0, 5, 0.1), shareTail(0, 9, 0.1, 0.1), chiSquareTail(0, 3)]).toEqual([1, 1, 1]);
    expect([countTail(3, 0, 0), binomialTail(11, 10, 0.5)]).toEqual([0, 0]);
  });
});
