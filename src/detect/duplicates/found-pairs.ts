import { createHash } from 'node:crypto';
import { DUPLICATE_CODE, type Detection, type DetectionSeverity } from '../../domain/detection.js';
import { probabilityOf } from '../../domain/linkage-model.js';
import type { DuplicateRepository, PairedRecord, StoredPair } from '../../store/duplicate-repository.js';
import { BLOCKING_RULES } from './blocking-rules.js';
import { clusterPairs, type Clusters, type ScoredPair } from './clusters.js';
import { idsOf, subjectOf } from './decided-pairs.js';
import { levelsOf, PLACE } from './levels.js';
import type { LinkedRecords } from './linked-records.js';
import type { PairColumns } from './pair-list.js';

/** A pair over the threshold whose registrations are both active. */
export interface FoundPair extends ScoredPair {
  /** Place in the columns of the search. */
  readonly pair: number;
  readonly leftRecord: PairedRecord;
  readonly rightRecord: PairedRecord;
  readonly isDismissed: boolean;
}

/** What is over the threshold, and how it hangs together. */
export interface FoundPairs {
  readonly pairs: readonly FoundPair[];
  readonly clusters: Clusters;
  /** Pairs of earlier runs that are in another cluster now. */
  readonly regrouped: ReadonlyMap<string, number>;
}

/** A pair of so high a probability cannot be right; a lower one is for a person to look at. */
const SURE = 0.99;
const LIKELY = 0.9;
const SCORE_DIGITS = 6;
const RARITY_DIGITS = 2;

export function severityOf(probability: number): DetectionSeverity {
  if (probability >= SURE) return 'error';
  return probability >= LIKELY ? 'warning' : 'hint';
}

/**
 * Selects and groups. A pair that a person dismissed stays a finding and joins nothing. In a run over new records the clusters take in
 * the pairs of earlier runs that they touch, so that they are those of a run over everything.
 */
export function gatherPairs(
  columns: PairColumns,
  records: LinkedRecords,
  threshold: number,
  repository: DuplicateRepository,
  isFull: boolean,
): FoundPairs {
  const over = pairsOver(columns, records, threshold);
  const active = repository.activeRecords(idsIn(over));
  const dismissed = new Set(repository.dismissedPairs());
  const pairs: FoundPair[] = [];
  for (const { pair, left, right, probability } of over) {
    const leftRecord = active.get(left);
    const rightRecord = active.get(right);
    if (leftRecord === undefined || rightRecord === undefined) continue;
    const isDismissed = dismissed.size > 0 && dismissed.has(subjectOf(left, right));
    pairs.push({ pair, left, right, probability, leftRecord, rightRecord, isDismissed });
  }
  const joining = pairs.filter(({ isDismissed }) => !isDismissed);
  const earlier = isFull ? [] : earlierPairs(pairs, threshold, repository);
  const clusters = clusterPairs([...joining, ...earlier.map(scored)]);
  return { pairs, clusters, regrouped: regroupedOf(earlier, clusters) };
}

interface OverThreshold extends ScoredPair {
  readonly pair: number;
}

function pairsOver({ count, left, right, bits }: PairColumns, records: LinkedRecords, threshold: number): readonly OverThreshold[] {
  const over: OverThreshold[] = [];
  for (let pair = 0; pair < count; pair += 1) {
    const probability = Number(probabilityOf(bits[pair] ?? 0).toFixed(SCORE_DIGITS));
    if (probability < threshold) continue;
    over.push({ pair, left: records.idOf(left[pair] ?? 0), right: records.idOf(right[pair] ?? 0), probability });
  }
  return over;
}

function idsIn(pairs: readonly ScoredPair[]): Float64Array {
  const ids = new Float64Array(2 * pairs.length);
  for (const [at, { left, right }] of pairs.entries()) {
    ids[2 * at] = left;
    ids[2 * at + 1] = right;
  }
  return ids;
}

