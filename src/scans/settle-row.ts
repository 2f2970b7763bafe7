import type { FieldKey } from '../domain/fields.js';
import type { Finding } from '../domain/finding.js';
import { appendEntry } from '../ledger/append.js';
import type { CheckedCells, LoadedRow, RetryBatches, RowLoader, RowLoading } from '../import/quarantine/retry.js';
import type { Registry } from '../store/open.js';
import { QuarantineRepository, type QuarantinedRecord } from '../store/quarantine-repository.js';
import { ScanRepository, type ScanPage } from '../store/scan-repository.js';

export interface SettleDeps {
  /** The same authority as an import: `RowChecker.check`. */
  readonly check: (cells: Readonly<Record<string, string>>) => CheckedCells;
  readonly loader: RowLoader;
  /** The retry batch of each importing batch, as the last call of this sitting gave them; empty for the first. */
  readonly batches: RetryBatches;
  readonly at: string;
  readonly actor: string;
  /** The area of whoever settles. */
  readonly area: string;
}

/**
 * `gone`: no open row of a scan has this id · `wrong`: the rules refuse the values, nothing was written · `refused`: the registry holds
 * another record of this registration, nothing was written.
 */
export type SettledRow =
  | {
      readonly kind: 'loaded' | 'already-present';
      readonly registrationId: number;
      readonly batches: RetryBatches;
      readonly flagged: boolean;
    }
  | { readonly kind: 'wrong' | 'refused'; readonly findings: readonly Finding[] }
  | { readonly kind: 'gone' };

/**
 * Loads a row of a scan with the values a person found on the page, inside the caller's transaction, where the entry of the keying
 * stands already. The caller holds the import lock and has made sure that the row's batch is of the person's area.
 * @param values the fields the person looked at; the others stay as they were read
 */
export function settleScanRow(
  registry: Registry,
  rowId: number,
  values: Readonly<Partial<Record<FieldKey, string>>>,
  deps: SettleDeps,
): SettledRow {
  const quarantine = new QuarantineRepository(registry);
  const record = quarantine.find(rowId);
  const page = new ScanRepository(registry).pageOfRow(rowId);
  if (record === undefined || record.state !== 'open' || page === undefined) return { kind: 'gone' };
  const checked = deps.check(settledCells(record, values));
  if (checked.findings.some(({ severity }) => severity === 'error')) return { kind: 'wrong', findings: checked.findings };
  const loading = loadingOf(record, page, deps);
  const { batches, rows } = deps.loader.load([{ ...checked, id: rowId, batchId: record.batchId, line: page.page }], loading);
  const row = rows[0] as LoadedRow;
  if (row.kind === 'refused') return { kind: 'refused', findings: row.findings };
  link(registry, quarantine, row, page, deps);
  return { kind: row.kind, registrationId: row.registrationId, batches, flagged: row.kind === 'loaded' && row.flagged };
}

/** What the rules would say about a row of a scan with these values, and what an import would make of it, without loading it. */
export function checkScanRow(
  registry: Registry,
  rowId: number,
  values: Readonly<Partial<Record<FieldKey, string>>>,
  check: SettleDeps['check'],
): CheckedCells | undefined {
  const record = new QuarantineRepository(registry).find(rowId);
  return record === undefined ? undefined : check(settledCells(record, values));
}

function settledCells(record: QuarantinedRecord, values: Readonly<Partial<Record<FieldKey, string>>>): Record<string, string> {
  return { ...record.cells, ...values };
}

function loadingOf({ fileName }: QuarantinedRecord, { sha256, page }: ScanPage, { at, actor, area, batches }: SettleDeps): RowLoading {
  const sheet = { name: `${fileName}#${page}`, path: '', sha256, bytes: 0 };
  return { sheet, encoding: 'scan', batches, at, actor, area };
}

function link(
  registry: Registry,
  quarantine: QuarantineRepository,
  row: Exclude<LoadedRow, { kind: 'refused' }>,
  { sha256, page }: ScanPage,
  { at, actor }: SettleDeps,
): void {
  const body = { scan_sha256: sha256, page, rows: 1, links: [[row.id, row.registrationId]] };
  const { seq } = appendEntry(registry.database, { at, actor, kind: 'quarantine.retry', body });
  quarantine.markRepaired([{ id: row.id, registrationId: row.registrationId }], { at, actor, ledgerSeq: seq });
}
