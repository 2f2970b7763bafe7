import { MregError } from '../domain/error.js';
import type { PagePool, PageTask } from './pages/page-pool.js';
import type { PlannedScan } from './plan-scans.js';
import type { ScanBytes } from './scan-bytes.js';
import type { ScanFiles } from './scan-files.js';
import type { ScanStore } from './scan-store.js';

/** A scan that is kept and opened. */
export interface PreparedScan {
  readonly plan: PlannedScan;
  /** Imported whole before, or met twice in this input. */
  readonly known: boolean;
  readonly pages: number;
  /** Why it could not be opened, as the key of a message; '' otherwise. */
  readonly problem: string;
}

export interface PageOfScan extends PageTask {
  /** Of its scan among those planned. */
  readonly index: number;
}

interface Preparing {
  readonly batchId: number;
  readonly scans: readonly PlannedScan[];
  readonly files: ScanFiles;
  readonly bytes: ScanBytes;
  readonly store: ScanStore;
  readonly pool: PagePool;
  readonly signal: AbortSignal;
}

/**
 * Keeps and opens each scan when its turn comes, and hands out the pages that were not committed yet. It writes nothing to the registry:
 * it runs a few pages ahead of the commits. @param prepared grows by each scan before its pages are handed out
 */
export async function* prepareScans(preparing: Preparing, prepared: PreparedScan[]): AsyncGenerator<PageOfScan> {
  const met = new Set<string>();
  for (const [index, plan] of preparing.scans.entries()) {
    preparing.signal.throwIfAborted();
    const scan = await prepare(preparing, plan, index + 1, met);
    prepared.push(scan);
    met.add(plan.sha256);
    const first = preparing.files.nextPage(preparing.batchId, index + 1);
    const path = preparing.store.pathOf(plan.sha256);
    if (!scan.known) for (let page = first; page <= scan.pages; page += 1) yield { index, path, page };
  }
}

async function prepare(preparing: Preparing, plan: PlannedScan, fileNo: number, met: ReadonlySet<string>): Promise<PreparedScan> {
  const { batchId, files, store, bytes } = preparing;
  const begun = files.begun(batchId, fileNo);
  if (begun === undefined && (met.has(plan.sha256) || files.isKnown(plan))) return { plan, known: true, pages: 0, problem: '' };
  if (begun?.state === 'done') return { plan, known: false, pages: begun.last_id - begun.first_id + 1, problem: '' };
  const kept = await store.keep(bytes.read(plan));
  if (kept.sha256 !== plan.sha256) throw new MregError('input-refused', 'scan-import.changed', { file: plan.name });
  return { plan, known: false, ...(await pagesOf(preparing, plan)) };
}

async function pagesOf({ pool, store }: Preparing, { sha256 }: PlannedScan): Promise<Pick<PreparedScan, 'pages' | 'problem'>> {
  try {
    const { pages } = await pool.open(store.pathOf(sha256));
    return { pages, problem: '' };
  } catch (cause) {
    if (!(cause instanceof MregError) || cause.kind !== 'input-refused') throw cause;
    return { pages: 0, problem: cause.key };
  }
}
