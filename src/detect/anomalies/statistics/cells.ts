import { countTail } from '../../../lib/probability.js';
import { scatterOf } from './robust.js';

/** Counts of units in periods: registrations of a registrar on a day. Only cells with a count are there. Columns of equal length. */
export interface Cells {
  readonly units: Int32Array;
  readonly periods: Int32Array;
  readonly counts: Float64Array;
  readonly unitCount: number;
  readonly periodCount: number;
}

export interface CellTest {
  /** Greatest chance that a run over ordinary cells raises any alarm at all; divided among the cells (Bonferroni). */
  readonly falseAlarmRate: number;
  /** A count below it is never an alarm. */
  readonly fewest: number;
  /** Nor is one under so many times what is expected. */
  readonly timesExpected: number;
  /** Other units of a period there must be, so that a peak of everybody is known. */
  readonly fewestPeers: number;
}

export interface UnusualCell {
  readonly at: number;
  readonly expected: number;
  /** Chance of so many or more in an ordinary cell. */
  readonly probability: number;
}

/** More of them move no size by a hundredth. */
const ROUNDS = 15;
const LEAST_EXPECTED = 5;
/** Cells that the scatter is taken from: more of them would not change it. */
const SCATTER_CELLS = 20_000;
const UNKNOWN_SCATTER = 0.5;
const LEAST_SCATTER = 0.02;

/**
 * Cells far above what unit and period lead to expect. Null model: negative binomial around (size of the unit) × (size of the period);
 * sizes are fitted to the margins over the cells that are there, each cell is judged without itself, and how far cells scatter is
 * taken from all of them by the median. A day on which everybody has many is large as a period, and no alarm.
 */
export function unusualCells(cells: Cells, test: CellTest): readonly UnusualCell[] {
  const sizes = fitSizes(cells);
  const scatter = Math.max(LEAST_SCATTER, cellScatter(cells, sizes));
  const threshold = test.falseAlarmRate / Math.max(1, cells.counts.length);
  const unusual: UnusualCell[] = [];
  for (let at = 0; at < cells.counts.length; at += 1) {
    const count = cells.counts[at] ?? 0;
    if (count < test.fewest) continue;
    const others = expectedWithoutItself(cells, sizes, at);
    if (others === undefined || others.peers < test.fewestPeers || count < others.expected * test.timesExpected) continue;
    const probability = countTail(count, others.expected, scatter + others.doubt);
    if (probability < threshold) unusual.push({ at, expected: others.expected, probability });
  }
  return unusual;
}

export interface Sizes {
  readonly ofUnit: Float64Array;
  readonly ofPeriod: Float64Array;
  /** By unit: counts, and sizes of its periods; by period: counts, sizes of its units, and how many units. */
  readonly unitCounts: Float64Array;
  readonly unitPeriods: Float64Array;
  readonly periodCounts: Float64Array;
  readonly periodUnits: Float64Array;
  readonly unitsOfPeriod: Int32Array;
}

/** Sizes of units and periods that explain the margins, by proportional fitting over the cells that are there. */
export function fitSizes({ units, periods, counts, unitCount, periodCount }: Cells): Sizes {
  const ofUnit = new Float64Array(unitCount).fill(1);
  const ofPeriod = new Float64Array(periodCount);
  const unitCounts = sumsBy(units, counts, unitCount);
  const periodCounts = sumsBy(periods, counts, periodCount);
  let unitPeriods = new Float64Array(unitCount);
  let periodUnits = new Float64Array(periodCount);
  for (let round = 0; round < ROUNDS; round += 1) {
    periodUnits = sumsOfOther(periods, units, ofUnit, periodCount);
    for (let period = 0; period < periodCount; period += 1) ofPeriod[period] = ratio(periodCounts[period], periodUnits[period]);
    unitPeriods = sumsOfOther(units, periods, ofPeriod, unitCount);
    for (let unit = 0; unit < unitCount; unit += 1) ofUnit[unit] = ratio(unitCounts[unit], unitPeriods[unit]);
  }
  periodUnits = sumsOfOther(periods, units, ofUnit, periodCount);
  const unitsOfPeriod = new Int32Array(periodCount);
  for (const period of periods) unitsOfPeriod[period] = (unitsOfPeriod[period] ?? 0) + 1;
  return { ofUnit, ofPeriod, unitCounts, unitPeriods, periodCounts, periodUnits, unitsOfPeriod };
}

const ratio = (over: number | undefined, under: number | undefined): number =>
  under === undefined || under === 0 ? 0 : (over ?? 0) / under;

function sumsBy(keys: Int32Array, values: Float64Array, size: number): Float64Array<ArrayBuffer> {
  const sums = new Float64Array(size);
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] ?? 0;
    sums[key] = (sums[key] ?? 0) + (values[at] ?? 0);
  }
  return sums;
}

function sumsOfOther(keys: Int32Array, others: Int32Array, sizes: Float64Array, size: number): Float64Array<ArrayBuffer> {
  const sums = new Float64Array(size);
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] ?? 0;
    sums[key] = (sums[key] ?? 0) + (sizes[others[at] ?? 0] ?? 0);
  }
  return sums;
}

interface Expectation {
  readonly expected: number;
  /** Scatter for not knowing the two sizes better than their counts tell. */
  readonly doubt: number;
  readonly peers: number;
}

function expectedWithoutItself(cells: Cells, sizes: Sizes, at: number): Expectation | undefined {
  const unit = cells.units[at] ?? 0;
  const period = cells.periods[at] ?? 0;
  const count = cells.counts[at] ?? 0;
  const ownCounts = (sizes.unitCounts[unit] ?? 0) - count;
  const ownPeriods = (sizes.unitPeriods[unit] ?? 0) - (sizes.ofPeriod[period] ?? 0);
  const peerCounts = (sizes.periodCounts[period] ?? 0) - count;
  const peerUnits = (sizes.periodUnits[period] ?? 0) - (sizes.ofUnit[unit] ?? 0);
  if (ownCounts <= 0 || ownPeriods <= 0 || peerCounts <= 0 || peerUnits <= 0) return undefined;
  const expected = (ownCounts / ownPeriods) * (peerCounts / peerUnits);
  return { expected, doubt: 1 / ownCounts + 1 / peerCounts, peers: (sizes.unitsOfPeriod[period] ?? 0) - 1 };
}

function cellScatter(cells: Cells, sizes: Sizes): number {
  const deviations = [];
  const step = Math.max(1, Math.floor(cells.counts.length / SCATTER_CELLS));
  for (let at = 0; at < cells.counts.length; at += step) {
    const others = expectedWithoutItself(cells, sizes, at);
    if (others === undefined || others.expected < LEAST_EXPECTED) continue;
    const square = ((cells.counts[at] ?? 0) - others.expected) ** 2 / others.expected;
    deviations.push({ square, growth: others.expected });
  }
  return scatterOf(deviations, UNKNOWN_SCATTER);
}
