import { join } from 'node:path';
import { openRegistry, registryPath } from '../../src/store/open.js';
import { runMeasured, type Measured } from '../lib/measured-child.js';
import { MREG } from '../lib/work-files.js';
import type { FoundPair } from './score.js';
import { cellsOf, pairKey } from './truth.js';

export interface DetectRun extends Measured {
  readonly pairsFile: string;
}

/** The whole command: registry read, findings written. */
export async function detectWithMreg(home: string, extra: readonly string[] = []): Promise<DetectRun> {
  const pairsFile = join(home, '..', 'pairs.csv');
  const args = ['--home', home, '--no-progress', '--json', 'detect', 'duplicates', '--pairs', pairsFile, ...extra];
  return { ...(await runMeasured(process.execPath, [MREG, ...args])), pairsFile };
}

/** Tokens by registration id; 0 where there is none. */
export function tokensOf(home: string): Uint32Array {
  const registry = openRegistry(registryPath(home), { readonly: true });
  try {
    const last = registry.database.prepare('SELECT max(id) FROM registration').pluck().get();
    const tokens = new Uint32Array(Number(last) + 1);
    const rows = registry.database.prepare<[], [number, string]>('SELECT id, remark FROM registration').raw().iterate();
    for (const [id, remark] of rows) tokens[id] = Number(remark);
    return tokens;
  } finally {
    registry.close();
  }
}

/** The pairs of `--pairs FILE.csv` by token. */
export async function pairsByToken(file: string, tokens: Uint32Array): Promise<FoundPair[]> {
  const found: FoundPair[] = [];
  for await (const [left = '', right = '', , , probability = ''] of cellsOf(file)) {
    found.push({ key: pairKey(tokens[Number(left)] ?? 0, tokens[Number(right)] ?? 0), probability: Number(probability) });
  }
  return found;
}
