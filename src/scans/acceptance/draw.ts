import { createHash } from 'node:crypto';
import { MregError } from '../../domain/error.js';
import { maskNumbersIn } from '../../domain/masking.js';
import { batchWithin } from '../../import/batches.js';
import { appendEntry } from '../../ledger/append.js';
import { AcceptanceRepository } from '../../store/acceptance-repository.js';
import { BatchRepository } from '../../store/batch-repository.js';
import { storeError, type Registry } from '../../store/open.js';
import { planFor, type Demand, type Plan } from './plan.js';
import { contentSha256 } from './record-content.js';
import { drawSample } from './sample.js';

export interface DrawRequest extends Demand {
  readonly batch: number;
  /** Why it is drawn again; '' for the first drawing of a batch. */
  readonly reason: string;
}

export interface Drawing {
  readonly at: string;
  readonly actor: string;
  /** What the areas of batches begin with that this person may take over. */
  readonly reach: string;
  /** Hex, from a source nobody can foresee. */
  readonly seed: string;
}

/** Keys as printed by `--json`. */
export interface DrawSummary extends PlanSummary {
  readonly acceptance: number;
  readonly seed: string;
  readonly ledger_seq: number;
}

/** Keys as printed by `--json`. */
export interface PlanSummary {
  readonly batch: number;
  readonly population: number;
  /** Rows of the batch that wait in quarantine: they are taken over neither now nor by this. */
  readonly in_quarantine: number;
  readonly sample: number;
  readonly allowed: number;
  readonly max_failing: number;
  readonly confidence: number;
  /** The fewest failing records that are too many, and with which probability such a batch is accepted all the same. */
  readonly too_many: number;
  readonly consumer_risk: number;
  /** With which probability a batch with a tenth of the largest good share is refused. */
  readonly producer_risk: number;
  readonly curve: readonly { readonly failing_share: number; readonly failing: number; readonly accepted: number }[];
}

/** What would be drawn. @throws MregError as `drawAcceptance` */
export function planAcceptance(registry: Registry, request: DrawRequest, reach: string): PlanSummary {
  const { plan, inQuarantine } = planned(registry, request, reach);
  return summaryOf(request.batch, plan, inQuarantine);
}

/**
 * Draws the sample by which a batch is taken over (Art. 32), and writes plan, seed and population into the ledger before anybody looks.
 * @throws MregError `usage` for a batch that is unknown, unfinished or undone, that holds nothing, whose sample is being checked, or that was
 *   drawn before and no reason is given; `not-permitted` outside the area
 */
export function drawAcceptance(registry: Registry, request: DrawRequest, by: Drawing): DrawSummary {
  try {
    return registry.database.transaction(() => drawInside(registry, request, by)).immediate();
  } catch (cause) {
    throw storeError(cause, registry.path);
  }
}

function drawInside(registry: Registry, request: DrawRequest, { at, actor, reach, seed }: Drawing): DrawSummary {
  const repository = new AcceptanceRepository(registry.database);
  const { ids, plan, inQuarantine } = planned(registry, request, reach);
  const { batch, maxFailingPpm, confidencePpm, allowed } = request;
  const rows = drawSample(ids, plan.sample, seed);
  const items = rows.map((rowId) => ({ rowId, contentSha256: contentOf(repository, rowId) }));
  const populationDigest = digestOf(ids);
  const reason = maskNumbersIn(request.reason.trim());
  const body = {
    batch,
    population: ids.length,
    population_digest: populationDigest,
    max_failing_ppm: maxFailingPpm,
    confidence_ppm: confidencePpm,
    allowed,
    sample: plan.sample,
    sample_digest: digestOf(rows),
    seed,
    reason,
  };
  const { seq } = appendEntry(registry.database, { at, actor, kind: 'scan.acceptance-draw', body });
  const head = { batchId: batch, population: ids.length, populationDigest, maxFailingPpm, confidencePpm, allowed, sample: plan.sample };
  const acceptance = repository.add({ ...head, seed, reason, drawnAt: at, drawnBy: actor, drawnSeq: seq }, items);
  return { acceptance, seed, ledger_seq: seq, ...summaryOf(batch, plan, inQuarantine) };
}

interface Planned {
  readonly ids: readonly number[];
  readonly plan: Plan;
  readonly inQuarantine: number;
}

function planned(registry: Registry, request: DrawRequest, reach: string): Planned {
  const { batch } = request;
  const { state } = batchWithin(new BatchRepository(registry), batch, reach);
  if (state !== 'done') throw new MregError('usage', 'acceptance.batch-state', { batch, state });
  const repository = new AcceptanceRepository(registry.database);
  const earlier = repository.ofBatch(batch);
  const open = earlier.find((acceptance) => acceptance.state === 'open');
  if (open !== undefined) throw new MregError('usage', 'acceptance.open', { batch, acceptance: open.id });
  const last = earlier.at(-1);
  if (last !== undefined && request.reason.trim() === '') {
    throw new MregError('usage', 'acceptance.drawn-before', { batch, acceptance: last.id });
  }
  const ids = [...repository.population(batch)];
  if (ids.length === 0) throw new MregError('usage', 'acceptance.empty', { batch });
  return { ids, plan: planFor(ids.length, request), inQuarantine: repository.waitingRows(batch) };
}

function contentOf(repository: AcceptanceRepository, rowId: number): string {
  const values = repository.values(rowId);
  if (values === undefined) throw new Error(`registration ${rowId} vanished while its batch was drawn`);
  return contentSha256(values);
}

/** SHA-256 over numbers, a line each. */
function digestOf(ids: readonly number[]): string {
  const hash = createHash('sha256');
  for (const id of ids) hash.update(`${id}\n`);
  return hash.digest('hex');
}

export function curveSummary({ curve }: Plan): PlanSummary['curve'] {
  return curve.map(({ failingShare, failing, accepted }) => ({ failing_share: failingShare, failing, accepted }));
}

const share = (ppm: number): number => ppm / 1_000_000;

function summaryOf(batch: number, plan: Plan, inQuarantine: number): PlanSummary {
  return {
    batch,
    population: plan.population,
    in_quarantine: inQuarantine,
    sample: plan.sample,
    allowed: plan.allowed,
    max_failing: share(plan.maxFailingPpm),
    confidence: share(plan.confidencePpm),
    too_many: plan.tooMany,
    consumer_risk: plan.consumerRisk,
    producer_risk: plan.producerRisk,
    curve: curveSummary(plan),
  };
}
