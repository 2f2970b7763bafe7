import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterPairs, type ScoredPair } from '../../../src/detect/duplicates/clusters.js';

const pair = (left: number, right: number, probability = 1): ScoredPair => ({ left, right, probability });

/** Members by cluster. */
function clusters(pairs: readonly ScoredPair[]): Readonly<Record<number, readonly number[]>> {
  const members: Record<number, number[]> = {};
  for (const [id, cluster] of clusterPairs(pairs).clusterOf) (members[cluster] ??= []).push(id);
  return Object.fromEntries(Object.entries(members).map(([cluster, ids]) => [cluster, ids.toSorted((a, b) => a - b)]));
}

describe('clusters', () => {
  it('are named by their smallest record', () => {
    expect(clusters([pair(7, 9), pair(3, 9), pair(20, 30)])).toEqual({ 3: [3, 7, 9], 20: [20, 30] });
  });

  it('are not joined by one weak pair between two sure groups', () => {
    const pairs = [pair(1, 2), pair(3, 4), pair(2, 3, 0.95)];
    expect(clusters(pairs)).toEqual({ 1: [1, 2], 3: [3, 4] });
    expect(clusterPairs(pairs).bridges).toEqual([pair(2, 3, 0.95)]);
  });

  it('are joined by weak pairs when most pairs between the groups are found', () => {
    expect(clusters([pair(1, 2), pair(3, 4), pair(2, 3, 0.95), pair(1, 3, 0.95)])).toEqual({ 1: [1, 2, 3, 4] });
  });

  it('take in a single record by a weak pair', () => {
    expect(clusters([pair(1, 2), pair(2, 3, 0.91)])).toEqual({ 1: [1, 2, 3] });
  });

  it('do not depend on the order of the pairs', () => {
    const somePairs = fc.uniqueArray(fc.tuple(fc.nat(12), fc.nat(12), fc.constantFrom(0.91, 0.95, 0.9995, 1)), {
      selector: ([left, right]) => `${left}-${right}`,
    });
    fc.assert(
      fc.property(somePairs, fc.nat(), (tuples, turn) => {
        const pairs = tuples.filter(([left, right]) => left < right).map(([left, right, probability]) => pair(left, right, probability));
        const turned = [...pairs.slice(turn % (pairs.length + 1)), ...pairs.slice(0, turn % (pairs.length + 1))];
        expect(clusters(turned)).toEqual(clusters(pairs));
      }),
    );
  });
});
