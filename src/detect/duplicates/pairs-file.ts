import { CSV_LINE_END, csvCell } from '../../report/csv-cells.js';
import { stageFile, type StagedFile } from '../../report/staged-file.js';
import { clusterIdOf, type FoundPair, type FoundPairs } from './found-pairs.js';

const COLUMNS = 'left_id,right_id,left_doc_no,right_doc_no,probability,cluster_id';
const PROBABILITY_DIGITS = 6;
const PAIRS_A_PIECE = 2_000;

/** Writes the pairs that nobody dismissed, cluster by cluster; the caller publishes the file. */
export function stagePairs(path: string, { pairs, clusters }: FoundPairs): Promise<StagedFile> {
  const rows = pairs
    .filter(({ isDismissed }) => !isDismissed)
    .map((pair) => ({ pair, clusterId: clusterIdOf(pair, clusters) }))
    .toSorted((one, other) => one.clusterId - other.clusterId || one.pair.left - other.pair.left || one.pair.right - other.pair.right);
  return stageFile(path, async (sink) => {
    await sink(Buffer.from(COLUMNS + CSV_LINE_END));
    for (let at = 0; at < rows.length; at += PAIRS_A_PIECE) {
      const piece = rows.slice(at, at + PAIRS_A_PIECE).map(({ pair, clusterId }) => lineOf(pair, clusterId));
      await sink(Buffer.from(piece.join('')));
    }
  });
}

function lineOf({ left, right, leftRecord, rightRecord, probability }: FoundPair, clusterId: number): string {
  const cells = [left, right, csvCell(leftRecord.doc_no), csvCell(rightRecord.doc_no), probability.toFixed(PROBABILITY_DIGITS), clusterId];
  return cells.join(',') + CSV_LINE_END;
}
