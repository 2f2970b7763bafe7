import { chiSquareTail } from '../../../lib/probability.js';
import { fitSizes, type Cells } from './cells.js';
import { median } from './robust.js';

export interface SizeTest {
  readonly falseAlarmRate: number;
  /** Periods a unit must have been at work in, so that its size is known. */
  readonly fewestPeriods: number;
  readonly timesPeers: number;
  readonly fewestPeers: number;
}

export interface UnusualUnit {
  readonly unit: number;
  /** Counts a period for each that a unit of the middle would have. */
  readonly times: number;
  readonly periods: number;
  readonly probability: number;
}

/** A deviation of the logarithm that is a standard deviation where it is normal. */
const MAD_TO_DEVIATION = 1.4826;
/** Units differ by a quarter at least, however alike those seen are. */
const LEAST_DEVIATION = 0.25;

/**
 * Units that do far more than the others, period for period. Null model: sizes are log-normal; middle and width are median and median
 * absolute deviation of the logarithms; the rate is divided among the units (Bonferroni).
 */
export function unusualUnits(cells: Cells, test: SizeTest): readonly UnusualUnit[] {
  const { ofUnit } = fitSizes(cells);
  const periods = new Int32Array(cells.unitCount);
  for (const unit of cells.units) periods[unit] = (periods[unit] ?? 0) + 1;
  const known = Array.from(ofUnit, (size, unit) => ({ unit, size, periods: periods[unit] ?? 0 })).filter(
    (each) => each.periods >= test.fewestPeriods && each.size > 0,
  );
  if (known.length <= test.fewestPeers) return [];
  const logs = known.map(({ size }) => Math.log(size));
  const middle = median(logs);
  const deviation = Math.max(LEAST_DEVIATION, MAD_TO_DEVIATION * median(logs.map((each) => Math.abs(each - middle))));
  const threshold = test.falseAlarmRate / known.length;
  return known.flatMap(({ unit, size, periods: worked }) => {
    const times = size / Math.exp(middle);
    if (times < test.timesPeers) return [];
    const probability = chiSquareTail(((Math.log(size) - middle) / deviation) ** 2, 1) / 2;
    return probability < threshold ? [{ unit, times, periods: worked, probability }] : [];
  });
}
