import { describe, expect, it } from 'vitest';
import { Random } from '../../../../samples/generate/random.js';
import { unusualCells, type Cells } from '../../../../src/detect/anomalies/statistics/cells.js';
import { unlikePeers } from '../../../../src/detect/anomalies/statistics/homogeneity.js';
import { median, scatterOf } from '../../../../src/detect/anomalies/statistics/robust.js';
import { unusualShares, type ShareTest } from '../../../../src/detect/anomalies/statistics/shares.js';
import { unusualUnits } from '../../../../src/detect/anomalies/statistics/unit-sizes.js';

const uniform = (random: Random): number => (random.next() + 0.5) / 4_294_967_296;
const normal = (random: Random): number => Math.sqrt(-2 * Math.log(uniform(random))) * Math.cos(2 * Math.PI * uniform(random));

/** A Poisson draw with a mean that itself scatters by so much. */
function scattered(random: Random, mean: number, scatter: number): number {
  const own = mean * Math.exp(Math.sqrt(scatter) * normal(random) - scatter / 2);
  let count = 0;
  for (let left = own; left > 0; left -= 30) count += poisson(random, Math.min(30, left));
  return count;
}

function poisson(random: Random, mean: number): number {
  let count = -1;
  for (let product = 1; product > Math.exp(-mean); product *= uniform(random)) count += 1;
  return count;
}

const RUNS = 100;
/** At a rate of 0.01 one run of a hundred is expected to alarm; five or more happen once in three hundred times. */
const MOST_ALARMS = 4;

function runsWithAlarm(run: (random: Random) => readonly unknown[]): number {
  return Array.from({ length: RUNS }, (_, seed) => run(new Random(seed + 1))).filter((alarms) => alarms.length > 0).length;
}

describe('middles and scatter', () => {
  it('are those of the values in the middle', () => {
    expect([median([5]), median([1, 9, 2]), median([1, 2, 3, 10])]).toEqual([5, 2, 2.5]);
  });

  it('find the scatter that was put in, a tenth of outliers or not', () => {
    const random = new Random(5);
    const deviations = Array.from({ length: 2_000 }, (_, at) => {
      const square = (normal(random) * Math.sqrt(1 + 0.1 * 50)) ** 2;
      return { square: at % 10 === 0 ? 1_000 : square, growth: 50 };
    });
    expect(scatterOf(deviations, 9)).toBeGreaterThan(0.08);
    expect(scatterOf(deviations, 9)).toBeLessThan(0.15);
  });

  it('are unknown of few', () => {
    expect(scatterOf([{ square: 3, growth: 1 }], 0.25)).toBe(0.25);
  });
});

const ordinaryShares = (random: Random): { hits: number; trials: number }[] =>
  Array.from({ length: 40 }, () => {
    const trials = 300 + random.below(3_000);
    return { trials, hits: Math.min(trials, scattered(random, trials * 0.02, 0.2)) };
  });

describe('shares', () => {
  const test: ShareTest = { falseAlarmRate: 0.01, fewestPeers: 8, fewestHits: 10, timesPeers: 3 };

  it('of ordinary units alarm no more often than stated', () => {
    expect(runsWithAlarm((random) => unusualShares(ordinaryShares(random), test))).toBeLessThanOrEqual(MOST_ALARMS);
  });

  it('find the unit that is not', () => {
    const units = [...ordinaryShares(new Random(3)), { hits: 200, trials: 1_000 }];
    expect(unusualShares(units, test).map(({ unit }) => unit.hits)).toEqual([200]);
  });

  it('say nothing without peers, unless the calendar does', () => {
    const alone = [{ hits: 200, trials: 1_000 }];
    expect(unusualShares(alone, test)).toEqual([]);
    expect(unusualShares(alone, { ...test, calendar: 1 / 365 })).toHaveLength(1);
    expect(unusualShares([{ hits: 3, trials: 1_000 }], { ...test, calendar: 1 / 365 })).toEqual([]);
  });
});

