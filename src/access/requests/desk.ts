import type { AreaLevel, Principal } from '../../domain/account.js';
import { addWorkingDays, formatDay, parseDay } from '../../domain/calendar.js';
import type { Reference } from '../../domain/reference.js';
import type { Registry } from '../../store/open.js';
import type { OfficeBook } from '../offices/office-book.js';
import type { FormKnowledge, KnownAccount } from './form-knowledge.js';

export interface RequestSettings {
  /** Working days each level has for its opinion. */
  readonly workingDays: Readonly<Record<AreaLevel, number>>;
  readonly mostScanBytes: number;
}

/** What work on requests is done with: by whom, when, against which tables, and where things are kept. */
export interface Desk {
  readonly registry: Registry;
  readonly reference: Reference;
  readonly offices: OfficeBook;
  readonly settings: RequestSettings;
  readonly principal: Principal;
  /** As written into ledger entries. */
  readonly actor: string;
  /** Asia/Shanghai time, `YYYY-MM-DDTHH:mm:ss.sss+08:00`. */
  readonly at: string;
  /** Folder of the stored scans. */
  readonly scansPath: string;
  /** The province as tokens name it, `mreg:440000`. */
  readonly issuer: string;
  readonly random: (bytes: number) => Buffer;
  readonly holder: FormKnowledge['holder'];
  /** A first password that nobody chose, and its hash. */
  firstPassword(): Promise<{ readonly password: string; readonly hash: string }>;
  /** Every account, closed ones too. */
  accounts(): readonly KnownAccount[];
}

/** The day it is, yyyymmdd. */
export function todayAt({ at }: Pick<Desk, 'at'>): number {
  return parseDay(at.slice(0, 10)) ?? 0;
}

export interface Deadline {
  /** `YYYY-MM-DD`; '' when no opinion is awaited. */
  readonly due_on: string;
  /** 1 when the holidays on the way are not announced yet. */
  readonly due_provisional: 0 | 1;
}

/** When an opinion that is asked for today is due. */
export function deadlineFor(desk: Desk, level: AreaLevel | undefined): Deadline {
  if (level === undefined) return { due_on: '', due_provisional: 0 };
  const { day, provisional } = addWorkingDays(todayAt(desk), desk.settings.workingDays[level], desk.reference);
  return { due_on: formatDay(day), due_provisional: provisional ? 1 : 0 };
}
