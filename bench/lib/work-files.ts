import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runMeasured } from './measured-child.js';

/** The checkout: two folders above `build/bench/lib`'s `build`. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
export const WORK = join(ROOT, 'bench', '.work');
export const MREG = join(ROOT, 'bin', 'mreg.js');
const GENERATOR = join(ROOT, 'build', 'samples', 'generate');

export interface SampleOrder {
  readonly rows: number;
  readonly extension: 'csv' | 'xlsx';
}

/**
 * The path of a generated archive (county-modern, seed 1, 2 % defects), made at first use. Its name carries a digest of the
 * generator, so that a changed generator never meets an old file.
 */
export async function sampleFile({ rows, extension }: SampleOrder): Promise<string> {
  mkdirSync(WORK, { recursive: true });
  const path = join(WORK, `county-modern-${rows}-${generatorDigest()}.${extension}`);
  if (existsSync(path)) return path;
  const partial = join(WORK, `partial-${process.pid}.${extension}`);
  const order = ['--profile', 'county-modern', '--rows', String(rows), '--seed', '1', '--defects', '2%', '--out', partial];
  await runMeasured(process.execPath, [join(GENERATOR, 'main.js'), ...order]);
  renameSync(partial, path);
  return path;
}

function generatorDigest(): string {
  const hash = createHash('sha256');
  const names = readdirSync(GENERATOR, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  for (const name of names.toSorted()) hash.update(readFileSync(join(GENERATOR, name)));
  return hash.digest('hex').slice(0, 8);
}
