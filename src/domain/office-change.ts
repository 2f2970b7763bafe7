import { addDays, formatDay, parseDay } from './calendar.js';
import type { OfficeRow, ReferenceTables } from './reference.js';

/**
 * What the province decided about an office (粤民函〔2019〕561号 Art. 11–13), each by an approved request. Days are
 * `YYYY-MM-DD`: the first one of what begins, the last one of what ends.
 */
export type OfficeChange = OfficeOpening | OfficeClosing | OfficeRenaming;

export interface OfficeOpening {
  readonly kind: 'open';
  readonly office: string;
  readonly name: string;
  readonly region: string;
  readonly firstDay: string;
  /** Number of the request. */
  readonly request: string;
}

export interface OfficeClosing {
  readonly kind: 'close';
  readonly office: string;
  readonly lastDay: string;
  /** Who is competent from the next day on: the plan of Art. 12. */
  readonly successors: readonly OfficeSuccessor[];
  readonly request: string;
}

export interface OfficeSuccessor {
  readonly office: string;
  /** Regions, and places below them by their longer codes. */
  readonly areas: readonly string[];
}

export interface OfficeRenaming {
  readonly kind: 'rename';
  readonly office: string;
  readonly name: string;
  readonly firstDay: string;
  readonly request: string;
}

/**
 * The tables with the changes laid over them, in the order in which they were decided: each holds from its day on. An office
 * whose name or area changed has one row for each time, and rows of one code never overlap. Defined for any changes, so that
 * tables which say otherwise by now cannot keep a registry from opening; `decide.ts` keeps contradictions out.
 */
export function layOfficeChanges(tables: ReferenceTables, changes: readonly OfficeChange[]): ReferenceTables {
  if (changes.length === 0) return tables;
  const offices = new Map<string, readonly OfficeRow[]>();
  for (const row of tables.offices) offices.set(row.code, [...(offices.get(row.code) ?? []), row]);
  for (const change of changes) lay(offices, change);
  return { ...tables, version: `${tables.version}+${changes.length}`, offices: [...offices.values()].flat() };
}

type Offices = Map<string, readonly OfficeRow[]>;

function lay(offices: Offices, change: OfficeChange): void {
  const rows = offices.get(change.office) ?? [];
  if (change.kind === 'open') offices.set(change.office, [...endedBy(rows, dayBefore(change.firstDay)), openedRow(change)]);
  if (change.kind === 'rename')
    offices.set(
      change.office,
      changedFrom(rows, change.firstDay, (row) => renamed(row, change.name)),
    );
  if (change.kind === 'close') layClosing(offices, rows, change);
}

function layClosing(offices: Offices, rows: readonly OfficeRow[], { office, lastDay, successors, request }: OfficeClosing): void {
  const ended = endedBy(rows, lastDay);
  const closed = { closedBy: request, successors: successors.map((successor) => successor.office) };
  offices.set(office, [...ended.slice(0, -1), ...ended.slice(-1).map((row) => ({ ...row, ...closed }))]);
  for (const successor of successors) {
    const inherit = (row: OfficeRow): OfficeRow => ({ ...row, tookOver: [...(row.tookOver ?? []), ...successor.areas] });
    offices.set(successor.office, changedFrom(offices.get(successor.office) ?? [], dayAfter(lastDay), inherit));
  }
}

function openedRow({ office, name, region, firstDay, request }: OfficeOpening): OfficeRow {
  return { code: office, name, region, openedOn: firstDay, openedBy: request, source: `request ${request}` };
}

/** The former names of the tables have no dates; from a renaming on, the new name alone is right. */
function renamed(row: OfficeRow, name: string): OfficeRow {
  const { formerNames: _, ...rest } = row;
  return { ...rest, name };
}

/** The rows with nothing behind a day. */
function endedBy(rows: readonly OfficeRow[], lastDay: string): readonly OfficeRow[] {
  return rows.filter((row) => row.openedOn <= lastDay).map((row) => ({ ...row, closedOn: earlier(row.closedOn, lastDay) }));
}

/** The rows with an edit from a day on: a row that the day lies within is cut in two. */
function changedFrom(rows: readonly OfficeRow[], firstDay: string, edit: (row: OfficeRow) => OfficeRow): readonly OfficeRow[] {
  return rows.flatMap((row) => {
    if (row.closedOn !== undefined && row.closedOn < firstDay) return [row];
    if (row.openedOn >= firstDay) return [edit(row)];
    const { openedBy: _, ...later } = row;
    return [before(row, firstDay), edit({ ...later, openedOn: firstDay })];
  });
}

function before(row: OfficeRow, day: string): OfficeRow {
  const { closedBy: _, successors: __, ...rest } = row;
  return { ...rest, closedOn: dayBefore(day) };
}

function earlier(day: string | undefined, other: string): string {
  return day === undefined || other < day ? other : day;
}

export function dayAfter(day: string): string {
  return shifted(day, 1);
}

export function dayBefore(day: string): string {
  return shifted(day, -1);
}

function shifted(day: string, by: number): string {
  const number = parseDay(day);
  if (number === undefined) throw new Error(`not a day: ${day}`);
  return formatDay(addDays(number, by));
}
