import type { SerialSeries } from './serial-store.js';

/** Serials that are not there, both ends included. */
export interface SerialRun {
  readonly from: number;
  readonly to: number;
}

export interface SeriesGaps {
  /** Between serials of the block. */
  readonly missing: readonly SerialRun[];
  readonly missingCount: number;
  /** A few serials far behind all others: mistyped, or numbers that were never handed out. */
  readonly strays: readonly number[];
  readonly first: number;
  readonly last: number;
  readonly present: number;
}

export interface GapTest {
  readonly fewestRecords: number;
  /** A series that lacks more than this share is one of which only some is here. */
  readonly mostMissing: number;
  /** Serials without one present between two of a block; beyond it another block begins. */
  readonly longestGap: number;
  readonly mostStrays: number;
}

/**
 * What a series of certificates lacks. The serials are cut into blocks where a long stretch is missing; the block with the most is the
 * series, small ones behind it are strays. A serial explained elsewhere (a row in quarantine) is not missing.
 */
export function gapsOf(series: SerialSeries, isExplained: (serial: number) => boolean, test: GapTest): SeriesGaps | undefined {
  if (series.count < test.fewestRecords) return undefined;
  const blocks = blocksOf(series, test.longestGap);
  const main = blocks.reduce((largest, block) => (block.length > largest.length ? block : largest), []);
  const first = main[0] ?? 0;
  const last = main.at(-1) ?? 0;
  // Numbering begins with 1: what is missing before the first one is missing too, unless the series begins far off.
  const begins = first - 1 <= test.longestGap ? 1 : first;
  const missing = runsBetween(main, begins, isExplained);
  const missingCount = missing.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const isPartial = main.length < test.fewestRecords || missingCount > (last - begins + 1) * test.mostMissing;
  const behind = blocks.filter((block) => (block[0] ?? 0) > last);
  const strays = behind.every((block) => block.length <= test.mostStrays) ? behind.flat() : [];
  const shown = isPartial ? [] : missing;
  if (shown.length === 0 && strays.length === 0) return undefined;
  return { missing: shown, missingCount: isPartial ? 0 : missingCount, strays, first: begins, last, present: main.length };
}

function blocksOf(series: SerialSeries, longestGap: number): number[][] {
  const blocks: number[][] = [];
  let block: number[] = [];
  for (const serial of series.serials()) {
    const before = block.at(-1);
    if (before === undefined || serial - before > longestGap) {
      block = [];
      blocks.push(block);
    }
    block.push(serial);
  }
  return blocks;
}

function runsBetween(serials: readonly number[], begins: number, isExplained: (serial: number) => boolean): readonly SerialRun[] {
  const runs: { from: number; to: number }[] = [];
  let expected = begins;
  for (const serial of serials) {
    for (let missing = expected; missing < serial; missing += 1) {
      if (isExplained(missing)) continue;
      const before = runs.at(-1);
      if (before !== undefined && before.to === missing - 1) before.to = missing;
      else runs.push({ from: missing, to: missing });
    }
    expected = serial + 1;
  }
  return runs;
}
