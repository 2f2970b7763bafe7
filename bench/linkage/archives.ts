import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runMeasured } from '../lib/measured-child.js';
import { MREG, ROOT, WORK } from '../lib/work-files.js';
import type { GeneratorProfileName } from './generate/profiles.js';
import { FILES, writeArchive } from './generate/write.js';

export interface ArchiveOrder {
  readonly records: number;
  readonly profile: GeneratorProfileName;
  readonly seed: number;
  /** Share of the records that come after the first run. */
  readonly later: number;
}

/** A generated archive and a home that has its rows (not the later ones). */
export interface Archive {
  readonly home: string;
  readonly rows: string;
  readonly later: string;
  readonly truth: string;
}

const GENERATORS = [join(ROOT, 'build', 'bench', 'linkage', 'generate'), join(ROOT, 'build', 'samples', 'generate')];

/** Made at first use and kept in bench/.work; the folder's name has a digest of the generator. The import is the real one,
 * and made again when the registry's tables change. */
export async function archiveFor(order: ArchiveOrder): Promise<Archive> {
  const { records, profile, seed, later } = order;
  const name = `linkage-${profile}-${records}-${seed}${later > 0 ? '-later' : ''}-${digestOf(GENERATORS)}`;
  const folder = join(WORK, name);
  mkdirSync(WORK, { recursive: true });
  if (!existsSync(folder)) writeArchive({ ...order, folder });
  const archive = {
    home: join(folder, 'home'),
    rows: join(folder, FILES.rows),
    later: join(folder, FILES.later),
    truth: join(folder, FILES.truth),
  };
  const imported = join(folder, `imported-${digestOf([join(ROOT, 'dist', 'store', 'migrations')])}`);
  if (!existsSync(imported)) {
    rmSync(archive.home, { recursive: true, force: true });
    await importInto(archive.home, archive.rows, folder);
    writeFileSync(imported, '');
  }
  await logIn(archive.home, passwordIn(folder));
  return archive;
}

const MOST_QUARANTINED_SHARE = 0.002;

const OPERATOR = '样例操作员';

function passwordIn(folder: string): string {
  return join(folder, 'password');
}

async function importInto(home: string, rows: string, folder: string): Promise<void> {
  const password = passwordIn(folder);
  writeFileSync(password, 'Bench-2026-hill', { mode: 0o600 });
  await runMeasured(process.execPath, [MREG, '--home', home, '--quiet', 'init', '--operator', OPERATOR, '--password-file', password]);
  await importMore(home, rows);
}

/** An archive may be older than a session lasts. */
async function logIn(home: string, password: string): Promise<void> {
  await runMeasured(process.execPath, [MREG, '--home', home, '--quiet', 'login', OPERATOR, '--password-file', password]);
}

/** Gives the number of the batch. */
export async function importMore(home: string, rows: string): Promise<number> {
  const { stdout } = await runMeasured(process.execPath, [MREG, '--home', home, '--no-progress', '--json', 'import', rows]);
  const summary = JSON.parse(stdout) as Record<'batch' | 'rows' | 'quarantined', number>;
  if (summary.quarantined > summary.rows * MOST_QUARANTINED_SHARE) throw new Error(`too many rows went to quarantine: ${stdout}`);
  return summary.batch;
}

/** A copy of the home in which nothing was detected yet; removed afterwards. */
export async function withCopyOf<T>(home: string, use: (copy: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(WORK, 'run-'));
  try {
    const copy = join(folder, 'home');
    cpSync(home, copy, { recursive: true });
    return await use(copy);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function digestOf(folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    for (const name of readdirSync(folder, { encoding: 'utf8' }).toSorted()) {
      if (name.endsWith('.js')) hash.update(readFileSync(join(folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 8);
}
