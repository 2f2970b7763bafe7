import { createHash } from 'node:crypto';
import { covers, type Principal } from '../../domain/account.js';
import { MregError } from '../../domain/error.js';
import { appendEntry } from '../../ledger/append.js';
import type { JsonValue } from '../../lib/json-value.js';
import { OfficeRepository, type OfficeSheet, type SheetTable } from '../../store/office-repository.js';
import type { Sqlite } from '../../store/open.js';
import type { ReferenceTables } from '../../domain/reference.js';

/** A change of what an office says of itself. */
export interface SheetChange {
  readonly table: SheetTable;
  readonly office: string;
  /** From what was written before to what is written now. */
  readonly edit: (before: OfficeSheet) => OfficeSheet;
}

export interface MaintainedBy {
  readonly principal: Principal;
  readonly actor: string;
  readonly at: string;
}

export interface SheetOutcome {
  readonly sheet: OfficeSheet;
  /** Keys whose values are new, other, or gone. */
  readonly changed: readonly string[];
  /** Absent when nothing changed, and nothing was written. */
  readonly ledgerSeq?: number;
}

const LEDGER_KINDS = { office_profile: 'office.profile', office_equipment: 'office.equipment' } as const;

/**
 * Changes the profile or the equipment of an open office, with its ledger entry: which keys, and a digest of the whole.
 * @throws MregError `not-permitted` for another's office, `usage` for one that is not there, `input-refused` for a closed one.
 */
export function changeSheet(database: Sqlite, tables: ReferenceTables, change: SheetChange, by: MaintainedBy): SheetOutcome {
  requireMaintained(by.principal, change.office);
  requireNotClosed(tables, change.office, by.at.slice(0, 10));
  return database.transaction(() => write(database, change, by)).immediate();
}

function write(database: Sqlite, { table, office, edit }: SheetChange, { actor, at }: MaintainedBy): SheetOutcome {
  const repository = new OfficeRepository(database);
  const before = repository.sheet(table, office)?.sheet ?? {};
  const sheet = edit(before);
  const changed = changedKeys(before, sheet);
  if (changed.length === 0) return { sheet, changed };
  const sha256 = createHash('sha256').update(JSON.stringify(sheet)).digest('hex');
  const { seq } = appendEntry(database, { at, actor, kind: LEDGER_KINDS[table], body: { office, changed, sha256 } });
  repository.storeSheet(table, { office, sheet, actor, at, ledgerSeq: seq });
  return { sheet, changed, ledgerSeq: seq };
}

function changedKeys(before: OfficeSheet, after: OfficeSheet): readonly string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => textOf(before[key]) !== textOf(after[key])).toSorted();
}

function textOf(value: JsonValue | undefined): string {
  return JSON.stringify(value ?? null);
}

/** Art. 7: an office looks after its own; a bureau after those of its area. */
export function mayMaintain({ office, region }: Principal, code: string): boolean {
  return office === undefined ? covers(region, code) : office === code;
}

export function requireMaintained(principal: Principal, office: string): void {
  if (mayMaintain(principal, office)) return;
  throw new MregError('not-permitted', 'office.outside-area', { office, area: principal.office ?? principal.region });
}

/** An office that is still to open completes its profile before (Art. 11). */
function requireNotClosed({ offices }: ReferenceTables, code: string, today: string): void {
  const rows = offices.filter((row) => row.code === code);
  if (rows.length === 0) throw new MregError('usage', 'office.unknown', { office: code });
  const isOver = rows.every(({ closedOn }) => closedOn !== undefined && closedOn < today);
  if (isOver) throw new MregError('input-refused', 'office.closed', { office: code, day: rows.at(-1)?.closedOn ?? '' });
}
