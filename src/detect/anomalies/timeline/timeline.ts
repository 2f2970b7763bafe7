import type { DetectionSeverity } from '../../../domain/detection.js';
import type { AnomalyRules } from '../../../domain/anomaly-rule.js';
import type { Reference } from '../../../domain/reference.js';
import { firstDay, lastDay } from './day.js';
import { sameSpouse } from './couple.js';
import type { EventKind, TimelineEntry } from './entry-store.js';

/** A finding about one person, before it is told apart from those of earlier runs. */
export interface TimelineFinding {
  readonly code: string;
  readonly subject: string;
  readonly severity: DetectionSeverity;
  readonly values: Readonly<Record<string, string | number>>;
  /** The registrations it speaks of; no life events among them. */
  readonly entries: readonly TimelineEntry[];
}

/** A registration that names an earlier one, and whether the timeline of one of its persons has that. */
export interface NamedPartner {
  readonly code: string;
  readonly entry: TimelineEntry;
  readonly isHere: boolean;
}

/** What rules of timelines may ask besides the timeline itself. */
export interface TimelineContext {
  readonly rules: AnomalyRules;
  readonly reference: Reference;
  /** The day a person died, by key and name, as `packDate` makes it; 0 when not known. */
  deathOf(key: number, name: TimelineEntry['name']): number;
  /** Who told of a life event. */
  authorityOf(entry: TimelineEntry): string;
  officeCodeOf(entry: TimelineEntry): string;
}

export interface RuleOutput {
  found(finding: TimelineFinding): void;
  named(partner: NamedPartner): void;
}

/** One rule over the events of one person, in order of date. */
export interface TimelineRule {
  readonly code: string;
  check(timeline: Timeline, context: TimelineContext, output: RuleOutput): void;
}

/** Within one day, what ends a marriage comes before what begins one: people divorce and marry again on the same day. */
const RANK: Readonly<Record<EventKind, number>> = {
  IB: 0,
  ID: 0,
  'court-divorce': 0,
  revocation: 0,
  ICB: 1,
  IA: 2,
  ICA: 3,
  death: 4,
};

export class Timeline {
  /** In order of date; without a date first. */
  readonly events: readonly TimelineEntry[];

  constructor(events: readonly TimelineEntry[]) {
    this.events = events.toSorted((a, b) => firstDay(a.date) - firstDay(b.date) || RANK[a.kind] - RANK[b.kind] || a.id - b.id);
  }

  of(...kinds: readonly EventKind[]): readonly TimelineEntry[] {
    return this.events.filter(({ kind }) => kinds.includes(kind));
  }

  /**
   * What may have ended a marriage of this couple between two days (yyyymmdd): a divorce, the certificate of one, a revocation, a
   * divorce in court, whatever spelling the spouse has there.
   */
  mayEnd(marriage: TimelineEntry, from: number, to: number): boolean {
    return this.of(...ENDINGS).some((ending) => sameSpouse(ending, marriage) !== 'no' && mayBeWithin(ending, from, to));
  }

  /** Whether the couple of an event may have married between two days. */
  mayMarryBetween(couple: TimelineEntry, from: number, to: number): boolean {
    return this.of('IA').some((marriage) => sameSpouse(marriage, couple) !== 'no' && mayBeWithin(marriage, from, to));
  }
}

export const ENDINGS = ['IB', 'ICB', 'ID', 'court-divorce', 'revocation'] as const satisfies readonly EventKind[];

/** A reissued divorce certificate tells of a divorce on its earlier date, or at any time before the reissue. */
function mayBeWithin(entry: TimelineEntry, from: number, to: number): boolean {
  if (entry.date === 0) return true;
  if (entry.kind !== 'ICB') return lastDay(entry.date) >= from && firstDay(entry.date) <= to;
  if (entry.earlierDate === 0) return lastDay(entry.date) >= from;
  return lastDay(entry.earlierDate) >= from && firstDay(entry.earlierDate) <= to;
}

/** Certainly before, by dates that both have. */
export function isBefore(left: TimelineEntry, right: TimelineEntry): boolean {
  return left.date !== 0 && right.date !== 0 && lastDay(left.date) < firstDay(right.date);
}

/** What makes a finding about two events the same in a later run; `e` marks what another department told of. */
export function pairSubject(left: TimelineEntry, right: TimelineEntry): string {
  const [first, second] = left.id <= right.id ? [left, right] : [right, left];
  return `${subjectOf(first)}-${subjectOf(second)}`;
}

function subjectOf(entry: TimelineEntry): string {
  return isRegistration(entry) ? String(entry.id) : `e${entry.id}`;
}

export function isRegistration({ kind }: TimelineEntry): boolean {
  return kind !== 'death' && kind !== 'court-divorce' && kind !== 'revocation';
}

/** How an ending is called in texts: `anomaly.feed.<word>`. */
export function endingWord(kind: EventKind): string {
  return kind === 'IB' || kind === 'ICB' ? 'divorce' : kind === 'ID' ? 'revocation-record' : kind;
}
