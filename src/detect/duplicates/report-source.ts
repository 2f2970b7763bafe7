import { FIELD_KEYS, fieldOf, type FieldKey } from '../../domain/fields.js';
import { maskNumber } from '../../domain/masking.js';
import type { RowValues } from '../../domain/registration.js';
import type { DuplicateReportData, ReportedCluster, ReportedPair } from '../../report/duplicate-report-data.js';
import { maskCell } from '../../report/masked-row.js';
import type { DuplicateRepository } from '../../store/duplicate-repository.js';
import { probabilityOf } from '../../domain/linkage-model.js';
import type { DuplicateResult } from './find-duplicates.js';
import { clusterIdOf, foundByRule, levelsOfPair, rarityOfPair } from './found-pairs.js';
import type { ScoredPair } from './clusters.js';
import type { LinkedRecords } from './linked-records.js';

/** What the report needs beside the result. */
export interface ReportContext {
  readonly repository: DuplicateRepository;
  readonly records: LinkedRecords;
  readonly at: string;
  readonly actor: string;
  readonly seconds: number;
  /** Who may not see findings gets names masked. */
  readonly showsNames: boolean;
}

/** Pairs shown: the most doubtful over the threshold, the nearest below it, and sure ones as they come. */
const SHOWN_PAIRS = { doubtful: 16, below: 8, sure: 8 } as const;
const SHOWN_CLUSTERS = { largest: 6, bridged: 6 } as const;

/** The data of the HTML report of a search. */
export function reportData(result: DuplicateResult, context: ReportContext): DuplicateReportData {
  const { search, found, recorded } = result;
  const byRule = foundByRule(found, search.pairs);
  return {
    run: recorded?.run ?? 0,
    at: context.at,
    actor: context.actor,
    records: result.records,
    newRecords: result.newRecords,
    threshold: result.threshold,
    pairsFound: found.pairs.length,
    pairsAdded: recorded?.added ?? 0,
    seconds: context.seconds,
    model: search.model,
    rules: search.rules.map((rule, index) => ({ ...rule, found: byRule[index] ?? 0 })),
    scores: search.scores,
    examples: examples(result, context),
    clusters: { sizes: clusterSizes(result), shown: shownClusters(result) },
  };
}

interface Example extends ScoredPair {
  readonly pair: number;
}

function examples(result: DuplicateResult, context: ReportContext): readonly ReportedPair[] {
  const over = result.found.pairs.toSorted((one, other) => one.probability - other.probability);
  const doubtful = over.slice(0, SHOWN_PAIRS.doubtful);
  const sure = over.slice(doubtful.length).slice(-SHOWN_PAIRS.sure);
  const chosen: readonly Example[] = [...doubtful, ...pairsBelow(result, context), ...sure];
  const rows = context.repository.registrations(chosen.flatMap(({ left, right }) => [left, right]));
  return chosen.flatMap((example) => {
    const left = rows.get(example.left);
    const right = rows.get(example.right);
    return left === undefined || right === undefined ? [] : [reportedPair(example, left, right, result, context)];
  });
}

function pairsBelow({ search, threshold }: DuplicateResult, { records }: ReportContext): readonly Example[] {
  const { pairs } = search;
  const below: { pair: number; bits: number }[] = [];
  for (let pair = 0; pair < pairs.count; pair += 1) {
    const bits = pairs.bits[pair] ?? 0;
    if (probabilityOf(bits) >= threshold) continue;
    below.push({ pair, bits });
    if (below.length > 2 * SHOWN_PAIRS.below) keepNearest(below);
  }
  keepNearest(below);
  return below.map(({ pair, bits }) => ({
    pair,
    left: records.idOf(pairs.left[pair] ?? 0),
    right: records.idOf(pairs.right[pair] ?? 0),
    probability: probabilityOf(bits),
  }));
}

function keepNearest(below: { pair: number; bits: number }[]): void {
  below.sort((one, other) => other.bits - one.bits);
  below.length = Math.min(below.length, SHOWN_PAIRS.below);
}

function reportedPair(
  example: Example,
  left: RowValues,
  right: RowValues,
  { search, found }: DuplicateResult,
  { showsNames }: ReportContext,
): ReportedPair {
  const fields = FIELD_KEYS.filter((field) => left[field] !== '' || right[field] !== '').map((field) => ({
    field,
    left: shownText(field, left[field], showsNames),
    right: shownText(field, right[field], showsNames),
  }));
  const evidence = {
    model: search.model.version,
    levels: levelsOfPair(search.pairs, example.pair),
    rarity: rarityOfPair(search.pairs, example.pair),
  };
  const { left: leftId, right: rightId, probability } = example;
  return { leftId, rightId, clusterId: clusterIdOf(example, found.clusters), probability, evidence, fields };
}

function shownText(field: FieldKey, text: string, showsNames: boolean): string {
  const isPersonal = field.startsWith('name_') || field.startsWith('reg_detail_') || fieldOf(field).kind === 'document-number';
  return isPersonal && !showsNames ? maskNumber(text) : maskCell(field, text);
}

function membersOf({ found }: DuplicateResult): ReadonlyMap<number, readonly number[]> {
  const members = new Map<number, number[]>();
  for (const [id, cluster] of found.clusters.clusterOf) {
    const known = members.get(cluster);
    if (known === undefined) members.set(cluster, [id]);
    else known.push(id);
  }
  return members;
}

function clusterSizes(result: DuplicateResult): DuplicateReportData['clusters']['sizes'] {
  const bySize = new Map<number, number>();
  for (const { length } of membersOf(result).values()) bySize.set(length, (bySize.get(length) ?? 0) + 1);
  return [...bySize].toSorted(([one], [other]) => one - other).map(([records, clusters]) => ({ records, clusters }));
}

function shownClusters(result: DuplicateResult): readonly ReportedCluster[] {
  const { found } = result;
  const members = membersOf(result);
  const bridged = new Set(found.clusters.bridges.slice(0, SHOWN_CLUSTERS.bridged).map((pair) => clusterIdOf(pair, found.clusters)));
  const largest = [...members].toSorted(([, one], [, other]) => other.length - one.length).slice(0, SHOWN_CLUSTERS.largest);
  return [...new Set([...bridged, ...largest.map(([cluster]) => cluster)])].map((clusterId) => clusterOf(clusterId, result));
}

/** With the groups at the other end of its bridges. */
function clusterOf(clusterId: number, { found }: DuplicateResult): ReportedCluster {
  const isBridge = (pair: ScoredPair): boolean =>
    found.clusters.bridges.some(({ left, right }) => left === pair.left && right === pair.right);
  const pairs = found.pairs
    .filter((pair) => !pair.isDismissed && clusterIdOf(pair, found.clusters) === clusterId)
    .map((pair) => ({ left: pair.left, right: pair.right, probability: pair.probability, bridge: isBridge(pair) }));
  return {
    clusterId,
    records: [...new Set(pairs.flatMap(({ left, right }) => [left, right]))].toSorted((one, other) => one - other),
    pairs,
  };
}
