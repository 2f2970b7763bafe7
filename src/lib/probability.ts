/**
 * Tails of the distributions that anomalies are judged by. Incomplete gamma and beta functions by series and continued fraction
 * (Press et al., Numerical Recipes, 3rd ed., §6.2 and §6.4); good to about ten digits, also far out where a tail is 1e-200.
 */

/** ln Γ(x) for x > 0 (Lanczos, g = 7, n = 9). */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x - 1;
  const base = shifted + 7.5;
  const sum = LANCZOS.reduce((total, coefficient, at) => total + (at === 0 ? coefficient : coefficient / (shifted + at)), 0);
  return HALF_LOG_TWO_PI + (shifted + 0.5) * Math.log(base) - base + Math.log(sum);
}

const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

const MOST_STEPS = 100_000;
const NEAR_ENOUGH = 1e-14;
const TINY = 1e-300;

/** P(X ≥ value) of a chi-square with so many degrees of freedom. */
export function chiSquareTail(value: number, degrees: number): number {
  return value <= 0 ? 1 : incompleteGamma(degrees / 2, value / 2).upper;
}

/** P(a, x) and Q(a, x), the regularised incomplete gamma functions, each exact where it is the small one. */
function incompleteGamma(a: number, x: number): { readonly lower: number; readonly upper: number } {
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    const lower = front * lowerSeries(a, x);
    return { lower, upper: 1 - lower };
  }
  const upper = front * upperFraction(a, x);
  return { lower: 1 - upper, upper };
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let step = 1; step < MOST_STEPS && term > sum * NEAR_ENOUGH; step += 1) {
    term *= x / (a + step);
    sum += term;
  }
  return sum;
}

function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let fraction = d;
  for (let step = 1; step < MOST_STEPS; step += 1) {
    const weight = -step * (step - a);
    b += 2;
    d = 1 / notZero(weight * d + b);
    c = notZero(b + weight / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < NEAR_ENOUGH) break;
  }
  return fraction;
}

const notZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

/** I_x(a, b), the regularised incomplete beta function. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < MOST_STEPS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / notZero(1 + even * d);
    c = notZero(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / notZero(1 + odd * d);
    c = notZero(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < NEAR_ENOUGH) break;
  }
  return fraction;
}

/** P(X ≥ hits) of a binomial. */
export function binomialTail(hits: number, trials: number, probability: number): number {
  if (hits <= 0) return 1;
  return hits > trials ? 0 : incompleteBeta(probability, hits, trials - hits + 1);
}

/**
 * P(X ≥ count) of a negative binomial with this mean and variance mean + scatter · mean²; with no scatter it is a Poisson.
 */
export function countTail(count: number, mean: number, scatter: number): number {
  if (count <= 0) return 1;
  if (mean <= 0) return 0;
  if (scatter < 1e-9) return incompleteGamma(count, mean).lower;
  const shape = 1 / scatter;
  return incompleteBeta(mean / (mean + shape), count, shape);
}

/**
 * P(X ≥ hits) of a beta-binomial: trials of one unit go together with this intra-class correlation (variance of a count is
 * n·p·(1 − p)·(1 + (n − 1)·correlation)); with none it is a binomial.
 */
export function shareTail(hits: number, trials: number, probability: number, correlation: number): number {
  if (hits <= 0) return 1;
  if (correlation < 1e-9) return binomialTail(hits, trials, probability);
  const alpha = probability * (1 / correlation - 1);
  const beta = (1 - probability) * (1 / correlation - 1);
  let term = Math.exp(logBetaBinomial(hits, trials, alpha, beta));
  let tail = 0;
  for (let at = hits; at <= trials; at += 1) {
    tail += term;
    if (term < tail * NEAR_ENOUGH) break;
    term *= ((trials - at) / (at + 1)) * ((at + alpha) / (trials - at - 1 + beta));
  }
  return Math.min(1, tail);
}

function logBetaBinomial(hits: number, trials: number, alpha: number, beta: number): number {
  const choose = logGamma(trials + 1) - logGamma(hits + 1) - logGamma(trials - hits + 1);
  return choose + logBeta(hits + alpha, trials - hits + beta) - logBeta(alpha, beta);
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}
