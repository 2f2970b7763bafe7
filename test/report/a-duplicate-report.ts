import { explainPair, probabilityOf } from '../../src/domain/linkage-model.js';
import type { DuplicateReportData, ReportedPair, ScoreHistogram } from '../../src/report/duplicate-report-data.js';
import { aModel, anEvidence } from './a-linkage.js';

/** Chance pairs fall off from −10 bits, true ones stand around +25; `expected` is what the bits of a bar say. */
export function aHistogram(): ScoreHistogram {
  const firstBits = -10;
  const pairs = Array.from({ length: 60 }, (_, bar) => {
    const chance = 60_000 * Math.exp(-bar / 0.9);
    const same = 900 * Math.exp(-(((bar - 32) / 8) ** 2));
    return Math.round(chance + same);
  });
  return { firstBits, pairs, expected: pairs.map((count, bar) => count * probabilityOf(firstBits + bar + 0.5)), below: 2_500_000 };
}

/** Numbers of region 99, which does not exist; the report masks what it is given once more. */
export function aReportedPair(over: Partial<ReportedPair> = {}): ReportedPair {
  const evidence = over.evidence ?? anEvidence();
  return {
    leftId: 1204,
    rightId: 88_031,
    clusterId: 1204,
    probability: explainPair(aModel(), evidence).probability,
    evidence,
    fields: [
      { field: 'op_type', left: 'IA', right: 'IA' },
      { field: 'op_date', left: '1996-05-04', right: '1996-05-14' },
      { field: 'cert_no', left: '(96)穗结字第12号', right: '(96)穗结字第12号' },
      { field: 'name_man', left: '付建国', right: '傅建国' },
      { field: 'cert_num_man', left: '9901**********1234', right: '' },
      { field: 'name_woman', left: '亓小梅', right: '亓小梅' },
      { field: 'cert_num_woman', left: '9901**********1222', right: '9901**********1222' },
    ],
    ...over,
  };
}

export function aDuplicateReport(over: Partial<DuplicateReportData> = {}): DuplicateReportData {
  const doubtful = anEvidence({ levels: [1, 3, 1, 0], rarity: [0, 0, 0, 0] });
  return {
    run: 12,
    at: '2026-05-20T09:30:00+08:00',
    actor: 'zhang.wei',
    records: 1_000_000,
    newRecords: 1_000_000,
    threshold: 0.95,
    pairsFound: 14_210,
    pairsAdded: 14_000,
    seconds: 14.2,
    model: aModel(),
    rules: [
      { key: 'document-man', pairs: 210_000, found: 9_100, limitedBlocks: 0, uncomparedPairs: 0 },
      { key: 'names', pairs: 13_000_000, found: 5_110, limitedBlocks: 3, uncomparedPairs: 41_000 },
    ],
    scores: aHistogram(),
    examples: [aReportedPair({ evidence: doubtful }), aReportedPair({ leftId: 77, rightId: 78 })],
    clusters: {
      sizes: [
        { records: 2, clusters: 13_000 },
        { records: 3, clusters: 300 },
        { records: 5, clusters: 2 },
      ],
      shown: [
        {
          clusterId: 5,
          records: [5, 9, 88],
          pairs: [
            { left: 5, right: 9, probability: 0.999_99, bridge: false },
            { left: 5, right: 88, probability: 0.97, bridge: false },
            { left: 9, right: 88, probability: 0.999, bridge: false },
            { left: 88, right: 120, probability: 0.96, bridge: true },
            { left: 120, right: 121, probability: 0.999_999, bridge: false },
          ],
        },
        {
          clusterId: 700_001,
          records: [700_001, 700_002],
          pairs: [{ left: 700_001, right: 700_002, probability: 1, bridge: false }],
        },
      ],
    },
    ...over,
  };
}
