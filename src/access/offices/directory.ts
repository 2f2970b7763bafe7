import { MregError } from '../../domain/error.js';
import { covers } from '../../domain/account.js';
import { areasOf, competentFor, isOpenOn, successorsOn } from '../../domain/office-area.js';
import { dayAfter } from '../../domain/office-change.js';
import type { OfficeRow, ReferenceTables, RegionRow } from '../../domain/reference.js';
import { nearestOf } from '../../lib/nearest.js';
import type { RecordedChange } from '../../store/office-repository.js';
import { rowsOf, type OfficeBook } from './office-book.js';

export const OFFICE_STATES = ['open', 'closed', 'planned'] as const;
export type OfficeState = (typeof OFFICE_STATES)[number];

/** An office as of a day, for scripts: keys are a contract. */
export interface OfficeSummary {
  readonly code: string;
  readonly name: string;
  readonly region: string;
  readonly state: OfficeState;
  readonly opened_on: string;
  readonly closed_on: string | null;
}

export interface OfficeDetail extends OfficeSummary {
  /** Regions and places it is competent for, or was on its last day. */
  readonly areas: readonly string[];
  readonly former_names: readonly string[];
  /** Who is competent for them now that it is closed. */
  readonly successors: readonly { readonly code: string; readonly name: string; readonly areas: readonly string[] }[];
  readonly source: string;
}

export interface OfficeEvent {
  readonly day: string;
  readonly kind: 'open' | 'rename' | 'take-over' | 'close';
  /** The new name of an opening or a renaming, the other office of a taking over, the successors of a closing. */
  readonly detail: string;
  readonly request: string | null;
  readonly actor: string | null;
  readonly ledger_seq: number | null;
}

export interface OfficeFilter {
  readonly region: string;
  readonly state: OfficeState | 'all';
  /** `YYYY-MM-DD` */
  readonly on: string;
}

/** The offices of an area as of a day, in order of their codes. */
export function listOffices(tables: ReferenceTables, { region, state, on }: OfficeFilter): readonly OfficeSummary[] {
  const codes = [...new Set(tables.offices.map((row) => row.code))].filter((code) => covers(region, code)).toSorted();
  const all = codes.map((code) => summaryOf(rowsOf(tables, code), on));
  return all.filter((office) => state === 'all' || office.state === state);
}

/** @throws MregError `usage` when there is no such office, with the nearest code. */
export function showOffice(tables: ReferenceTables, code: string, on: string): OfficeDetail {
  const rows = knownRows(tables, code);
  const row = rowOn(rows, on);
  const isClosed = row.closedOn !== undefined && row.closedOn < on;
  const successors = isClosed ? successorsNow(tables, row, on) : [];
  return {
    ...summaryOf(rows, on),
    areas: areasOf(row),
    former_names: formerNamesOn(rows, row, on),
    successors: successors.map((office) => ({ code: office.code, name: office.name, areas: areasOf(office) })),
    source: row.source,
  };
}

function formerNamesOn(rows: readonly OfficeRow[], { name }: OfficeRow, on: string): readonly string[] {
  const names = rows.flatMap((each) => (each.openedOn <= on ? [...(each.formerNames ?? []), each.name] : []));
  return [...new Set(names)].filter((former) => former !== name);
}

/** Those who took over by decision, or where the office ended with its region, the offices of what became of the region. */
function successorsNow(tables: ReferenceTables, closed: OfficeRow, on: string): readonly OfficeRow[] {
  if (closed.successors !== undefined) return successorsOn(tables.offices, closed, on);
  const regions = regionsNow(tables.regions, closed.region, on, new Set());
  const offices = regions.map((region) => competentFor(tables.offices, region, on)).filter((office) => office !== undefined);
  return [...new Set(offices)];
}

