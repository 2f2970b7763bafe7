import type { Random } from '../../../samples/generate/random.js';

const SLOTS = 8_192;

/** A choice by weight in constant time: each item has its share of the slots, at least one. */
export class Choice<T> {
  readonly #slots: readonly T[];

  constructor(items: readonly T[], weightOf: (item: T, index: number) => number) {
    const weights = items.map(weightOf);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    this.#slots = items.flatMap((item, index) => {
      const slots = Math.max(1, Math.round(((weights[index] ?? 0) / total) * SLOTS));
      return Array.from({ length: slots }, () => item);
    });
  }

  pick(random: Random): T {
    return random.pick(this.#slots);
  }
}

/** What comes first is the most frequent: weight 1 / (place + `flatness`), as Zipf has it for words. */
export function byRank<T>(items: readonly T[], flatness: number): Choice<T> {
  return new Choice(items, (_item, index) => 1 / (index + flatness));
}
