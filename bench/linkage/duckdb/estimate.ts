/** One agreement pattern: the level of each comparison, and how many pairs have it. */
export interface Pattern {
  readonly levels: readonly number[];
  readonly count: number;
}

/** m and u of each comparison by level, 0 first. */
export interface SqlModel {
  readonly prior: number;
  readonly m: readonly (readonly number[])[];
  readonly u: readonly (readonly number[])[];
}

const ROUNDS = 25;
const LEAST = 1e-9;

/** u from pairs drawn at random, as Splink's estimate_u_using_random_sampling; a level that never came up gets half a pair. */
export function uFromRandomPairs(patterns: readonly Pattern[], levelCounts: readonly number[]): readonly (readonly number[])[] {
  return levelCounts.map((levels, comparison) => {
    const counts = new Array<number>(levels).fill(0.5);
    for (const pattern of patterns) {
      const level = pattern.levels[comparison] ?? -1;
      if (level >= 0) counts[level] = (counts[level] ?? 0) + pattern.count;
    }
    return normalised(counts);
  });
}

/**
 * m by expectation maximisation with u fixed, on the pairs of one blocking rule, as Splink's
 * estimate_parameters_using_expectation_maximisation. Comparisons that the rule forces to agree (`skipped`) take no part.
 */
export function mByExpectation(
  patterns: readonly Pattern[],
  u: readonly (readonly number[])[],
  skipped: ReadonlySet<number>,
): readonly (readonly number[])[] {
  let m = u.map((levels) => startingM(levels.length));
  let prior = 0.5;
  for (let round = 0; round < ROUNDS; round += 1) {
    const counts = u.map((levels) => new Array<number>(levels.length).fill(LEAST));
    let matches = 0;
    let all = 0;
    for (const { levels, count } of patterns) {
      const weight = count * posterior(levels, { prior, m, u }, skipped);
      matches += weight;
      all += count;
      levels.forEach((level, comparison) => {
        const own = counts[comparison];
        if (level >= 0 && own !== undefined) own[level] = (own[level] ?? 0) + weight;
      });
    }
    prior = Math.min(Math.max(matches / all, LEAST), 1 - LEAST);
    m = counts.map(normalised);
  }
  return m;
}

function posterior(levels: readonly number[], { prior, m, u }: SqlModel, skipped: ReadonlySet<number>): number {
  let odds = prior / (1 - prior);
  levels.forEach((level, comparison) => {
    if (level >= 0 && !skipped.has(comparison)) odds *= (m[comparison]?.[level] ?? LEAST) / (u[comparison]?.[level] ?? LEAST);
  });
  return odds / (1 + odds);
}

/** Splink's defaults: 0.95 for the exact level, the rest shared among the others. */
function startingM(levels: number): readonly number[] {
  return Array.from({ length: levels }, (_, level) => (level === levels - 1 ? 0.95 : 0.05 / (levels - 1)));
}

function normalised(counts: readonly number[]): readonly number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => Math.max(count / total, LEAST));
}

/** Where sessions estimated the same comparison their mean counts; `undefined` in a session that skipped it. */
export function meanOfSessions(sessions: readonly (readonly (readonly number[] | undefined)[])[]): readonly (readonly number[])[] {
  const comparisonCount = sessions[0]?.length ?? 0;
  return Array.from({ length: comparisonCount }, (_, comparison) => {
    const estimates = sessions.flatMap((session) => (session[comparison] === undefined ? [] : [session[comparison]]));
    const levels = estimates[0]?.length ?? 0;
    return Array.from({ length: levels }, (__, level) => estimates.reduce((sum, own) => sum + (own[level] ?? 0), 0) / estimates.length);
  });
}
