import { describe, expect, it } from 'vitest';
import { selectPairs, type PairColumns } from '../../../src/detect/duplicates/pair-list.js';
import { searchPairs, type SearchInput, type SearchResult } from '../../../src/detect/duplicates/search.js';
import { explainPair, probabilityOf } from '../../../src/domain/linkage-model.js';
import { levelsOfPair, rarityOfPair } from '../../../src/detect/duplicates/found-pairs.js';
import { someCouples } from './couples.js';
import { wordsOf, type PlainRecord } from './records.js';

const NO_SIGNAL = new AbortController().signal;

function search(records: readonly PlainRecord[], over: Partial<SearchInput> = {}): Promise<SearchResult> {
  return searchPairs({
    words: wordsOf(records),
    count: records.length,
    isNew: undefined,
    model: undefined,
    version: 1,
    labels: () => [],
    jobs: 0,
    signal: NO_SIGNAL,
    onProgress: () => undefined,
    ...over,
  });
}

/** `left-right` by id to the bits, of the pairs over even odds. */
function likelyPairs(records: readonly PlainRecord[], { count, left, right, bits }: PairColumns): ReadonlyMap<string, number> {
  const pairs = new Map<string, number>();
  for (let pair = 0; pair < count; pair += 1) {
    const subject = `${records[left[pair] ?? 0]?.id}-${records[right[pair] ?? 0]?.id}`;
    if ((bits[pair] ?? 0) >= 0) pairs.set(subject, bits[pair] ?? 0);
  }
  return pairs;
}

const { records, duplicates } = someCouples(6_000, 20260501);
const full = await search(records);
const likely = likelyPairs(records, full.pairs);

describe('a search over everything', () => {
  it('finds registrations keyed twice, and of couples who registered again none', () => {
    expect([...likely.keys()].filter((subject) => !duplicates.has(subject))).toEqual([]);
    expect([...duplicates].filter((subject) => !likely.has(subject)).length).toBeLessThan(duplicates.size * 0.02);
  });

  it('expects as many duplicates as there are', () => {
    const expected = full.scores.expected.reduce((sum, each) => sum + each, 0);
    expect(Math.abs(expected / duplicates.size - 1)).toBeLessThan(0.05);
  });

  it('counts every compared pair, above the first bar or below it', () => {
    const compared = full.rules.reduce((sum, { pairs }) => sum + pairs, 0);
    expect(full.scores.below + full.scores.pairs.reduce((sum, each) => sum + each, 0)).toBe(compared);
  });

  it('gives each pair the probability that its explanation comes to', () => {
    for (let pair = 0; pair < full.pairs.count; pair += 7) {
      const evidence = { model: 1, levels: levelsOfPair(full.pairs, pair), rarity: rarityOfPair(full.pairs, pair) };
      const { probability, prior, steps, total } = explainPair(full.model, evidence);
      expect(probability).toBeCloseTo(probabilityOf(full.pairs.bits[pair] ?? 0), 2);
      expect(steps.reduce((sum, { weight, rarity }) => sum + weight + rarity, prior)).toBeCloseTo(total, 6);
    }
  });

  it('does not compare a marriage with its reissue', async () => {
    const [marriage] = records;
    const pair = [
      { ...marriage, id: 1 },
      { ...marriage, id: 2, type: 'ICA' as const },
    ];
    expect((await search(pair, { model: full.model })).pairs.count).toBe(0);
  });

  it('is the same when it is done in one go or by a model estimated before', async () => {
    const again = await search(records, { model: full.model });
    expect(likelyPairs(records, again.pairs)).toEqual(likely);
  });
});

describe('a search over what is new', () => {
  it.each([1, 2, 3])('finds with what is there already the pairs of a search over everything (%i)', async (seed) => {
    const { records: some } = someCouples(1_500, seed);
    const isNew = Uint8Array.from(some, (_, record) => (((record * 2_654_435_761) >>> 5) % 4 === seed % 4 ? 1 : 0));
    const old = some.filter((_, record) => isNew[record] === 0);
    const everything = likelyPairs(some, (await search(some, { model: full.model })).pairs);
    const before = likelyPairs(old, (await search(old, { model: full.model })).pairs);
    const since = likelyPairs(some, (await search(some, { model: full.model, isNew })).pairs);
    expect(new Map([...before, ...since])).toEqual(everything);
    expect([...since.keys()].filter((subject) => before.has(subject))).toEqual([]);
  });
});

describe('a search over the few that are new', () => {
  it.each([4, 5])('finds the pairs of a search over everything, without the keys of all (%i)', async (seed) => {
    const { records: some } = someCouples(3_000, seed);
    const isNew = Uint8Array.from(some, (_, record) => (((record * 2_654_435_761) >>> 5) % 25 === seed ? 1 : 0));
    const concernsNew = (pairs: PairColumns, at: number): boolean => isNew[pairs.left[at] ?? 0] === 1 || isNew[pairs.right[at] ?? 0] === 1;
    const { pairs: all } = await search(some, { model: full.model });
    const { pairs: since } = await search(some, { model: full.model, isNew });
    const expected = selectPairs(
      all,
      Uint32Array.from({ length: all.count }, (_, at) => at).filter((at) => concernsNew(all, at)),
    );
    expect(since.count).toBeGreaterThan(5);
    expect(since).toEqual(expected);
  });
});

describe('a block of many', () => {
  it('is compared in part, and says so', async () => {
    const crowd = Array.from({ length: 700 }, (_, index): PlainRecord => ({ ...records[0], id: index + 1, volume: index + 1 }));
    const { rules, pairs } = await search(crowd, { model: full.model });
    const [first] = rules;
    expect(first).toMatchObject({ key: 'document-man', limitedBlocks: 1 });
    expect((first?.pairs ?? 0) + (first?.uncomparedPairs ?? 0)).toBeGreaterThanOrEqual((700 * 699) / 2);
    expect(pairs.count).toBeGreaterThan(0);
  });
});

describe('decisions', () => {
  it('count as what was decided when the model is estimated', async () => {
    const dismissAll = await search(records, {
      labels: ({ count }) => Array.from({ length: count }, (_, pair) => ({ pair, isSame: false })),
    });
    expect(dismissAll.model.prior).toBeLessThan(full.model.prior / 10);
  });
});

it('stops when it is told to', async () => {
  const controller = new AbortController();
  controller.abort(new Error('stop'));
  await expect(search(records, { signal: controller.signal })).rejects.toThrow('stop');
});
