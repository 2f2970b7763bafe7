import { againWeight, levelWeight, totalBits, type LinkageComparison } from '../../domain/linkage-model.js';
import { nameLevelOf, PairComparer } from './compare-pair.js';
import type { HanLikeness } from './han-likeness.js';
import { COUPLE_SHIFT, COUPLE_SIZES, EVENT_SIZES, PARTY_MASK, PARTY_SIZES, PLACE, WOMAN_SHIFT, type PairPattern } from './levels.js';
import { NameRarity } from './name-rarity.js';
import type { StoredModel } from './stored-model.js';

/** What a pair got that cannot reach the bits asked for: how far below nobody computed. */
export const OUT_OF_THE_QUESTION = -Infinity;

export interface ScoreLimits {
  /** Pairs of fewer bits are not listed. */
  readonly leastBits: number;
  /** Lists also what is rather another event of the same persons: an estimate learns from it how such events differ. */
  readonly keepsRelated: boolean;
}

/** Weights of a model by packed levels. */
export interface ScoreTables {
  readonly man: Float64Array;
  readonly woman: Float64Array;
  readonly couple: Float64Array;
  readonly event: Float64Array;
  /** The event against another event of the same persons. */
  readonly again: Float64Array;
}

export function scoreTables({ comparisons }: Pick<StoredModel, 'comparisons'>): ScoreTables {
  const from = (first: number, sizes: readonly number[]): readonly LinkageComparison[] => comparisons.slice(first, first + sizes.length);
  const event = from(PLACE.opDate, EVENT_SIZES);
  return {
    man: weightTable(from(PLACE.nameMan, PARTY_SIZES), levelWeight),
    woman: weightTable(from(PLACE.nameWoman, PARTY_SIZES), levelWeight),
    couple: weightTable(from(PLACE.parties, COUPLE_SIZES), levelWeight),
    event: weightTable(event, levelWeight),
    again: weightTable(event, againWeight),
  };
}

/** Weights of all combinations of levels, packed as `unpackLevels` reads them: the first level varies slowest. */
function weightTable(comparisons: readonly LinkageComparison[], weight: typeof levelWeight): Float64Array {
  let table: readonly number[] = [0];
  for (const { levels } of comparisons) {
    const weights = levels.map(weight);
    table = table.flatMap((sum) => weights.map((each) => sum + each));
  }
  return Float64Array.from(table);
}

/** Scores pairs of records by a model, and gives up early on those that cannot reach `leastBits`. */
export class PairScorer {
  /** Levels of the pair scored last. */
  persons = 0;
  event = 0;
  /** Bits for how rare its names are. */
  rarityMan = 0;
  rarityWoman = 0;
  private readonly words: Uint32Array;
  private readonly comparer: PairComparer;
  private readonly tables: ScoreTables;
  private readonly rarity: NameRarity;
  private readonly model: StoredModel;
  private readonly base: number;
  /** What persons must have together so that the best event brings the pair over the least bits. */
  private readonly leastOfPersons: number;
  private readonly leastBits: number;
  private readonly leastAgain: number;

  constructor(words: Uint32Array, han: HanLikeness, model: StoredModel, { leastBits, keepsRelated }: ScoreLimits) {
    this.words = words;
    this.comparer = new PairComparer(words, han);
    this.tables = scoreTables(model);
    this.rarity = new NameRarity(model.names);
    this.model = model;
    this.base = Math.log2(model.prior / (1 - model.prior));
    this.leastBits = leastBits;
    this.leastOfPersons = leastBits - this.base - most(this.tables.couple) - most(this.tables.event);
    this.leastAgain = keepsRelated ? -Infinity : leastBits - Math.log2(model.prior / model.related.couple);
  }

  /** log2 of the odds of being one registration, or `OUT_OF_THE_QUESTION`. */
  score(left: number, right: number): number {
    const { comparer, tables, rarity, words } = this;
    comparer.begin(left, right);
    const manPattern = comparer.man();
    const womanPattern = comparer.woman();
    this.rarityMan = rarity.man(words, left, nameLevelOf(manPattern));
    this.rarityWoman = rarity.woman(words, left, nameLevelOf(womanPattern));
    const man = (tables.man[manPattern] ?? 0) + this.rarityMan;
    const woman = (tables.woman[womanPattern] ?? 0) + this.rarityWoman;
    if (man + woman < this.leastOfPersons) return OUT_OF_THE_QUESTION;
    const couplePattern = comparer.couple();
    this.event = comparer.event();
    const couple = tables.couple[couplePattern] ?? 0;
    const event = tables.event[this.event] ?? 0;
    const again = tables.again[this.event] ?? 0;
    if (again < this.leastAgain || this.base + man + woman + couple + event < this.leastBits) return OUT_OF_THE_QUESTION;
    this.persons = manPattern | (womanPattern << WOMAN_SHIFT) | (couplePattern << COUPLE_SHIFT);
    return totalBits(this.model, { man, woman, couple, event, again });
  }
}

function most(bits: Float64Array): number {
  return bits.reduce((best, each) => Math.max(best, each), -Infinity);
}

/** What a pattern with its rarities comes to: as `PairScorer.score`, for a pair whose levels are known. */
export function rescore(model: StoredModel, tables: ScoreTables, pattern: PairPattern, rarityMan: number, rarityWoman: number): number {
  const { persons, event } = pattern;
  return totalBits(model, {
    man: (tables.man[persons & PARTY_MASK] ?? 0) + rarityMan,
    woman: (tables.woman[(persons >>> WOMAN_SHIFT) & PARTY_MASK] ?? 0) + rarityWoman,
    couple: tables.couple[persons >>> COUPLE_SHIFT] ?? 0,
    event: tables.event[event] ?? 0,
    again: tables.again[event] ?? 0,
  });
}
