import { MregError } from '../../domain/error.js';
import { appendEntry } from '../../ledger/append.js';
import { shanghaiTime } from '../../lib/shanghai-time.js';
import { settleScanRow, type SettleDeps, type SettledRow } from '../../scans/settle-row.js';
import { BatchRepository } from '../../store/batch-repository.js';
import { storeError, type Registry } from '../../store/open.js';
import { QuarantineRepository } from '../../store/quarantine-repository.js';
import { ScanRepository } from '../../store/scan-repository.js';
import { ScanTaskReader } from '../../store/scan-task-reader.js';
import type { Reviewer } from '../task-source.js';
import { scanReach, type ScanTaskSettings } from './scan-context.js';
import { reasonsText, saidOf } from './take-page.js';

/** A session ends long before: nobody can want to take such a keying back. */
const OTHERS_WAIT_MS = 24 * 3_600_000;

/** What became of the pages that waited to be loaded. */
export interface KeyedLoading {
  readonly loaded: number;
  /** Pages the registry would not take: they wait for a person again. */
  readonly refused: readonly { readonly rowId: number; readonly reasons: string }[];
  /** An import holds the registry: all wait until it has ended. */
  readonly isBusy: boolean;
}

/** Loads the pages that keyings have settled, a transaction each. One sitting puts the rows of a batch into one retry batch. */
export class KeyedLoader {
  private readonly settings: ScanTaskSettings;
  private batches: SettleDeps['batches'] = new Map();
  /** Settled in this sitting and not loaded yet. */
  private waiting: readonly number[] = [];

  constructor(settings: ScanTaskSettings) {
    this.settings = settings;
  }

  /** Everything this reviewer ever settled that waits, and what others left behind a day ago. */
  loadAll(reviewer: Reviewer): KeyedLoading {
    const { registry, now } = this.settings;
    const othersBefore = shanghaiTime(new Date(now().getTime() - OTHERS_WAIT_MS));
    const rows = new ScanTaskReader(registry.database).rowsToLoad(reviewer.principal.username, othersBefore, scanReach(reviewer));
    return this.load(rows, reviewer);
  }

  /** What was settled before this page, which the reviewer may still take back. */
  loadBefore(heldRow: number, reviewer: Reviewer): KeyedLoading {
    const rows = this.waiting.filter((row) => row !== heldRow);
    const loading = this.load(rows, reviewer);
    this.waiting = loading.isBusy ? [...rows, heldRow] : [heldRow];
    return loading;
  }

  private load(rows: readonly number[], reviewer: Reviewer): KeyedLoading {
    if (rows.length === 0) return { loaded: 0, refused: [], isBusy: false };
    try {
      const unlock = this.settings.lock();
      try {
        return this.loadRows(rows, reviewer);
      } finally {
        unlock();
      }
    } catch (cause) {
      const known = storeError(cause, this.settings.registry.path);
      if (known instanceof MregError && known.kind === 'busy') return { loaded: 0, refused: [], isBusy: true };
      throw known;
    }
  }

  private loadRows(rows: readonly number[], reviewer: Reviewer): KeyedLoading {
    const { registry, lang } = this.settings;
    const settled = rows.map((rowId) => ({
      rowId,
      row: registry.database.transaction(() => this.loadInside(rowId, reviewer)).immediate(),
    }));
    const refused = settled.flatMap(({ rowId, row }) =>
      row.kind === 'wrong' || row.kind === 'refused' ? [{ rowId, reasons: reasonsText(row.findings, lang) }] : [],
    );
    return { loaded: settled.filter(({ row }) => 'registrationId' in row).length, refused, isBusy: false };
  }

  private loadInside(rowId: number, reviewer: Reviewer): SettledRow {
    const { registry, checkFor, loader, now } = this.settings;
    const area = scanReach(reviewer).prefix;
    const by = { at: shanghaiTime(now()), actor: reviewer.actor };
    const keyings = new ScanRepository(registry).keyingsOf(rowId);
    // Taken back since it was listed.
    if (!keyings.some(({ settles }) => settles)) return { kind: 'gone' };
    const batches = notUndone(registry, this.batches);
    const row = settleScanRow(registry, rowId, saidOf(keyings), { check: checkFor(area), loader, batches, ...by, area });
    if ('batches' in row) this.batches = row.batches;
    if (row.kind === 'wrong' || row.kind === 'refused') withdrawSettling(registry, rowId, by);
    return row;
  }
}

/** The registry has changed since it was keyed: the page comes again. */
function withdrawSettling(registry: Registry, rowId: number, by: { readonly at: string; readonly actor: string }): void {
  const scans = new ScanRepository(registry);
  const batch = new QuarantineRepository(registry).find(rowId)?.batchId ?? 0;
  const { seq } = appendEntry(registry.database, { ...by, kind: 'scan.keying-withdraw', body: { batch, row: rowId, refused: true } });
  for (const { id, settles } of scans.keyingsOf(rowId)) if (settles) scans.withdrawKeying(id, seq);
}

/** A batch that was taken back since takes no more rows: the next one opens another. */
function notUndone(registry: Registry, batches: SettleDeps['batches']): SettleDeps['batches'] {
  const repository = new BatchRepository(registry);
  return new Map([...batches].filter(([, batch]) => repository.find(batch)?.state !== 'undone'));
}
