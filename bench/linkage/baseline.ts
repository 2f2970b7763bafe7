import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { withFreshFolder } from '../lib/fresh-home.js';
import { runMeasured, type Measured } from '../lib/measured-child.js';
import { ROOT } from '../lib/work-files.js';
import type { NamesAs } from './duckdb/comparisons.js';
import type { FoundPair } from './score.js';
import { cellsOf, pairKey } from './truth.js';

export interface BaselineRun extends Measured {
  readonly comparedPairs: number;
  readonly found: readonly FoundPair[];
}

/** DuckDB from its reading of the CSV to its pairs in a file. Pairs from a probability of 0.01 on. */
export async function linkWithDuckdb(rows: string, namesAs: NamesAs): Promise<BaselineRun> {
  return withFreshFolder(async (folder) => {
    const out = join(folder, 'pairs.csv');
    const program = join(ROOT, 'build', 'bench', 'linkage', 'duckdb', 'main.js');
    const run = await runMeasured(process.execPath, [
      program,
      '--rows',
      rows,
      '--out',
      out,
      '--names',
      namesAs,
      '--temporary',
      join(folder, 'spill'),
    ]);
    const { pairs } = JSON.parse(run.stdout) as { pairs: number };
    const found: FoundPair[] = [];
    for await (const [left = '', right = '', probability = ''] of cellsOf(out)) {
      found.push({ key: pairKey(Number(left), Number(right)), probability: Number(probability) });
    }
    rmSync(out);
    return { ...run, comparedPairs: pairs, found };
  });
}