/** Pairs of earlier runs that are connected with these, all the way, and whose registrations are active. */
function earlierPairs(found: readonly FoundPair[], threshold: number, repository: DuplicateRepository): readonly StoredPair[] {
  const known = new Set(found.map(({ left, right }) => subjectOf(left, right)));
  const seen = new Set<number>();
  const earlier: StoredPair[] = [];
  let reached = found.flatMap(({ left, right }) => [left, right]);
  while (reached.length > 0) {
    const next: number[] = [];
    for (const id of reached) {
      if (seen.has(id)) continue;
      seen.add(id);
      for (const pair of repository.storedPairsOf(id)) {
        if (known.has(pair.subject) || pair.state === 'dismissed' || pair.score < threshold) continue;
        known.add(pair.subject);
        earlier.push(pair);
        next.push(...idsOf(pair.subject));
      }
    }
    reached = next;
  }
  const active = repository.activeRecords(earlier.flatMap(({ subject }) => [...idsOf(subject)]));
  return earlier.filter(({ subject }) => idsOf(subject).every((id) => active.has(id)));
}

function scored({ subject, score }: StoredPair): ScoredPair {
  const [left, right] = idsOf(subject);
  return { left, right, probability: score };
}

function regroupedOf(earlier: readonly StoredPair[], { clusterOf }: Clusters): ReadonlyMap<string, number> {
  const groupNow = (subject: string): number => clusterOf.get(idsOf(subject)[0]) ?? 0;
  return new Map(
    earlier.filter(({ subject, group_id: group }) => groupNow(subject) !== group).map(({ subject }) => [subject, groupNow(subject)]),
  );
}

/** The cluster of a pair: that of its left record; a bridge belongs to the smaller of two. */
export function clusterIdOf({ left, right }: ScoredPair, { clusterOf }: Clusters): number {
  return Math.min(clusterOf.get(left) ?? left, clusterOf.get(right) ?? right);
}

/** How many of the pairs each rule was the first to find. */
export function foundByRule({ pairs }: FoundPairs, { rule }: PairColumns): readonly number[] {
  const counts = BLOCKING_RULES.map(() => 0);
  for (const { pair } of pairs) counts[rule[pair] ?? 0] = (counts[rule[pair] ?? 0] ?? 0) + 1;
  return counts;
}

/** Pairs as findings. */
export function* detectionsOf({ pairs, clusters }: FoundPairs, columns: PairColumns, model: number): Generator<Detection> {
  for (const found of pairs) {
    yield {
      kind: 'duplicate',
      code: DUPLICATE_CODE,
      subject: subjectOf(found.left, found.right),
      severity: severityOf(found.probability),
      score: found.probability,
      groupId: clusterIdOf(found, clusters),
      evidence: { model, levels: levelsOfPair(columns, found.pair), rarity: rarityOfPair(columns, found.pair) },
      records: [found.leftRecord, found.rightRecord].map(({ id, dept_code: deptCode }) => ({ id, deptCode })),
    };
  }
}

export function levelsOfPair({ persons, event }: PairColumns, pair: number): readonly number[] {
  return levelsOf({ persons: persons[pair] ?? 0, event: event[pair] ?? 0 });
}

/** Up to the last comparison that has one. */
export function rarityOfPair({ rarityMan, rarityWoman }: PairColumns, pair: number): readonly number[] {
  const rarity = Array.from({ length: PLACE.nameWoman + 1 }, () => 0);
  rarity[PLACE.nameMan] = rounded(rarityMan[pair] ?? 0);
  rarity[PLACE.nameWoman] = rounded(rarityWoman[pair] ?? 0);
  return rarity;
}

const rounded = (bits: number): number => Number(bits.toFixed(RARITY_DIGITS));

/** SHA-256 of the pairs with their probabilities, in the order of their ids: what the ledger remembers of a run. */
export function digestOfPairs(pairs: readonly ScoredPair[]): string {
  const hash = createHash('sha256');
  for (const { left, right, probability } of pairs.toSorted((one, other) => one.left - other.left || one.right - other.right)) {
    hash.update(`${left}-${right} ${probability.toFixed(SCORE_DIGITS)}\n`);
  }
  return hash.digest('hex');
}
