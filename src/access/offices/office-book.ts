import { isOpenOn } from '../../domain/office-area.js';
import { layOfficeChanges, type OfficeChange } from '../../domain/office-change.js';
import type { OfficeRow, ReferenceTables } from '../../domain/reference.js';

/** Every office at every time: what the tables say, and what was decided since. */
export interface OfficeBook {
  /** Without the decisions. */
  readonly base: ReferenceTables;
  readonly changes: readonly OfficeChange[];
  /** With the decisions laid over them. */
  readonly tables: ReferenceTables;
}

export function officeBook(base: ReferenceTables, changes: readonly OfficeChange[]): OfficeBook {
  return { base, changes, tables: layOfficeChanges(base, changes) };
}

/** The rows of one office in order of time. */
export function rowsOf(tables: ReferenceTables, code: string): readonly OfficeRow[] {
  return tables.offices
    .filter((row) => row.code === code)
    .toSorted((left, right) => (left.openedOn < right.openedOn ? -1 : Number(left.openedOn > right.openedOn)));
}

/** The offices open on a day, in order of their codes. */
export function openOffices({ offices }: ReferenceTables, day: string): readonly OfficeRow[] {
  return offices.filter((row) => isOpenOn(row, day)).toSorted((left, right) => (left.code < right.code ? -1 : 1));
}

/** The first day of the time in which an office last opened, before any renaming or taking over cut its rows. */
export function lastOpened({ base, changes }: OfficeBook, code: string): string | undefined {
  const opening = changes.find((change) => change.kind === 'open' && change.office === code);
  return opening?.kind === 'open' ? opening.firstDay : rowsOf(base, code).at(-1)?.openedOn;
}