/** What became of a region by a day; codes that were used twice may lead back to where one came from. */
function regionsNow(regions: readonly RegionRow[], code: string, on: string, seen: Set<string>): readonly string[] {
  if (seen.has(code)) return [];
  seen.add(code);
  const rows = regions.filter((row) => row.code === code);
  if (rows.some(({ from, to }) => from <= on && (to === undefined || on <= to))) return [code];
  return rows.flatMap((row) => (row.successors ?? []).flatMap((next) => regionsNow(regions, next, on, seen)));
}

/** What happened to an office, in order of time: what the tables say, and what was decided since. */
export function historyOf({ base, tables }: OfficeBook, changes: readonly RecordedChange[], code: string): readonly OfficeEvent[] {
  knownRows(tables, code);
  const events = [...rowsOf(base, code).flatMap(tableEvents), ...changes.flatMap((change) => decidedEvents(change, code))];
  return events.toSorted((left, right) => (left.day < right.day ? -1 : Number(left.day > right.day)));
}

function tableEvents({ openedOn, closedOn, name }: OfficeRow): readonly OfficeEvent[] {
  const event = (kind: OfficeEvent['kind'], day: string, detail: string): OfficeEvent => ({
    day,
    kind,
    detail,
    request: null,
    actor: null,
    ledger_seq: null,
  });
  return [event('open', openedOn, name), ...(closedOn === undefined ? [] : [event('close', closedOn, '')])];
}

function decidedEvents(change: RecordedChange, code: string): readonly OfficeEvent[] {
  const by = { request: change.request, actor: change.actor, ledger_seq: change.ledgerSeq };
  if (change.kind === 'close') {
    const taken = change.successors.find((successor) => successor.office === code);
    if (taken !== undefined)
      return [{ day: dayAfter(change.lastDay), kind: 'take-over', detail: `${change.office}: ${taken.areas.join(' ')}`, ...by }];
    const detail = change.successors.map(({ office, areas }) => `${office}: ${areas.join(' ')}`).join('; ');
    return change.office === code ? [{ day: change.lastDay, kind: 'close', detail, ...by }] : [];
  }
  return change.office === code ? [{ day: change.firstDay, kind: change.kind, detail: change.name, ...by }] : [];
}

function knownRows(tables: ReferenceTables, code: string): readonly OfficeRow[] {
  const rows = rowsOf(tables, code);
  if (rows.length > 0) return rows;
  const suggestion = nearestOf(
    code,
    tables.offices.map((row) => row.code),
  );
  throw new MregError('usage', 'office.unknown', { office: code, ...(suggestion === undefined ? {} : { suggestion }) });
}

/** The row of the day, else the last one before it, else the first to come. */
function rowOn(rows: readonly OfficeRow[], on: string): OfficeRow {
  const row = rows.findLast((each) => each.openedOn <= on) ?? rows[0];
  if (row === undefined) throw new Error('an office has at least one row');
  return row;
}

function summaryOf(rows: readonly OfficeRow[], on: string): OfficeSummary {
  const row = rowOn(rows, on);
  const { first, last } = tenureOf(rows, row);
  const state = row.openedOn > on ? 'planned' : isOpenOn(row, on) ? 'open' : 'closed';
  return { code: row.code, name: row.name, region: row.region, state, opened_on: first.openedOn, closed_on: last.closedOn ?? null };
}

/** The first and the last of the rows that follow on each other without a gap around one. */
function tenureOf(rows: readonly OfficeRow[], row: OfficeRow): { readonly first: OfficeRow; readonly last: OfficeRow } {
  const at = rows.indexOf(row);
  const isFirst = (index: number): boolean => !follows(rows[index - 1], rows[index]);
  const begin = rows.findLastIndex((_, index) => index <= at && isFirst(index));
  const next = rows.findIndex((_, index) => index > at && isFirst(index));
  return { first: rows[begin] ?? row, last: rows.at(next === -1 ? -1 : next - 1) ?? row };
}

function follows(before: OfficeRow | undefined, next: OfficeRow | undefined): boolean {
  return before?.closedOn !== undefined && dayAfter(before.closedOn) === next?.openedOn;
}
