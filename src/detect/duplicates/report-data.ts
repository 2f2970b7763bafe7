import type { FindingArea } from '../../findings/area.js';
import type { BlockingRuleCount, DuplicateReportData } from '../../report/duplicate-report-data.js';
import type { Registry } from '../../store/open.js';
import type { DuplicateResult } from './find-duplicates.js';
import { foundByRule } from './found-pairs.js';
import type { LinkedRecords } from './linked-records.js';
import { reportedClusters } from './report-clusters.js';
import { reportedPairs } from './report-pairs.js';

export interface DuplicateReportContext {
  readonly registry: Registry;
  readonly records: LinkedRecords;
  /** Over which registrations the reader of the report may see more than that they are there. */
  readonly area: FindingArea;
}

export interface DuplicateReportFrame {
  readonly run: number;
  readonly at: string;
  readonly actor: string;
  readonly seconds: number;
}

/** What the report of a run shows. The run is stored already: clusters are read back with what earlier runs found. */
export function duplicateReportData(
  context: DuplicateReportContext,
  result: DuplicateResult,
  frame: DuplicateReportFrame,
): DuplicateReportData {
  const { search, found, threshold, records, newRecords, recorded } = result;
  return {
    ...frame,
    records,
    newRecords,
    threshold,
    pairsFound: found.pairs.length,
    pairsAdded: recorded?.added ?? 0,
    model: search.model,
    rules: rulesOf(result),
    scores: search.scores,
    examples: reportedPairs(context, result),
    clusters: reportedClusters(context, result),
  };
}

function rulesOf({ search, found }: DuplicateResult): readonly BlockingRuleCount[] {
  const foundBy = foundByRule(found, search.pairs);
  return search.rules.map((rule, at) => ({ ...rule, found: foundBy[at] ?? 0 }));
}
