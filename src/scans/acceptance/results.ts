import { MregError } from '../../domain/error.js';
import type { FieldKey } from '../../domain/fields.js';
import { AcceptanceRepository, type StoredAcceptance, type StoredAcceptanceItem } from '../../store/acceptance-repository.js';
import { BatchRepository } from '../../store/batch-repository.js';
import type { Registry } from '../../store/open.js';
import { curveSummary, type PlanSummary } from './draw.js';
import { mostFailing, planFor } from './plan.js';

/** `failing`: more records fail than are allowed, though not all are checked; `void`: the batch was undone meanwhile. */
export type AcceptanceStanding = StoredAcceptance['state'] | 'failing' | 'void';

/** Keys as printed by `--json`. */
export interface AcceptanceListing {
  readonly acceptance: number;
  readonly batch: number;
  readonly state: AcceptanceStanding;
  readonly population: number;
  readonly sample: number;
  readonly allowed: number;
  readonly checked: number;
  readonly failing: number;
  readonly max_failing: number;
  readonly confidence: number;
  readonly drawn_at: string;
  readonly drawn_by: string;
  /** '' while it goes on. */
  readonly ended_at: string;
}

/** Keys as printed by `--json`. */
export interface AcceptanceDetail extends AcceptanceListing {
  /** Which drawing of the batch it is, from 1. */
  readonly drawing: number;
  readonly reason: string;
  /** Rows of the batch that wait in quarantine now: no part of what is taken over. */
  readonly in_quarantine: number;
  readonly seed: string;
  readonly too_many: number;
  readonly consumer_risk: number;
  readonly producer_risk: number;
  readonly curve: PlanSummary['curve'];
  /** With the confidence of the plan the batch has no more failing records than these; `null` until all are checked. */
  readonly most_failing: number | null;
  readonly wrong_fields: readonly { readonly field: FieldKey; readonly records: number }[];
  readonly checkers: readonly { readonly actor: string; readonly checked: number; readonly failing: number }[];
  readonly failing_records: readonly {
    readonly ordinal: number;
    readonly record: number;
    readonly wrong: readonly FieldKey[];
    readonly actor: string;
  }[];
  readonly ledger_seqs: readonly number[];
}

/** Of the batches whose areas begin with `reach`, oldest first. */
export function listAcceptances(registry: Registry, reach: string): readonly AcceptanceListing[] {
  return new AcceptanceRepository(registry.database).list(reach).map((acceptance) => listing(registry, acceptance));
}

/** @throws MregError `usage` when there is none with this number, `not-permitted` when its batch lies outside `reach` */
export function showAcceptance(registry: Registry, id: number, reach: string): AcceptanceDetail {
  const repository = new AcceptanceRepository(registry.database);
  const acceptance = repository.find(id);
  if (acceptance === undefined) throw new MregError('usage', 'acceptance.unknown', { acceptance: id });
  const batch = new BatchRepository(registry).find(acceptance.batchId);
  if (batch?.area.startsWith(reach) !== true) throw new MregError('not-permitted', 'acceptance.outside-area', { acceptance: id });
  const head = listing(registry, acceptance);
  const plan = planFor(acceptance.population, acceptance);
  const items = repository.items(id);
  const { population, confidencePpm, drawnSeq, endedSeq } = acceptance;
  const isComplete = head.checked === head.sample;
  return {
    ...head,
    drawing: repository.ofBatch(acceptance.batchId).findIndex((drawing) => drawing.id === id) + 1,
    reason: acceptance.reason,
    in_quarantine: repository.waitingRows(acceptance.batchId),
    seed: acceptance.seed,
    too_many: plan.tooMany,
    consumer_risk: plan.consumerRisk,
    producer_risk: plan.producerRisk,
    curve: curveSummary(plan),
    most_failing: isComplete ? mostFailing({ population, drawn: head.sample, failing: head.failing }, confidencePpm) : null,
    wrong_fields: wrongFields(items),
    checkers: checkers(items),
    failing_records: items
      .filter(({ outcome }) => outcome === 'wrong')
      .map(({ ordinal, rowId, wrong, actor }) => ({ ordinal, record: rowId, wrong, actor })),
    ledger_seqs: [
      drawnSeq,
      ...items.filter(({ ledgerSeq }) => ledgerSeq > 0).map(({ ledgerSeq }) => ledgerSeq),
      ...(endedSeq > 0 ? [endedSeq] : []),
    ],
  };
}

function listing(registry: Registry, acceptance: StoredAcceptance): AcceptanceListing {
  const { checked, failing } = new AcceptanceRepository(registry.database).tally(acceptance.id);
  const isUndone = new BatchRepository(registry).find(acceptance.batchId)?.state !== 'done';
  return {
    acceptance: acceptance.id,
    batch: acceptance.batchId,
    state: standingOf(acceptance, failing, isUndone),
    population: acceptance.population,
    sample: acceptance.sample,
    allowed: acceptance.allowed,
    checked,
    failing,
    max_failing: acceptance.maxFailingPpm / 1_000_000,
    confidence: acceptance.confidencePpm / 1_000_000,
    drawn_at: acceptance.drawnAt,
    drawn_by: acceptance.drawnBy,
    ended_at: acceptance.endedAt,
  };
}

function standingOf({ state, allowed }: StoredAcceptance, failing: number, isUndone: boolean): AcceptanceStanding {
  if (isUndone) return 'void';
  return state === 'open' && failing > allowed ? 'failing' : state;
}

function wrongFields(items: readonly StoredAcceptanceItem[]): AcceptanceDetail['wrong_fields'] {
  const counts = new Map<FieldKey, number>();
  for (const key of items.flatMap(({ wrong }) => wrong)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].map(([field, records]) => ({ field, records })).toSorted((left, right) => right.records - left.records);
}

function checkers(items: readonly StoredAcceptanceItem[]): AcceptanceDetail['checkers'] {
  const counts = new Map<string, { checked: number; failing: number }>();
  for (const { actor, outcome } of items.filter((item) => item.outcome !== '')) {
    const count = counts.get(actor) ?? { checked: 0, failing: 0 };
    counts.set(actor, { checked: count.checked + 1, failing: count.failing + (outcome === 'wrong' ? 1 : 0) });
  }
  return [...counts].map(([actor, count]) => ({ actor, ...count }));
}
