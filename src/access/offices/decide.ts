import { addDays, formatDay, parseDay } from '../../domain/calendar.js';
import { MregError, type MessageValues } from '../../domain/error.js';
import { areasOf, isOpenOn } from '../../domain/office-area.js';
import { dayAfter, type OfficeClosing, type OfficeOpening, type OfficeRenaming } from '../../domain/office-change.js';
import type { OfficeRow } from '../../domain/reference.js';
import { lastOpened, openOffices, rowsOf, type OfficeBook } from './office-book.js';
import { planOf, type PlannedSuccessor } from './closing-plan.js';

/** Registration of marriages begins with the Marriage Law of 1950. */
const FIRST_DAY = '1950-05-01';
const DAYS_AHEAD = 366;
const OFFICE_CODE = /^\d{6}[0-9A-Z-]{0,14}$/;
const LONGEST_NAME = 60;

export type OpeningDraft = Omit<OfficeOpening, 'kind' | 'request'>;
export type RenamingDraft = Omit<OfficeRenaming, 'kind' | 'request'>;

export interface ClosingDraft extends Omit<OfficeClosing, 'kind' | 'request' | 'successors'> {
  readonly successors: readonly PlannedSuccessor[];
}

/** What a decision is held against: the offices as they are, and the day it is made on. */
export interface DecisionContext {
  readonly book: OfficeBook;
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly request: string;
}

/**
 * A new office. Codes are never given twice, since the records of a closed office go on under its code.
 * @throws MregError `usage` for what cannot be read, `input-refused` for what contradicts the offices there are.
 */
export function decideOpening({ office, name, region, firstDay }: OpeningDraft, context: DecisionContext): OfficeOpening {
  const { book, request } = context;
  if (!OFFICE_CODE.test(office) || !office.startsWith(region)) throw new MregError('usage', 'office.bad-code', { office, region });
  checkDay(firstDay, context);
  const isRegion = book.tables.regions.some(({ code, from, to }) => code === region && isOpenOn(spanOf(from, to), firstDay));
  if (!isRegion) throw new MregError('usage', 'office.unknown-region', { region, day: firstDay });
  if (rowsOf(book.tables, office).length > 0) throw refused('office.code-taken', { office });
  checkName(name, office, firstDay, book);
  return { kind: 'open', office, name, region, firstDay, request };
}

/** Another name for an office. @throws MregError as `decideOpening`. */
export function decideRenaming({ office, name, firstDay }: RenamingDraft, context: DecisionContext): OfficeRenaming {
  const { book, request } = context;
  const last = openRow(office, book);
  checkDay(firstDay, context);
  checkName(name, office, firstDay, book);
  if (last.name === name) throw refused('office.same-name', { office, name });
  const before = book.changes.findLast((change) => change.office === office && change.kind === 'rename');
  notBefore(firstDay, before?.kind === 'rename' ? before.firstDay : lastOpened(book, office), office);
  return { kind: 'rename', office, name, firstDay, request };
}

/**
 * The end of an office, and who is competent after it for everything it was competent for.
 * @throws MregError as `decideOpening`; a successor must be open from the next day on with no end in sight, so that successors
 * form no ring.
 */
export function decideClosing({ office, lastDay, successors }: ClosingDraft, context: DecisionContext): OfficeClosing {
  const { book, request } = context;
  const last = openRow(office, book);
  checkDay(lastDay, context);
  if (lastDay < last.openedOn) throw refused('office.before-last-change', { office, day: lastDay, last: last.openedOn });
  const planned = planOf(successors, areasOf(last), office);
  for (const successor of planned) checkSuccessor(successor.office, office, dayAfter(lastDay), book);
  return { kind: 'close', office, lastDay, successors: planned, request };
}

function checkSuccessor(successor: string, office: string, firstDay: string, { tables }: OfficeBook): void {
  if (successor === office) throw refused('office.own-successor', { office });
  const last = rowsOf(tables, successor).at(-1);
  if (last === undefined) throw new MregError('usage', 'office.unknown', { office: successor });
  const begins = rowsOf(tables, successor).some((row) => isOpenOn(row, firstDay));
  if (!begins || last.closedOn !== undefined) throw refused('office.successor-not-open', { office: successor, day: firstDay });
}

/** The last row of an office that nothing has ended yet. */
function openRow(office: string, { tables }: OfficeBook): OfficeRow {
  const last = rowsOf(tables, office).at(-1);
  if (last === undefined) throw new MregError('usage', 'office.unknown', { office });
  if (last.closedOn !== undefined) throw refused('office.closed', { office, day: last.closedOn });
  return last;
}

/** Two open offices of one name could not be told apart on a certificate. */
function checkName(name: string, office: string, firstDay: string, { tables }: OfficeBook): void {
  const isText = name === name.trim() && name !== '' && !/\p{Cc}/u.test(name);
  if (!isText || name.length > LONGEST_NAME) throw new MregError('usage', 'office.bad-name', { name, most: LONGEST_NAME });
  const other = openOffices(tables, firstDay).find((row) => row.name === name && row.code !== office);
  if (other !== undefined) throw refused('office.name-taken', { name, other: other.code });
}

function checkDay(day: string, { today }: DecisionContext): void {
  if (parseDay(day) === undefined || day < FIRST_DAY) throw new MregError('usage', 'office.bad-day', { day });
  const latest = formatDay(addDays(parseDay(today) ?? 0, DAYS_AHEAD));
  if (day > latest) throw new MregError('usage', 'office.far-day', { day, latest });
}

/** What is decided later must hold later: a change that began before the last one would rewrite that. */
function notBefore(day: string, last: string | undefined, office: string): void {
  if (last !== undefined && day <= last) throw refused('office.before-last-change', { office, day, last });
}

function spanOf(openedOn: string, closedOn: string | undefined): Pick<OfficeRow, 'openedOn' | 'closedOn'> {
  return closedOn === undefined ? { openedOn } : { openedOn, closedOn };
}

function refused(key: string, values: MessageValues): MregError {
  return new MregError('input-refused', key, values);
}
