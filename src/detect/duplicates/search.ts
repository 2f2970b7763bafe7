import { probabilityOf } from '../../domain/linkage-model.js';
import type { ScoreHistogram } from '../../report/duplicate-report-data.js';
import { RECORD_WORDS, WORD } from '../features/record-layout.js';
import { BLOCKING_RULES } from './blocking-rules.js';
import { estimateModel, type PairLabel } from './estimate-model.js';
import { estimateUnrelated } from './estimate-unrelated.js';
import { joinCandidates } from './candidates.js';
import { HAN } from './han-likeness.js';
import { countNames } from './name-rarity.js';
import { mergePairs, type PairColumns } from './pair-list.js';
import { rescore, scoreTables, type ScoreLimits } from './score-pairs.js';
import { openSearchPool, type SearchPool } from './search-pool.js';
import { incrementTasks, keyTasks, ruleTasks, type SearchTask, type TaskResult } from './search-tasks.js';
import { DEFAULT_THRESHOLD, START_PER_RECORD, startComparisons } from './start-model.js';
import type { StoredModel } from './stored-model.js';

/** The registry as arrays, and what to do with it. */
export interface SearchInput {
  /** Records as record-layout.ts has them, in shared memory when there are threads. */
  readonly words: Uint32Array;
  readonly count: number;
  /** 1 for records that are new to this run; absent in a full one. */
  readonly isNew: Uint8Array | undefined;
  /** The model to score with; without one it is estimated from these records and gets `version`. */
  readonly model: StoredModel | undefined;
  readonly version: number;
  /** Finds among the compared pairs those that a person has decided. */
  readonly labels: (pairs: PairColumns) => readonly PairLabel[];
  readonly jobs: number;
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

export interface SearchResult {
  readonly model: StoredModel;
  /** Every pair that stayed in question, by places of records. */
  readonly pairs: PairColumns;
  readonly rules: readonly SearchedRule[];
  readonly scores: ScoreHistogram;
  /** Decisions that the estimate was made with; empty when it was not made here. */
  readonly labels: readonly PairLabel[];
}

export interface SearchedRule {
  readonly key: string;
  readonly pairs: number;
  readonly limitedBlocks: number;
  readonly uncomparedPairs: number;
}

/** Pairs of fewer bits, 1 to 1,000, are no business of anybody's. */
const LEAST_BITS = -10;
/** The start model may be wrong by some bits. */
const LEAST_BITS_OF_START = -14;

/** Blocks, compares and scores: everything of a search that needs no registry. */
export async function searchPairs(input: SearchInput): Promise<SearchResult> {
  const { words, count, isNew, jobs, signal } = input;
  const isSmall = isIncrement(isNew, count);
  const keys = new Uint32Array(new SharedArrayBuffer(isSmall ? 0 : count * BLOCKING_RULES.length * Uint32Array.BYTES_PER_ELEMENT));
  const pool = openSearchPool({ words, count, keys, isNew }, isSmall && count < RECORDS_FOR_THREADS ? 0 : jobs, signal);
  try {
    return await searchWith(pool, input, isSmall);
  } finally {
    await pool.close();
  }
}

/** Up to this share of new records they are looked for among all, instead of finding all blocks. */
const INCREMENT_SHARE = 0.05;
/** Among fewer, looking for them is done before threads have started. */
const RECORDS_FOR_THREADS = 1_500_000;

function isIncrement(isNew: Uint8Array | undefined, count: number): boolean {
  if (isNew === undefined) return false;
  let fresh = 0;
  for (let record = 0; record < count; record += 1) fresh += isNew[record] as number;
  return fresh <= count * INCREMENT_SHARE;
}

const KEYS_SHARE = 0.1;

async function searchWith(pool: SearchPool, input: SearchInput, isSmall: boolean): Promise<SearchResult> {
  const { count, model, onProgress } = input;
  const ofKeys = keyTasks(count, isSmall ? 'candidates' : 'keys');
  const keysDone = pool.run(ofKeys, (done) => onProgress((KEYS_SHARE * done) / ofKeys.length));
  const used = model ?? startModel(input);
  const candidates = candidatesIn(await keysDone);
  const limits: ScoreLimits = { leastBits: model === undefined ? LEAST_BITS_OF_START : LEAST_BITS, keepsRelated: model === undefined };
  const ofRules: readonly SearchTask[] = isSmall ? incrementTasks(candidates, used, limits) : ruleTasks(count, used, limits);
  const results = await pool.run(ofRules, (done) => onProgress(KEYS_SHARE + ((1 - KEYS_SHARE) * done) / ofRules.length));
  const found = results.flatMap((result) => (result.kind === 'rule' ? [result] : []));
  const merged = mergePairs(found.map(({ pairs }) => pairs));
  const scored = model === undefined ? estimated(used, merged, input) : { model, pairs: merged, labels: [] };
  const rules = BLOCKING_RULES.map((key, rule) => ({
    key,
    ...sumOf(found.map(({ count: each }) => each).filter((each) => each.rule === rule)),
  }));
  const compared = rules.reduce((sum, { pairs }) => sum + pairs, 0);
  return { ...scored, rules, scores: histogramOf(scored.pairs, compared) };
}

/** By rule. */
function candidatesIn(results: readonly TaskResult[]) {
  const passes = results.flatMap((result) => (result.kind === 'candidates' ? [result.lists] : []));
  return BLOCKING_RULES.map((_, rule) => joinCandidates(passes.flatMap((lists) => lists[rule] ?? [])));
}

function sumOf(counts: readonly Omit<SearchedRule, 'key'>[]): Omit<SearchedRule, 'key'> {
  const sum = { pairs: 0, limitedBlocks: 0, uncomparedPairs: 0 };
  for (const { pairs, limitedBlocks, uncomparedPairs } of counts) {
    sum.pairs += pairs;
    sum.limitedBlocks += limitedBlocks;
    sum.uncomparedPairs += uncomparedPairs;
  }
  return sum;
}

function startModel({ words, count, version }: SearchInput): StoredModel {
  const allPairs = pairsOfOneType(words, count);
  const perPair = count / allPairs;
  return {
    version,
    prior: START_PER_RECORD.duplicate * perPair,
    related: { couple: START_PER_RECORD.couple * perPair, person: START_PER_RECORD.person * perPair },
    threshold: DEFAULT_THRESHOLD,
    comparisons: estimateUnrelated(words, count, HAN, startComparisons()),
    names: countNames(words, count),
  };
}

function estimated(start: StoredModel, pairs: PairColumns, input: SearchInput): Pick<SearchResult, 'model' | 'pairs' | 'labels'> {
  const { words, count } = input;
  const labels = input.labels(pairs);
  const model = { ...start, ...estimateModel(start, pairs, labels, pairsOfOneType(words, count)) };
  const tables = scoreTables(model);
  const bits = pairs.bits.map((_, pair) => {
    const pattern = { persons: pairs.persons[pair] ?? 0, event: pairs.event[pair] ?? 0 };
    return rescore(model, tables, pattern, pairs.rarityMan[pair] ?? 0, pairs.rarityWoman[pair] ?? 0);
  });
  return { model, pairs: { ...pairs, bits }, labels };
}

const TYPE_SHIFT = 8;
const TYPES = 16;

/** At least 1, so that it can divide. */
function pairsOfOneType(words: Uint32Array, count: number): number {
  const byType = new Float64Array(TYPES);
  for (let record = 0; record < count; record += 1) {
    const type = ((words[record * RECORD_WORDS + WORD.KIND] ?? 0) >>> TYPE_SHIFT) & (TYPES - 1);
    byType[type] = (byType[type] ?? 0) + 1;
  }
  return Math.max(
    1,
    byType.reduce((sum, each) => sum + (each * (each - 1)) / 2, 0),
  );
}

const MOST_BITS = 60;

function histogramOf({ count, bits }: PairColumns, compared: number): ScoreHistogram {
  const pairs = Array.from({ length: MOST_BITS - LEAST_BITS + 1 }, () => 0);
  const expected = pairs.map(() => 0);
  let listed = 0;
  for (let pair = 0; pair < count; pair += 1) {
    const each = bits[pair] ?? 0;
    if (each < LEAST_BITS) continue;
    const bar = Math.min(MOST_BITS, Math.floor(each)) - LEAST_BITS;
    pairs[bar] = (pairs[bar] ?? 0) + 1;
    expected[bar] = (expected[bar] ?? 0) + probabilityOf(each);
    listed += 1;
  }
  return { firstBits: LEAST_BITS, pairs, expected, below: Math.max(0, compared - listed) };
}
