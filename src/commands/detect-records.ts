import { join } from 'node:path';
import type { FeatureSet } from '../detect/features/feature-set.js';
import { CACHE_FOLDER, loadFeatures } from '../detect/features/load-features.js';
import { homeTables, type Home } from './home.js';
import type { Services } from './services.js';

/** Two threads: a third finds no core of its own on the machines this runs on. */
const MOST_JOBS = 2;
/** Below this threads take longer to start than to work. */
const RECORDS_FOR_THREADS = 30_000;

export function searchJobs({ environment }: Services, records: number): number {
  return records < RECORDS_FOR_THREADS ? 0 : Math.min(MOST_JOBS, environment.cpuCount);
}

/** The registrations as linkage reads them, from the side-car file where it is fresh. A dry run leaves no file behind. */
export async function linkedRecords(home: Home, services: Services, isDryRun: boolean): Promise<FeatureSet> {
  const bar = services.reporter.progress('linkage.reading');
  const records = await loadFeatures({
    registry: home.registry,
    tables: homeTables(home),
    jobs: Math.min(MOST_JOBS, services.environment.cpuCount),
    signal: services.signal,
    onProgress: (done, total) => bar.update({ rows: done, fraction: done / Math.max(1, total) }),
    ...(isDryRun ? {} : { cachePath: join(home.path, CACHE_FOLDER) }),
  }).finally(() => bar.stop());
  for (const note of records.notes) services.reporter.note(`features.note.${note}`);
  return records;
}
