import { MregError } from '../../domain/error.js';
import { mayLoad, reachOf } from '../../domain/permission.js';
import type { Reference } from '../../domain/reference.js';
import type { ReadField } from '../../domain/scan.js';
import type { Lang } from '../../i18n/lang.js';
import type { SettleDeps } from '../../scans/settle-row.js';
import { BatchRepository } from '../../store/batch-repository.js';
import type { Registry } from '../../store/open.js';
import { QuarantineRepository, type QuarantinedRecord } from '../../store/quarantine-repository.js';
import { ScanRepository, type ScanPage, type StoredScanKeying } from '../../store/scan-repository.js';
import type { ScanTaskReach } from '../../store/scan-task-reader.js';
import type { Reviewer } from '../task-source.js';
import type { PagePictures } from './page-pictures.js';

export interface ScanTaskSettings {
  readonly registry: Registry;
  readonly reference: Reference;
  readonly lang: Lang;
  /** Two persons key each page, unseen. */
  readonly twoPass: boolean;
  /** They key all its fields, not only what is doubtful. */
  readonly allFields: boolean;
  readonly pictures: PagePictures;
  /** The rules of an import for who loads into an area. */
  readonly checkFor: (area: string) => SettleDeps['check'];
  readonly loader: SettleDeps['loader'];
  /** Holds the lock of imports until it is let go. @throws MregError `busy` */
  readonly lock: () => () => void;
  readonly now: () => Date;
}

/** A page of a scan whose row waits in quarantine or once did. */
export interface ScanRowAtHand {
  readonly record: QuarantinedRecord;
  readonly page: ScanPage;
  /** In the order of the form. */
  readonly fields: readonly ReadField[];
  /** In force, oldest first. */
  readonly keyings: readonly StoredScanKeying[];
}

export function scanReach({ principal }: Pick<Reviewer, 'principal'>): ScanTaskReach {
  return { prefix: reachOf(principal, 'scans.review'), onlyBackfill: !mayLoad(principal, 'live') };
}

/** @throws MregError `usage` `review.unknown-task` also for a page of another area: that it exists is not told */
export function scanRowWithin(registry: Registry, rowId: number, reviewer: Reviewer): ScanRowAtHand {
  const record = new QuarantineRepository(registry).find(rowId);
  const scans = new ScanRepository(registry);
  const page = scans.pageOfRow(rowId);
  if (record === undefined || page === undefined || page.outcome !== 'read' || !isWithin(registry, record.batchId, reviewer)) {
    throw new MregError('usage', 'review.unknown-task', { task: rowId });
  }
  return { record, page, fields: scans.fieldsOf(rowId), keyings: scans.keyingsOf(rowId) };
}

function isWithin(registry: Registry, batchId: number, reviewer: Reviewer): boolean {
  const { prefix, onlyBackfill } = scanReach(reviewer);
  const batch = new BatchRepository(registry).find(batchId);
  return batch !== undefined && batch.area.startsWith(prefix) && (!onlyBackfill || batch.source === 'backfill');
}