describe('cells', () => {
  const UNITS = 12;
  const PERIODS = 60;
  const PEAK = 33;
  const test = { falseAlarmRate: 0.01, fewest: 5, timesExpected: 2, fewestPeers: 2 };

  function ordinary(random: Random, change: (unit: number, period: number, count: number) => number = (_u, _p, count) => count): Cells {
    const cells: { unit: number; period: number; count: number }[] = [];
    for (let unit = 0; unit < UNITS; unit += 1) {
      for (let period = 0; period < PERIODS; period += 1) {
        const size = (1 + (unit % 4)) * (period === PEAK ? 15 : 1) * 4;
        const count = change(unit, period, scattered(random, size, 0.1));
        if (count > 0) cells.push({ unit, period, count });
      }
    }
    return {
      units: Int32Array.from(cells.map(({ unit }) => unit)),
      periods: Int32Array.from(cells.map(({ period }) => period)),
      counts: Float64Array.from(cells.map(({ count }) => count)),
      unitCount: UNITS,
      periodCount: PERIODS,
    };
  }

  it('of ordinary days, a peak among them, alarm no more often than stated', () => {
    expect(runsWithAlarm((random) => unusualCells(ordinary(random), test))).toBeLessThanOrEqual(MOST_ALARMS);
  });

  it('find the one day of the one unit', () => {
    const cells = ordinary(new Random(4), (unit, period, count) => (unit === 2 && period === 20 ? 150 : count));
    const [found, ...others] = unusualCells(cells, test);
    expect([cells.units[found?.at ?? 0], cells.periods[found?.at ?? 0], others.length]).toEqual([2, 20, 0]);
  });

  it('do not make an alarm of a count on the peak day that would be one on another', () => {
    const cells = ordinary(new Random(4), (unit, period, count) => (unit === 2 && period === PEAK ? 250 : count));
    expect(unusualCells(cells, test)).toEqual([]);
  });

  it('find the unit that does far more than others every day', () => {
    const sizes = { falseAlarmRate: 0.01, fewestPeriods: 20, timesPeers: 4, fewestPeers: 5 };
    const busy = ordinary(new Random(6), (unit, _period, count) => (unit === 7 ? count * 20 : count));
    expect(unusualUnits(busy, sizes).map(({ unit }) => unit)).toEqual([7]);
    expect(unusualUnits(ordinary(new Random(6)), sizes)).toEqual([]);
  });
});

const histogram = (random: Random, draw: () => number): { cells: Float64Array; stratum: number } => {
  const cells = new Float64Array(10);
  for (let nth = 0; nth < 400 + random.below(400); nth += 1) {
    const cell = draw();
    cells[cell] = (cells[cell] ?? 0) + 1;
  }
  return { cells, stratum: 10 };
};
const ordinaryHistograms = (random: Random): { cells: Float64Array; stratum: number }[] =>
  Array.from({ length: 20 }, () => histogram(random, () => random.below(random.chance(0.2) ? 3 : 10)));

describe('distributions', () => {
  const test = { threshold: 0.01 / 20, leastEffect: 0.3 };

  it('of ordinary units alarm no more often than stated', () => {
    expect(runsWithAlarm((random) => unlikePeers(ordinaryHistograms(random), test))).toBeLessThanOrEqual(MOST_ALARMS);
  });

  it('find the unit that prefers some digits', () => {
    const random = new Random(8);
    const units = [...ordinaryHistograms(random), histogram(random, () => random.pick([0, 5, 8]))];
    expect(unlikePeers(units, test).map(({ at }) => at)).toEqual([20]);
  });

  it('are not compared of few', () => {
    expect(
      unlikePeers(
        [
          { cells: Float64Array.of(9, 0, 0), stratum: 3 },
          { cells: Float64Array.of(99, 99, 99), stratum: 3 },
        ],
        test,
      ),
    ).toEqual([]);
  });
});
