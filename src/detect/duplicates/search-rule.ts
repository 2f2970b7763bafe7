import { RECORD_WORDS, WORD } from '../features/record-layout.js';
import { BLOCKING_RULES, type KeyMaker } from './blocking-rules.js';
import { blocksOf, findBlocks, type Blocks } from './blocks.js';
import type { PairList } from './pair-list.js';
import type { KeyedRecords } from './radix-sort.js';
import { OUT_OF_THE_QUESTION, type PairScorer } from './score-pairs.js';

/** What one rule did in one share of its keys. */
export interface RuleCount {
  readonly rule: number;
  /** Pairs compared; one that an earlier rule has too is compared again and listed once. */
  readonly pairs: number;
  readonly limitedBlocks: number;
  readonly uncomparedPairs: number;
}

export interface RuleTask {
  readonly rule: number;
  readonly part: number;
  readonly parts: number;
  /** The records of its blocks, where they are known; else they are looked for among the keys of all. */
  readonly candidates?: KeyedRecords;
}

/** The registry as record linkage sees it, with its keys. */
export interface KeyedSet {
  readonly words: Uint32Array;
  readonly count: number;
  /** `keys[rule * count + record]`; empty where the candidates of each rule are found without. */
  readonly keys: Uint32Array;
  readonly isNew: Uint8Array | undefined;
}

/** A block of more records is not compared pair by pair, but each record with its neighbours in these orders. */
const MOST_RECORDS = 300;
const WINDOW = 40;
const ORDERS: readonly (readonly number[])[] = [
  [WORD.NAME_MAN, WORD.NAME_MAN + 1, WORD.NAME_WOMAN, WORD.NAME_WOMAN + 1],
  [WORD.BIRTH_MAN, WORD.BIRTH_WOMAN, WORD.OP_DATE],
  [WORD.CERTIFICATE, WORD.SERIAL, WORD.OP_DATE],
];

/** Compares the pairs of one rule, and lists those that stay in question. */
export class RuleSearch {
  private readonly set: KeyedSet;
  private readonly scorer: PairScorer;
  private readonly found: PairList;
  private readonly maker: KeyMaker;
  private readonly leftKeys = new Uint32Array(BLOCKING_RULES.length);
  private readonly rightKeys = new Uint32Array(BLOCKING_RULES.length);
  private rule = 0;
  private pairs = 0;

  constructor(set: KeyedSet, maker: KeyMaker, scorer: PairScorer, found: PairList) {
    this.set = set;
    this.maker = maker;
    this.scorer = scorer;
    this.found = found;
  }

  run({ rule, part, parts, candidates }: RuleTask): RuleCount {
    const { keys, count, isNew } = this.set;
    this.rule = rule;
    this.pairs = 0;
    const found = candidates === undefined ? undefined : blocksOf(candidates);
    const blocks = found ?? findBlocks({ keys: keys.subarray(rule * count, (rule + 1) * count), isNew, part, parts });
    return { rule, ...this.compareBlocks(blocks) };
  }

  private compareBlocks({ members, starts }: Blocks): Omit<RuleCount, 'rule'> {
    let limitedBlocks = 0;
    let uncomparedPairs = 0;
    for (let block = 0; block + 1 < starts.length; block += 1) {
      const first = starts[block] ?? 0;
      const end = starts[block + 1] ?? 0;
      if (end - first <= MOST_RECORDS) {
        this.compareAll(members, first, end);
        continue;
      }
      limitedBlocks += 1;
      const before = this.pairs;
      this.compareNeighbours(members.slice(first, end));
      uncomparedPairs += Math.max(0, this.pairsIn(members.subarray(first, end)) - (this.pairs - before));
    }
    return { pairs: this.pairs, limitedBlocks, uncomparedPairs };
  }

  private pairsIn(members: Uint32Array): number {
    const { isNew } = this.set;
    const all = (members.length * (members.length - 1)) / 2;
    if (isNew === undefined) return all;
    const old = members.reduce((sum, member) => sum + (isNew[member] === 0 ? 1 : 0), 0);
    return all - (old * (old - 1)) / 2;
  }

  private compareAll(members: Uint32Array, first: number, end: number): void {
    for (let left = first; left < end; left += 1) {
      for (let right = left + 1; right < end; right += 1) this.compare(members[left] ?? 0, members[right] ?? 0);
    }
  }

  private compareNeighbours(members: Uint32Array): void {
    for (const order of ORDERS) {
      const sorted = members.toSorted((one, other) => this.compareBy(order, one, other));
      sorted.forEach((left, at) => {
        for (const right of sorted.subarray(at + 1, at + 1 + WINDOW)) this.compare(Math.min(left, right), Math.max(left, right));
      });
    }
  }

  private compareBy(order: readonly number[], one: number, other: number): number {
    const { words } = this.set;
    for (const word of order) {
      const difference = (words[one * RECORD_WORDS + word] ?? 0) - (words[other * RECORD_WORDS + word] ?? 0);
      if (difference !== 0) return difference;
    }
    return one - other;
  }

  private compare(left: number, right: number): void {
    const { scorer, set } = this;
    if (set.isNew !== undefined && set.isNew[left] === 0 && set.isNew[right] === 0) return;
    this.pairs += 1;
    const bits = scorer.score(left, right);
    if (bits === OUT_OF_THE_QUESTION || this.hasEarlierRule(left, right)) return;
    const { persons, event, rarityMan, rarityWoman } = scorer;
    this.found.add(left, right, this.rule, { persons, event, rarityMan, rarityWoman, bits });
  }

  /** A rule before this one has the pair already. */
  private hasEarlierRule(left: number, right: number): boolean {
    const { keys, count } = this.set;
    if (keys.length === 0) return this.madeEarlierRule(left, right);
    for (let rule = 0; rule < this.rule; rule += 1) {
      const key = keys[rule * count + left];
      if (key !== 0 && key === keys[rule * count + right]) return true;
    }
    return false;
  }

  /** The same where keys are not kept: few pairs stay in question, so theirs are made again. */
  private madeEarlierRule(left: number, right: number): boolean {
    this.maker.write(left, this.leftKeys, 0, 1);
    this.maker.write(right, this.rightKeys, 0, 1);
    const earlier = this.leftKeys.subarray(0, this.rule);
    return earlier.some((key, rule) => key !== 0 && key === this.rightKeys[rule]);
  }
}
