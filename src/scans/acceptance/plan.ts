import { MregError } from '../../domain/error.js';
import { atMostMarked, smallest } from '../../lib/hypergeometric.js';

/** What is to be shown, in millionths: ledger entries hold whole numbers. */
export interface Demand {
  /** The share of failing records that is still good enough. */
  readonly maxFailingPpm: number;
  /** How sure the refusal of a worse batch has to be. */
  readonly confidencePpm: number;
  /** Failing records in the sample with which the batch is still accepted. */
  readonly allowed: number;
}

export interface Plan extends Demand {
  readonly population: number;
  readonly sample: number;
  /** The fewest failing records that are too many. */
  readonly tooMany: number;
  /** P(a batch with `tooMany` failing records is accepted): the risk of whoever takes it over. */
  readonly consumerRisk: number;
  /** P(a batch with a tenth of the failing records that are good enough is refused): the risk of whoever hands it over. */
  readonly producerRisk: number;
  readonly curve: readonly CurvePoint[];
}

/** How a batch of a quality fares. */
export interface CurvePoint {
  readonly failingShare: number;
  readonly failing: number;
  readonly accepted: number;
}

const MILLION = 1_000_000;
/** Of the largest share that is good enough. The first is what a team that works well delivers: its risk is the producer's. */
const GOOD_SHARE = 0.1;
const CURVE_SHARES = [GOOD_SHARE, 0.25, 0.5, 0.75, 1, 2, 3, 5] as const;

/**
 * The smallest sample by which a batch with more than the allowed share of failing records is accepted with a probability of at most
 * 1 − confidence, exactly (hypergeometric: a batch is finite and nothing is drawn twice).
 * @throws MregError `usage` when so many are allowed that not even looking at every record would refuse such a batch
 */
export function planFor(population: number, demand: Demand): Plan {
  const { maxFailingPpm, confidencePpm, allowed } = demand;
  const tooMany = Math.floor((population * maxFailingPpm) / MILLION) + 1;
  const risk = (MILLION - confidencePpm) / MILLION;
  const acceptance = (drawn: number): number => atMostMarked(allowed, { total: population, marked: tooMany, drawn });
  const sample = tooMany > population ? undefined : smallest(1, population, (drawn) => acceptance(drawn) <= risk);
  if (sample === undefined) throw new MregError('usage', 'acceptance.allows-too-many', { allowed, population, failing: tooMany });
  const consumerRisk = acceptance(sample);
  const good = pointOf(population, sample, demand, (GOOD_SHARE * maxFailingPpm) / MILLION);
  return {
    ...demand,
    population,
    sample,
    tooMany,
    consumerRisk,
    producerRisk: 1 - good.accepted,
    curve: curveOf(population, sample, demand),
  };
}

/** Of a small batch several shares are the same number of records: each number once, and none of no failing record. */
function curveOf(total: number, drawn: number, demand: Demand): readonly CurvePoint[] {
  const points = CURVE_SHARES.map((part) => pointOf(total, drawn, demand, Math.min(1, (part * demand.maxFailingPpm) / MILLION)));
  const told = points.filter(({ failing }, at) => failing > 0 && points.findIndex((point) => point.failing === failing) === at);
  return told.map((point) => ({ ...point, failingShare: point.failing / total }));
}

function pointOf(total: number, drawn: number, { allowed }: Demand, failingShare: number): CurvePoint {
  const failing = Math.round(total * failingShare);
  return { failingShare, failing, accepted: atMostMarked(allowed, { total, marked: failing, drawn }) };
}

/** The most failing records a batch can have and yet show so few in the sample, with the confidence of the plan (one-sided, exact). */
export function mostFailing(
  checked: { readonly population: number; readonly drawn: number; readonly failing: number },
  confidencePpm: number,
): number {
  const { population, drawn, failing } = checked;
  const risk = (MILLION - confidencePpm) / MILLION;
  const highest = population - (drawn - failing);
  const impossible = (marked: number): boolean => atMostMarked(failing, { total: population, marked, drawn }) <= risk;
  const first = smallest(failing, highest, impossible);
  return first === undefined ? highest : Math.max(failing, first - 1);
}
