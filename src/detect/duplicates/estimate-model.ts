import { levelWeight, againWeight, type LinkageComparison, type LinkageLevel, type LinkageModel } from '../../domain/linkage-model.js';
import { COMPARISONS, levelsOf } from './levels.js';
import type { PairColumns } from './pair-list.js';
import { ASSUMED_AGAIN, isNeutral } from './start-model.js';

/** What a person decided about a pair of the list. */
export interface PairLabel {
  readonly pair: number;
  readonly isSame: boolean;
}

const MOST_ROUNDS = 30;
const SETTLED = 1e-4;
/** So many pairs as the start model has them are counted along, so that a level nobody saw is not impossible. */
const ASSUMED_PAIRS = 40;
/** An estimate of few pairs is not a model: then the start is better. */
const LEAST_PRIOR_PAIRS = 0.5;

/** Pairs of the same levels, counted together. */
interface Cell {
  readonly levels: readonly number[];
  pairs: number;
  rarityMan: number;
  rarityWoman: number;
  readonly label: boolean | undefined;
}

/** How likely the pairs of a cell are each of the four things a pair can be, "unrelated" being the rest. */
interface Shares {
  readonly same: number;
  readonly couple: number;
  readonly person: number;
}

type Estimate = Pick<LinkageModel, 'prior' | 'related' | 'comparisons'>;

/**
 * Estimates m, the chances of another event, and the priors, by expectation maximisation (Dempster, Laird and Rubin, 1977) over the
 * compared pairs, without labels; decided pairs count as what they were decided to be. u stays as it is: among blocked pairs it
 * could not be seen.
 * @param allPairs pairs of one type there are, compared or not
 */
export function estimateModel(start: Estimate, pairs: PairColumns, labels: readonly PairLabel[], allPairs: number): Estimate {
  const cells = countCells(pairs, labels);
  let estimate = start;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = improve(estimate, start, cells, allPairs);
    const isSettled = distance(estimate, next) < SETTLED;
    estimate = next;
    if (isSettled) break;
  }
  return estimate;
}

function countCells(pairs: PairColumns, labels: readonly PairLabel[]): readonly Cell[] {
  const labelOf = new Map(labels.map(({ pair, isSame }) => [pair, isSame]));
  const cells = new Map<number, Cell>();
  for (let pair = 0; pair < pairs.count; pair += 1) {
    const persons = pairs.persons[pair] ?? 0;
    const event = pairs.event[pair] ?? 0;
    const label = labelOf.get(pair);
    const key = (persons * 2 ** 16 + event) * 3 + (label === undefined ? 0 : Number(label) + 1);
    let cell = cells.get(key);
    if (cell === undefined) {
      cell = { levels: levelsOf({ persons, event }), pairs: 0, rarityMan: 0, rarityWoman: 0, label };
      cells.set(key, cell);
    }
    cell.pairs += 1;
    cell.rarityMan += pairs.rarityMan[pair] ?? 0;
    cell.rarityWoman += pairs.rarityWoman[pair] ?? 0;
  }
  return [...cells.values()];
}

function improve(estimate: Estimate, start: Estimate, cells: readonly Cell[], allPairs: number): Estimate {
  const counts = estimate.comparisons.map(({ levels }) => ({ same: levels.map(() => 0), again: levels.map(() => 0) }));
  const weights = estimate.comparisons.map(({ levels }) =>
    levels.map((level) => ({ weight: levelWeight(level), again: againWeight(level) })),
  );
  const sums = { same: 0, couple: 0, person: 0 };
  for (const cell of cells) {
    const shares = sharesOf(cell, estimate, weights);
    sums.same += shares.same * cell.pairs;
    sums.couple += shares.couple * cell.pairs;
    sums.person += shares.person * cell.pairs;
    const again = (shares.couple + shares.person) * cell.pairs;
    for (let index = 0; index < cell.levels.length; index += 1) {
      const count = counts[index];
      const level = cell.levels[index] ?? 0;
      if (count === undefined) continue;
      count.same[level] = (count.same[level] ?? 0) + shares.same * cell.pairs;
      count.again[level] = (count.again[level] ?? 0) + again;
    }
  }
  return {
    prior: Math.max(sums.same, LEAST_PRIOR_PAIRS) / allPairs,
    related: { couple: Math.max(sums.couple, LEAST_PRIOR_PAIRS) / allPairs, person: start.related.person },
    comparisons: start.comparisons.map((comparison, index) => counted(comparison, counts[index] ?? { same: [], again: [] })),
  };
}

type Weights = readonly (readonly { readonly weight: number; readonly again: number }[])[];

function sharesOf({ levels, pairs, rarityMan, rarityWoman, label }: Cell, { prior, related }: Estimate, weights: Weights): Shares {
  const bits = { man: rarityMan / pairs, woman: rarityWoman / pairs, couple: 0, event: 0 };
  let again = 0;
  // Counted loops: every cell passes here once a round.
  for (let index = 0; index < levels.length; index += 1) {
    const weight = weights[index]?.[levels[index] ?? 0];
    if (weight === undefined) continue;
    bits[COMPARISONS[index]?.subject ?? 'event'] += weight.weight;
    again += weight.again;
  }
  const event = bits.couple + bits.event;
  const same = label === false ? 0 : prior * 2 ** (bits.man + bits.woman + event);
  const couple = related.couple * 2 ** (bits.man + bits.woman + event - again);
  const person = related.person * (2 ** (bits.man + event - again) + 2 ** (bits.woman + event - again));
  const all = same + couple + person + 1;
  return label === true ? { same: 1, couple: 0, person: 0 } : { same: same / all, couple: couple / all, person: person / all };
}

function counted(
  start: LinkageComparison,
  { same, again }: { readonly same: readonly number[]; readonly again: readonly number[] },
): LinkageComparison {
  const isCounted = (level: number): boolean => !isNeutral(start.key, level);
  const totals = { same: sumOf(same, isCounted), again: sumOf(again, isCounted) };
  const levels = start.levels.map((level, index): LinkageLevel => {
    if (!isCounted(index)) return level;
    const m = ((same[index] ?? 0) + ASSUMED_PAIRS * level.m) / (totals.same + ASSUMED_PAIRS);
    if (level.again === undefined || ASSUMED_AGAIN.has(start.key)) return { ...level, m };
    return { ...level, m, again: ((again[index] ?? 0) + ASSUMED_PAIRS * level.again) / (totals.again + ASSUMED_PAIRS) };
  });
  return { ...start, levels };
}

function sumOf(counts: readonly number[], isCounted: (level: number) => boolean): number {
  return counts.reduce((sum, count, level) => sum + (isCounted(level) ? count : 0), 0);
}

/** The largest change of an m. */
function distance(before: Estimate, after: Estimate): number {
  const changes = after.comparisons.flatMap(({ levels }, index) =>
    levels.map(({ m }, level) => Math.abs(m - (before.comparisons[index]?.levels[level]?.m ?? 0))),
  );
  return Math.max(...changes);
}
