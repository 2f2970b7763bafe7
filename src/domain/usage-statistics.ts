import { countTail } from '../lib/probability.js';

/**
 * Which days of which users stand out. A user's daily look-ups are taken as negative binomial: around a mean that is the user's own,
 * drawn towards that of all users as far as the user's history is short, and scattering as users do. A day is unusual when so many
 * look-ups, or more, have a smaller chance than the rate of false alarms leaves for one of all the days looked at (Bonferroni): a
 * run over ordinary use raises any alarm at all no more often than that rate.
 */
export interface UserDay {
  readonly actor: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly count: number;
}

export interface UnusualDay extends UserDay {
  /** What the user's other days and the other users lead to expect. */
  readonly expected: number;
  /** Chance of so many or more on an ordinary day. */
  readonly probability: number;
}

export interface UsageVerdict {
  readonly unusual: readonly UnusualDay[];
  readonly users: number;
  readonly days: number;
  /** Greatest chance of a false alarm in the whole run. */
  readonly falseAlarmRate: number;
}

export const FALSE_ALARM_RATE = 0.01;
/** Days of the common mean that count as much as as many of the user's own. */
const SHARED_DAYS = 5;
/** Fewer days than this say nothing of how a user scatters. */
const FEWEST_DAYS = 10;
/** Taken for scatter where nobody has a history: as wide as the mean itself. */
const UNKNOWN_SCATTER = 1;

/** How users are, all together: variance around a mean is mean + scatter · mean². */
interface Peers {
  readonly users: number;
  readonly mean: number;
  /** Of one user's days around his mean. */
  readonly withinScatter: number;
  /** Of the users' means around the common one. */
  readonly betweenScatter: number;
}

/** Judges the days from `since` on by all the days given, each by the others. Only days with a look-up are days. */
export function judgeUsage(days: readonly UserDay[], since: string): UsageVerdict {
  const byUser = groupByUser(days);
  const habits = [...byUser.values()].map(habitOf);
  const judgedDays = days.filter(({ day }) => day >= since).length;
  const threshold = FALSE_ALARM_RATE / Math.max(1, judgedDays);
  const unusual = [...byUser.values()].flatMap((own, at) => {
    // Not by himself: one who does much would pass for the measure of it.
    const peers = peersOf(habits.filter((_, other) => other !== at));
    return own.filter(({ day }) => day >= since).flatMap((day) => judgeDay(day, own, peers, threshold));
  });
  return { unusual, users: byUser.size, days: judgedDays, falseAlarmRate: FALSE_ALARM_RATE };
}

function judgeDay(judged: UserDay, own: readonly UserDay[], peers: Peers, threshold: number): readonly UnusualDay[] {
  const others = own.filter((other) => other !== judged).map(({ count }) => count);
  // Where nobody else works and the history is short, nothing can be said.
  if (peers.users === 0 && others.length < FEWEST_DAYS) return [];
  const { expected, scatter } = expectationOf(others, peers);
  const probability = countTail(judged.count, expected, scatter);
  return probability < threshold ? [{ ...judged, expected, probability }] : [];
}

/** What one user's days are like; the scatter only where there are enough of them to tell. */
interface Habit {
  readonly mean: number;
  readonly scatter: number | undefined;
}

function habitOf(days: readonly UserDay[]): Habit {
  const counts = days.map(({ count }) => count);
  return { mean: meanOf(counts), scatter: counts.length >= FEWEST_DAYS ? scatterOf(counts) : undefined };
}

function groupByUser(days: readonly UserDay[]): ReadonlyMap<string, readonly UserDay[]> {
  const byUser = new Map<string, UserDay[]>();
  for (const each of days) {
    const own = byUser.get(each.actor);
    if (own === undefined) byUser.set(each.actor, [each]);
    else own.push(each);
  }
  return byUser;
}

/** Of the users' scatters the upper quartile, so that most scatter less; a few users out of the ordinary do not move it. */
function peersOf(habits: readonly Habit[]): Peers {
  const means = habits.map(({ mean }) => mean);
  const scatters = habits.map(({ scatter }) => scatter).filter((scatter) => scatter !== undefined);
  const within = scatters.toSorted((left, right) => left - right)[Math.floor(scatters.length * 0.75)];
  return {
    users: means.length,
    mean: meanOf(means),
    withinScatter: within ?? UNKNOWN_SCATTER,
    betweenScatter: means.length < FEWEST_DAYS ? UNKNOWN_SCATTER : scatterOf(means),
  };
}

/** By moments. */
function scatterOf(values: readonly number[]): number {
  const mean = meanOf(values);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return Math.max(0, (variance - mean) / mean ** 2);
}

/** What a day of a user should be, given his other days; not knowing his mean well scatters, too. */
function expectationOf(others: readonly number[], peers: Peers): { readonly expected: number; readonly scatter: number } {
  const weight = others.length + SHARED_DAYS;
  const shared = SHARED_DAYS / weight;
  const shareOfPeers = peers.users === 0 ? meanOf(others) : peers.mean;
  const expected = (sumOf(others) + SHARED_DAYS * shareOfPeers) / weight;
  return { expected, scatter: peers.withinScatter * (1 + 1 / weight) + peers.betweenScatter * shared ** 2 };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : sumOf(values) / values.length;
}
