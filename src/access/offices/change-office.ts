import { parseDay } from '../../domain/calendar.js';
import { MregError } from '../../domain/error.js';
import { dayAfter, type OfficeChange, type OfficeClosing } from '../../domain/office-change.js';
import { createReference } from '../../domain/reference-index.js';
import type { ReferenceTables } from '../../domain/reference.js';
import { appendEntry } from '../../ledger/append.js';
import type { LedgerReceipt } from '../../ledger/entry.js';
import { OfficeRepository } from '../../store/office-repository.js';
import type { Sqlite } from '../../store/open.js';
import { readReferenceTables } from '../../store/reference-repository.js';
import { officeBook, type OfficeBook } from './office-book.js';
import {
  decideClosing,
  decideOpening,
  decideRenaming,
  type ClosingDraft,
  type DecisionContext,
  type OpeningDraft,
  type RenamingDraft,
} from './decide.js';

/** Who decided, when, and by which request. */
export interface DecidedBy {
  /** Asia/Shanghai time. */
  readonly at: string;
  readonly actor: string;
  /** Number of the approved request. */
  readonly request: string;
}

/**
 * The three operations on offices (Art. 11–13), called by the request that was approved for it inside its transaction. `base`
 * are the tables of the home without the decisions, for homes that lay their own over the packaged ones.
 * @throws MregError `usage` or `input-refused` from `decide.ts`; nothing is written then.
 */
export function openOffice(database: Sqlite, draft: OpeningDraft, by: DecidedBy, base?: ReferenceTables): LedgerReceipt {
  return change(database, by, base, (context) => decideOpening(draft, context));
}

export function renameOffice(database: Sqlite, draft: RenamingDraft, by: DecidedBy, base?: ReferenceTables): LedgerReceipt {
  return change(database, by, base, (context) => decideRenaming(draft, context));
}

/** Refused as well when the office has registrations after its last day: a closing must not make them wrong. */
export function closeOffice(database: Sqlite, draft: ClosingDraft, by: DecidedBy, base?: ReferenceTables): LedgerReceipt {
  return change(database, by, base, (context) => {
    const closing = decideClosing(draft, context);
    refuseLaterRecords(database, closing, context.book);
    return closing;
  });
}

function change(
  database: Sqlite,
  { at, actor, request }: DecidedBy,
  base: ReferenceTables | undefined,
  decide: (context: DecisionContext) => OfficeChange,
): LedgerReceipt {
  const repository = new OfficeRepository(database);
  const tables = base ?? readReferenceTables({ database, path: database.name });
  const decided = decide({ book: officeBook(tables, repository.changes()), today: at.slice(0, 10), request });
  const receipt = appendEntry(database, { at, actor, kind: `office.${decided.kind}`, body: bodyOf(decided) });
  repository.addChange(decided, { at, actor, ledgerSeq: receipt.seq });
  return receipt;
}

function bodyOf(decided: OfficeChange) {
  const { office, request } = decided;
  if (decided.kind === 'open') return { office, request, name: decided.name, region: decided.region, first_day: decided.firstDay };
  if (decided.kind === 'rename') return { office, request, name: decided.name, first_day: decided.firstDay };
  return {
    office,
    request,
    last_day: decided.lastDay,
    successors: decided.successors.map((successor) => ({ office: successor.office, areas: successor.areas })),
  };
}

/** The records of places below it count when the office stands for them, not when they have an office of their own. */
function refuseLaterRecords(database: Sqlite, { office, lastDay }: OfficeClosing, { tables }: OfficeBook): void {
  const firstDay = parseDay(dayAfter(lastDay)) ?? 0;
  const reference = createReference(tables);
  const isOfOffice = (code: string): boolean => {
    const found = reference.office(code, firstDay, firstDay);
    return found.status !== 'unknown' && found.row.code === office;
  };
  const later = new OfficeRepository(database).recordsFrom(office, firstDay).filter(({ code }) => isOfOffice(code));
  const count = later.reduce((sum, each) => sum + each.count, 0);
  if (count === 0) return;
  const last =
    later
      .map((each) => each.last)
      .toSorted()
      .at(-1) ?? '';
  throw new MregError('input-refused', 'office.records-after', { office, day: lastDay, count, last });
}
