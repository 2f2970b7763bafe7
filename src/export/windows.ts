import { MregError } from '../domain/error.js';
import { appendEntry } from '../ledger/append.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { ExportWindowRepository, type WindowRow } from '../store/export-window-repository.js';
import type { Sqlite } from '../store/open.js';

/** When exports may run, as it is asked for on the command line. */
export interface WindowPlan {
  /** `mon-fri`, `sat,sun`; all days when absent. */
  readonly days?: string | undefined;
  /** `09:00-17:30`; the whole day when absent. */
  readonly hours?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly reason: string;
}

export interface By {
  /** Asia/Shanghai time. */
  readonly at: string;
  readonly actor: string;
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const ALL_DAYS = '1234567';
const WHOLE_DAY = '00:00-24:00';
const HOURS = /^((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d|24:00)$/u;

/**
 * Whether some window is open at an instant, by Shanghai's calendar. No window means closed: the Measures open exports at set
 * times (Art. 33), so a province that has set none has opened nothing.
 */
export function isWindowOpen(windows: readonly WindowRow[], instant: Date): boolean {
  const local = shanghaiTime(instant);
  const day = local.slice(0, 10);
  const minute = local.slice(11, 16);
  const weekday = String(((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1);
  return windows.some(
    (window) =>
      window.closed_at === null &&
      window.weekdays.includes(weekday) &&
      (window.from_day ?? day) <= day &&
      (window.until_day ?? day) >= day &&
      window.from_time <= minute &&
      minute < window.until_time,
  );
}

/** Opens a window and writes it to the ledger. @throws MregError `usage` when days, hours or dates cannot be read. */
export function openWindow(database: Sqlite, plan: WindowPlan, { at, actor }: By): WindowRow {
  const [, fromTime = '', untilTime = ''] = hoursOf(plan.hours ?? WHOLE_DAY);
  if (plan.from !== undefined && plan.until !== undefined && plan.from > plan.until)
    throw new MregError('usage', 'export.window.bad-period', { from: plan.from, until: plan.until });
  const times = { weekdays: weekdaysOf(plan.days), from_time: fromTime, until_time: untilTime };
  const days = { from_day: plan.from ?? null, until_day: plan.until ?? null };
  const repository = new ExportWindowRepository(database);
  const open = database.transaction((): number => {
    const id = repository.nextId();
    const body = { window: id, ...times, ...days, reason: plan.reason };
    const { seq } = appendEntry(database, { at, actor, kind: 'export.window-open', body });
    repository.add(id, { ...times, ...days, reason: plan.reason, opened_at: at, opened_by: actor, ledger_seq: seq });
    return id;
  });
  return knownWindow(repository, open.immediate());
}

/** Closes a window for good. @throws MregError `usage` when there is none, or it is closed already. */
export function closeWindow(database: Sqlite, id: number, reason: string, { at, actor }: By): WindowRow {
  const repository = new ExportWindowRepository(database);
  const close = database.transaction(() => {
    if (knownWindow(repository, id).closed_at !== null) throw new MregError('usage', 'export.window.closed-already', { id });
    appendEntry(database, { at, actor, kind: 'export.window-close', body: { window: id, reason } });
    repository.close(id, { at, actor, reason });
  });
  close.immediate();
  return knownWindow(repository, id);
}

function knownWindow(repository: ExportWindowRepository, id: number): WindowRow {
  const window = repository.find(id);
  if (window === undefined) throw new MregError('usage', 'export.window.unknown', { id });
  return window;
}

/** Digits of ISO weekdays of `mon-fri` or `mon,wed`. */
function weekdaysOf(text: string | undefined): string {
  if (text === undefined) return ALL_DAYS;
  const digits = text.split(',').flatMap((part) => weekdayRange(part, text));
  return [...new Set(digits)].toSorted().join('');
}

function weekdayRange(part: string, text: string): readonly string[] {
  const [first = -1, last = first, ...more] = part.split('-').map((word) => WEEKDAYS.indexOf(word.trim().toLowerCase()));
  if (first < 0 || last < first || more.length > 0) throw new MregError('usage', 'export.window.bad-days', { text });
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index + 1));
}

function hoursOf(text: string): readonly string[] {
  const match = HOURS.exec(text);
  if (match === null || (match[1] ?? '') >= (match[2] ?? '')) throw new MregError('usage', 'export.window.bad-hours', { text });
  return match;
}
