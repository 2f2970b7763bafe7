import { describe, expect, it } from 'vitest';
import { Random } from '../../samples/generate/random.js';
import { FALSE_ALARM_RATE, judgeUsage, type UserDay } from '../../src/domain/usage-statistics.js';

const DAYS = 60;
const dayNames = Array.from({ length: DAYS }, (_, at) => new Date(Date.UTC(2031, 0, 1 + at)).toISOString().slice(0, 10));
const LAST_WEEK = dayNames[DAYS - 7] ?? '';

const uniform = (random: Random): number => (random.next() + 0.5) / 4_294_967_296;
const normal = (random: Random): number => Math.sqrt(-2 * Math.log(uniform(random))) * Math.cos(2 * Math.PI * uniform(random));

/** Office use: users differ tenfold in what they do, and a user's days by half. Days without a look-up are none. */
function ordinaryUse(random: Random, users: number): readonly UserDay[] {
  return Array.from({ length: users }, (_, user) => {
    const mean = Math.exp(2.5 + normal(random) * 0.7);
    return dayNames.flatMap((day) => {
      const count = Math.round(mean * Math.max(0, 1 + 0.4 * normal(random)) + Math.sqrt(mean) * normal(random));
      return count > 0 ? [{ actor: `u${user}`, day, count }] : [];
    });
  }).flat();
}

describe('unusual use', () => {
  it('is not found in ordinary use more often than stated', () => {
    const RUNS = 200;
    const alarms = Array.from({ length: RUNS }, (_, seed) => judgeUsage(ordinaryUse(new Random(seed), 20), LAST_WEEK)).filter(
      ({ unusual }) => unusual.length > 0,
    );
    // Two runs are expected at the stated rate; more than seven would happen once in a thousand times.
    expect(FALSE_ALARM_RATE).toBe(0.01);
    expect(alarms.length).toBeLessThanOrEqual(7);
  });

  it('of one user is found among twenty, and nobody else', () => {
    const use = ordinaryUse(new Random(7), 20).map((each) =>
      each.actor === 'u3' && each.day === dayNames[DAYS - 2] ? { ...each, count: each.count * 12 } : each,
    );
    expect(judgeUsage(use, LAST_WEEK).unusual).toMatchObject([{ actor: 'u3', day: dayNames[DAYS - 2] }]);
  });

  it('of somebody without a history is judged by the others', () => {
    const use = [...ordinaryUse(new Random(8), 20), { actor: 'new', day: dayNames[DAYS - 1] ?? '', count: 3_000 }];
    expect(judgeUsage(use, LAST_WEEK).unusual.map(({ actor }) => actor)).toEqual(['new']);
  });

  it('before the days asked for is history', () => {
    const use = ordinaryUse(new Random(9), 20).map((each) => (each.day === dayNames[3] ? { ...each, count: 5_000 } : each));
    expect(judgeUsage(use, LAST_WEEK).unusual).toEqual([]);
  });

  it.each([
    ['nothing, of a first day', 1, 1_000, 0],
    ['nothing, of an ordinary day', 30, 12, 0],
    ['a day of a hundred times as many', 30, 1_000, 1],
  ])('of the only user there is: %s', (_name, days, last, alarms) => {
    const use = dayNames.slice(DAYS - days).map((day, at) => ({ actor: 'u', day, count: at === days - 1 ? last : 10 + (at % 3) }));
    expect(judgeUsage(use, LAST_WEEK).unusual).toHaveLength(alarms);
  });

  it('is not seen where there is no use', () => expect(judgeUsage([], LAST_WEEK)).toMatchObject({ unusual: [], users: 0, days: 0 }));
});
