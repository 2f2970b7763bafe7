import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { GROUPS, type Calibration, type Group, type GroupCalibration } from '../../../src/ocr/reading/calibration.js';
import { FEATURES, type Features } from '../../../src/ocr/reading/features.js';
import type { Observation } from './observation.js';

/**
 * `node build/bench/ocr/calibrate/fit.js --version 2 --out data/ocr-calibration.json OBSERVATIONS…`: weights of the features by logistic
 * regression held near a prior, then steps of probability by the weighed sum (pool adjacent violators), each at the lower end of
 * its interval.
 */
type Weights = Readonly<Record<keyof Features, number>>;

/** What the features are worth before anything is learnt: few fields are wrong, and a small group must not learn from one. */
function prior(): Weights {
  return { surest: 0.9, lead: 0.15, agreement: 1.2, checks: 2, repairs: 1.5, covered: 3 };
}

function fitGroup(group: Group, observations: readonly Observation[]): GroupCalibration {
  // Blank zones and barred fields have nothing that would tell one from the other.
  const own = observations.filter((observation) => observation.group === group);
  const weights = group === 'blank' || group === 'barred' ? nothing() : learnt(own);
  const seen = own
    .map(({ features, right, heldBack }) => ({ sum: round(sumOf(features, weights)), right, heldBack }))
    .toSorted((a, b) => a.sum - b.sum);
  const summed = group === 'blank' ? seen : withDoubt(seen);
  const acceptFrom = group === 'barred' ? undefined : acceptance(summed);
  const accepted = acceptFrom === undefined ? [] : summed.filter(({ sum, heldBack }) => !heldBack && sum >= acceptFrom);
  return {
    weights: rounded(weights),
    steps: group === 'blank' || group === 'barred' ? [[-1000, shareOf(summed)]] : stepsOf(summed),
    ...(acceptFrom === undefined ? {} : { acceptFrom }),
    fields: own.length,
    accepted: accepted.length,
    acceptedWrong: accepted.filter(({ right }) => !right).length,
  };
}

const round = (number: number): number => Math.round(number * 1000) / 1000;

function nothing(): Weights {
  return Object.fromEntries(FEATURES.map((feature) => [feature, 0])) as unknown as Weights;
}

function rounded(weights: Weights): Weights {
  return Object.fromEntries(FEATURES.map((feature) => [feature, round(weights[feature])])) as unknown as Weights;
}

function sumOf(features: Features, weights: Weights): number {
  return FEATURES.reduce((sum, feature) => sum + round(weights[feature]) * features[feature], 0);
}

const ROUNDS = 4_000;
const RATE = 0.02;
/** How strongly weights are held to the prior, in fields. */
const HELD = 4;

function learnt(own: readonly Observation[]): Weights {
  const first = prior();
  const weights = { ...first };
  let bias = -4;
  for (let turn = 0; turn < ROUNDS && own.length > 0; turn += 1) {
    const slope = { ...nothing() } as Record<keyof Features, number>;
    let biasSlope = 0;
    for (const { features, right } of own) {
      const miss = (right ? 1 : 0) - 1 / (1 + Math.exp(-(bias + sumRaw(features, weights))));
      biasSlope += miss;
      for (const feature of FEATURES) slope[feature] += miss * features[feature];
    }
    bias += (RATE * biasSlope) / Math.sqrt(own.length);
    for (const feature of FEATURES) {
      const pull = HELD * (first[feature] - weights[feature]);
      weights[feature] = Math.max(0.05, weights[feature] + (RATE * (slope[feature] + pull)) / Math.sqrt(own.length));
    }
  }
  return weights;
}

function sumRaw(features: Features, weights: Weights): number {
  return FEATURES.reduce((sum, feature) => sum + weights[feature] * features[feature], 0);
}

interface Summed {
  readonly sum: number;
  readonly right: boolean;
  readonly heldBack: boolean;
}

/** Where nothing at all was wrong, the least sure of what was seen is taken as wrong all the same: less sure fields will come. */
function withDoubt(summed: readonly Summed[]): readonly Summed[] {
  const lowest = Math.ceil(summed.length * 0.01);
  return summed.some(({ right }) => !right) ? summed : summed.map((one, at) => ({ ...one, right: one.right && at >= lowest }));
}

