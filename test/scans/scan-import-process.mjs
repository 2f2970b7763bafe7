// Imports the scans of a folder into a registry as the program does, with processes that know only tones (reader-process.mjs): pages are
// read in milliseconds, so that a test can kill it at many moments. Prints a line for each page that was committed.
import { join } from 'node:path';
import { loadPackagedTables } from '../../dist/config/packaged-tables.js';
import { createReference } from '../../dist/domain/reference-index.js';
import { DEFAULT_PACKAGE_LIMITS } from '../../dist/import/readers/packages.js';
import { importScans } from '../../dist/scans/import-scans.js';
import { PROCESS_LIMITS } from '../../dist/scans/pages/reading-child.js';
import { openProcessPool } from '../../dist/scans/pages/page-pool.js';
import { ScanStore } from '../../dist/scans/scan-store.js';
import { openRegistry } from '../../dist/store/open.js';

const [home, input] = process.argv.slice(2);
const tables = loadPackagedTables();
const abort = new AbortController();
process.on('SIGINT', () => abort.abort());
const registry = openRegistry(join(home, 'registry.db'), { readonly: false, busyTimeoutMs: 5_000 });
const setup = { tables, today: 20251101, templates: [{ id: join(home, 'note') }, { id: 'tones' }] };
const deps = {
  registry,
  reference: createReference(tables),
  settings: { ageReached: 'day-after' },
  today: 20251101,
  area: '',
  workPath: join(home, 'work'),
  limits: DEFAULT_PACKAGE_LIMITS,
  elapsedMs: () => 0,
  signal: abort.signal,
  actor: 'test',
  source: 'backfill',
  mayLoad: () => true,
  timestamp: () => '2025-11-01T09:30:00.000+08:00',
  signLedger: () => undefined,
  store: new ScanStore(home),
  openPool: () => openProcessPool({ entry: new URL('reader-process.mjs', import.meta.url), setup }, 2, PROCESS_LIMITS),
  lockCommit: async () => () => undefined,
  onPlanned: () => undefined,
  onProgress: ({ pages }) => process.stdout.write(`${pages}\n`),
};
try {
  await importScans({ paths: [input], jobs: 2, chunkBytes: 1_048_576, scans: true, office: '440106' }, deps);
} catch (cause) {
  process.exitCode = cause.kind === 'interrupted' ? 130 : 1;
  if (process.exitCode === 1) process.stderr.write(`${cause.stack}\n`);
}
registry.close();
