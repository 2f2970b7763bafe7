import { join } from 'node:path';
import type { DuplicateContext } from '../detect/duplicates/find-duplicates.js';
import type { FeatureSet } from '../detect/features/feature-set.js';
import { CACHE_FOLDER, loadFeatures } from '../detect/features/load-features.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { lockDetection } from '../store/import-lock.js';
import { homeTables, type Home } from './home.js';
import type { Services } from './services.js';

/** Two threads: a third finds no core of its own on the machines this runs on. */
const MOST_JOBS = 2;
/** Below this threads take longer to start than to work. */
const RECORDS_FOR_THREADS = 30_000;
const MS_A_SECOND = 1_000;

/**
 * Reads the registrations, and hands them to a search that no other one disturbs.
 * @throws MregError `busy` when another search is running
 */
export async function withSearch<T>(
  home: Home,
  services: Services,
  isDryRun: boolean,
  search: (context: DuplicateContext) => Promise<T>,
): Promise<T> {
  const unlock = isDryRun ? () => undefined : lockDetection(home.path, home.config.import.busyTimeoutSeconds * MS_A_SECOND);
  try {
    const records = await linkedRecords(home, services, isDryRun);
    const bar = services.reporter.progress('linkage.progress');
    const { signal, clock, environment } = services;
    const jobs = records.count < RECORDS_FOR_THREADS ? 0 : Math.min(MOST_JOBS, environment.cpuCount);
    const onProgress = (fraction: number): void => {
      bar.update({ rows: Math.round(records.count * fraction), fraction });
      if (fraction >= 1) bar.stop();
    };
    const at = shanghaiTime(clock.now());
    return await search({ registry: home.registry, records, at, actor: home.actor, jobs, signal, onProgress }).finally(() => bar.stop());
  } finally {
    unlock();
  }
}

/** The registrations as linkage reads them, from the side-car file where it is fresh. A dry run leaves the file as it is. */
async function linkedRecords(home: Home, services: Services, isDryRun: boolean): Promise<FeatureSet> {
  const bar = services.reporter.progress('linkage.reading');
  const records = await loadFeatures({
    registry: home.registry,
    tables: homeTables(home),
    jobs: Math.min(MOST_JOBS, services.environment.cpuCount),
    signal: services.signal,
    onProgress: (done, total) => bar.update({ rows: done, fraction: done / Math.max(1, total) }),
    cachePath: join(home.path, CACHE_FOLDER),
    leavesCache: isDryRun,
  }).finally(() => bar.stop());
  for (const note of records.notes) services.reporter.note(`features.note.${note}`);
  return records;
}
