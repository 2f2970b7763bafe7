import type { ReportedCluster, ReportedClusters } from '../../report/duplicate-report-data.js';
import { DuplicateRepository } from '../../store/duplicate-repository.js';
import type { ScoredPair } from './clusters.js';
import { idsOf, subjectOf } from './decided-pairs.js';
import type { DuplicateResult } from './find-duplicates.js';
import type { DuplicateReportContext } from './report-data.js';

/** Pictures: the largest clusters, and those that a weak bridge touches. */
const MOST_LARGEST = 9;
const MOST_BRIDGED = 9;

/** How large clusters are, and some of them with their pairs. A reader who may not see the whole registry sees the sizes only. */
export function reportedClusters(context: DuplicateReportContext, result: DuplicateResult): ReportedClusters {
  const members = membersOf(result);
  const shown = context.area.isWhole ? chosenClusters(members, result) : [];
  const reader = new PairReader(context, result);
  return { sizes: sizesOf(members), shown: shown.map((clusterId) => reader.cluster(clusterId, members.get(clusterId) ?? [])) };
}

type Members = ReadonlyMap<number, readonly number[]>;

function membersOf({ found }: DuplicateResult): Members {
  const members = new Map<number, number[]>();
  for (const [id, clusterId] of found.clusters.clusterOf) {
    const known = members.get(clusterId);
    if (known === undefined) members.set(clusterId, [id]);
    else known.push(id);
  }
  return members;
}

function sizesOf(members: Members): ReportedClusters['sizes'] {
  const clusters = new Map<number, number>();
  for (const { length } of members.values()) clusters.set(length, (clusters.get(length) ?? 0) + 1);
  return [...clusters].map(([records, count]) => ({ records, clusters: count })).toSorted((one, other) => one.records - other.records);
}

/** The clusters with a bridge first; pairs that stand alone are no picture worth looking at, unless there is nothing else. */
function chosenClusters(members: Members, { found }: DuplicateResult): readonly number[] {
  const bridged = found.clusters.bridges.flatMap(({ left }) => found.clusters.clusterOf.get(left) ?? []);
  const largest = [...members].toSorted(([one, ofOne], [other, ofOther]) => ofOther.length - ofOne.length || one - other);
  return [...new Set([...bridged.slice(0, MOST_BRIDGED), ...largest.slice(0, MOST_LARGEST).map(([clusterId]) => clusterId)])];
}

/** Reads the pairs of a cluster from the registry, those of earlier runs among them. */
class PairReader {
  private readonly repository: DuplicateRepository;
  private readonly threshold: number;
  private readonly bridges: ReadonlySet<string>;

  constructor({ registry }: DuplicateReportContext, { found, threshold }: DuplicateResult) {
    this.repository = new DuplicateRepository(registry.database);
    this.threshold = threshold;
    this.bridges = new Set(found.clusters.bridges.map(({ left, right }: ScoredPair) => subjectOf(left, right)));
  }

  cluster(clusterId: number, members: readonly number[]): ReportedCluster {
    const records = members.toSorted((one, other) => one - other);
    const pairs = new Map<string, ReportedCluster['pairs'][number]>();
    for (const id of records) {
      for (const { subject, score, state } of this.repository.storedPairsOf(id)) {
        if (state === 'dismissed' || score < this.threshold) continue;
        const [left, right] = idsOf(subject);
        pairs.set(subject, { left, right, probability: score, bridge: this.bridges.has(subject) });
      }
    }
    return { clusterId, records, pairs: [...pairs.values()] };
  }
}
