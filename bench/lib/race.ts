import { pairRatios, spreadOf, type Spread } from './statistics.js';
import { fixed, resultTable, thousands } from './result-table.js';
import type { Measured } from './measured-child.js';

export interface Runner {
  readonly name: string;
  readonly run: () => Promise<Measured>;
}

export interface Side {
  readonly name: string;
  readonly seconds: Spread;
  readonly rowsPerSecond: number;
  readonly peakMegabytes: number;
}

export interface RaceResult {
  readonly rows: number;
  readonly runs: number;
  readonly sides: readonly [Side, Side];
  /** Seconds of the first over seconds of the second, pair by pair. */
  readonly ratio: Spread;
}

/** Runs both in turn, A B A B …, so that whatever else the machine does falls on both. */
export async function race(rows: number, runs: number, first: Runner, second: Runner): Promise<RaceResult> {
  const firstRuns: Measured[] = [];
  const secondRuns: Measured[] = [];
  for (let turn = 0; turn < runs; turn++) {
    firstRuns.push(await first.run());
    secondRuns.push(await second.run());
  }
  const sides = [sideOf(first.name, rows, firstRuns), sideOf(second.name, rows, secondRuns)] as const;
  return { rows, runs, sides, ratio: spreadOf(pairRatios(secondsOf(firstRuns), secondsOf(secondRuns))) };
}

function secondsOf(runs: readonly Measured[]): number[] {
  return runs.map((run) => run.seconds);
}

function sideOf(name: string, rows: number, runs: readonly Measured[]): Side {
  const seconds = spreadOf(secondsOf(runs));
  return { name, seconds, rowsPerSecond: rows / seconds.median, peakMegabytes: Math.max(...runs.map((run) => run.peakMegabytes)) };
}

export function describeRace({ rows, runs, sides, ratio }: RaceResult): string {
  const header = [`${thousands(rows)} rows, ${runs} runs each`, 'median s', 'min', 'max', 'rows/s', 'peak MB'];
  const lines = sides.map(({ name, seconds, rowsPerSecond, peakMegabytes }) => [
    name,
    fixed(seconds.median),
    fixed(seconds.min),
    fixed(seconds.max),
    thousands(rowsPerSecond),
    thousands(peakMegabytes),
  ]);
  const ratios = `ratio pair by pair: median ${fixed(ratio.median)}, min ${fixed(ratio.min)}, max ${fixed(ratio.max)}`;
  return `${resultTable(header, lines)}\n${ratios}`;
}
