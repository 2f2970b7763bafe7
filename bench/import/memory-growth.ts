import { fixed, resultTable, thousands } from '../lib/result-table.js';
import { sampleFile } from '../lib/work-files.js';
import { importWithMreg } from './programs.js';

export interface MemoryPoint {
  readonly rows: number;
  readonly seconds: number;
  readonly peakMegabytes: number;
}

/** One import for each size: what must not grow with the file. */
export async function measureMemory(sizes: readonly number[]): Promise<readonly MemoryPoint[]> {
  const points: MemoryPoint[] = [];
  for (const rows of sizes) {
    const { seconds, peakMegabytes } = await importWithMreg(await sampleFile({ rows, extension: 'csv' }), rows);
    points.push({ rows, seconds, peakMegabytes });
  }
  return points;
}

export function describeMemory(points: readonly MemoryPoint[]): string {
  const lines = points.map(({ rows, seconds, peakMegabytes }) => [
    thousands(rows),
    fixed(seconds),
    thousands(rows / seconds),
    thousands(peakMegabytes),
  ]);
  return resultTable(['rows', 's', 'rows/s', 'peak MB'], lines);
}