/** Beyond the highest wrong field by this much, in units of the sum. */
const CLEARANCE = 0.7;
/** A group that was hardly seen accepts nothing by itself. */
const LEAST_FIELDS = 60;
/** The surest part of a group is left to people where even it was wrong at times. */
const FORGIVEN_OF = 2_500;

/** From where on no field was wrong, with some room; one in thousands is forgiven, or one odd page would close a group. */
function acceptance(summed: readonly Summed[]): number | undefined {
  if (summed.length < LEAST_FIELDS) return undefined;
  const wrong = summed.filter(({ right, heldBack }) => !right && !heldBack).map(({ sum }) => sum);
  const forgiven = Math.floor(summed.length / FORGIVEN_OF);
  const highest = wrong.at(-1 - forgiven);
  return highest === undefined ? (summed[Math.floor(summed.length * 0.02)]?.sum ?? 0) : round(highest + CLEARANCE);
}

/** One-sided 90 per cent. */
const Z = 1.2816;
const LEAST_STEP = 25;

function stepsOf(summed: readonly Summed[]): [number, number][] {
  const pools: { from: number; count: number; right: number }[] = [];
  for (const { sum, right } of summed) {
    const last = pools.at(-1);
    const isOpen = last !== undefined && (last.count < LEAST_STEP || last.from === sum);
    if (isOpen) Object.assign(last, { count: last.count + 1, right: last.right + (right ? 1 : 0) });
    else {
      merge(pools);
      pools.push({ from: pools.length === 0 ? -1000 : sum, count: 1, right: right ? 1 : 0 });
    }
  }
  if ((pools.at(-1)?.count ?? LEAST_STEP) < LEAST_STEP && pools.length > 1) joinLast(pools);
  merge(pools);
  if (pools.length === 0) return [[-1000, 0.5]];
  const ends = pools.map(({ from, count, right }): [number, number] => [from, Math.floor(lowerEnd(right, count) * 10_000) / 10_000]);
  // A small pool between surer ones has a low end: what is promised never falls as fields get surer, so that below is promised no more.
  return ends.map(([from], at) => [from, Math.min(...ends.slice(at).map(([, end]) => end))]);
}

function joinLast(pools: { from: number; count: number; right: number }[]): void {
  const [below, last] = pools.splice(-2, 2);
  if (below !== undefined && last !== undefined)
    pools.push({ from: below.from, count: below.count + last.count, right: below.right + last.right });
}

/** Of a group whose fields are all alike. */
function shareOf(summed: readonly Summed[]): number {
  return summed.length === 0 ? 0.5 : Math.floor(lowerEnd(summed.filter(({ right }) => right).length, summed.length) * 10_000) / 10_000;
}

/** Joins pools until each is surer than the one below it, by what was seen and by what may be promised. */
function merge(pools: { from: number; count: number; right: number }[]): void {
  for (;;) {
    const [below, last] = [pools.at(-2), pools.at(-1)];
    if (below === undefined || last === undefined || below.right / below.count < last.right / last.count) return;
    joinLast(pools);
  }
}

/** Wilson (1927). */
function lowerEnd(right: number, count: number): number {
  const share = right / count;
  const spread = Z * Math.sqrt((share * (1 - share)) / count + (Z * Z) / (4 * count * count));
  return Math.max(0, (share + (Z * Z) / (2 * count) - spread) / (1 + (Z * Z) / count));
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { version: { type: 'string', default: '1' }, out: { type: 'string' } },
});
const observations: readonly Observation[] = positionals.flatMap((path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Observation),
);
const calibration: Calibration = {
  version: Number(values.version),
  source: 'bench/ocr/calibrate on generated pages (docs/benchmarks.md)',
  pages: new Set(observations.map(({ page }) => page)).size,
  groups: Object.fromEntries(GROUPS.map((group) => [group, fitGroup(group, observations)])) as Calibration['groups'],
};
if (values.out !== undefined) writeFileSync(values.out, `${JSON.stringify(calibration, undefined, 1)}\n`);
for (const [group, { fields, acceptFrom, accepted, acceptedWrong, steps }] of Object.entries(calibration.groups)) {
  process.stdout.write(
    `${group}: ${fields} fields, from ${acceptFrom} accepted ${accepted}, wrong ${acceptedWrong}; ${JSON.stringify(steps)}\n`,
  );
}
