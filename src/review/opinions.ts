import { decideFindings } from '../findings/decide.js';
import { findingWithin, reasonFrom, type Decider, type FindingContext } from '../findings/context.js';
import type { DetectionState } from '../domain/detection.js';
import { MregError } from '../domain/error.js';
import { appendEntry } from '../ledger/append.js';
import type { StoredFinding } from '../store/finding-reader.js';
import { FindingDecisionRepository, type StoredDecision } from '../store/finding-decision-repository.js';
import { OpinionRepository, type StoredOpinion } from '../store/opinion-repository.js';
import { storeError, type Sqlite } from '../store/open.js';
import type { Choice, Outcome } from './protocol.js';

/** A choice as it arrives, and under what it is made. */
export interface NewChoice {
  readonly finding: number;
  readonly choice: Choice;
  readonly reason: string;
  /** Number of the newest decision that the reviewer had before him. */
  readonly seen: number;
  /** Kept where the operation wants a reason and the reviewer gave none. */
  readonly reasons: Readonly<Record<'different', string>>;
}

export type Effect = Outcome['effect'];

/**
 * Takes a reviewer's choice in one transaction. With one person it decides the finding. With two it waits until a second person
 * chooses the same, and so does one that was begun with two. `unsure` is kept and leaves the finding open.
 * @throws MregError `busy` when the finding was decided since the reviewer saw it
 */
export function takeChoice(context: FindingContext, choice: NewChoice, username: string, twoPersons: boolean, by: Decider): Effect {
  return atOnce(context, () => {
    const opinions = new OpinionRepository(context.registry.database);
    const finding = findingWithin(context, choice.finding);
    const inForce = opinions.ofFinding(finding.id);
    const own = inForce.find((opinion) => opinion.username === username);
    // A second click of the same choice: it was taken.
    if (own?.choice === choice.choice && (choice.choice === 'unsure' || own.twoPersons || finding.state !== 'open')) return 'unchanged';
    refuseDecided(context, finding, choice.seen);
    const others = inForce.filter((opinion) => opinion.username !== username && opinion.choice !== 'unsure');
    const needsSecond = twoPersons || others.some((opinion) => opinion.twoPersons);
    const agrees = !needsSecond || others.some((opinion) => opinion.choice === choice.choice);
    const decides = choice.choice !== 'unsure' && agrees;
    const ledgerSeq = decides ? decide(context, choice, by) : noteOpinion(context, choice, needsSecond, by);
    const { at } = by;
    opinions.add({
      ...choice,
      findingId: finding.id,
      username,
      twoPersons: needsSecond,
      reason: reasonFrom(choice.reason, false),
      at,
      ledgerSeq,
    });
    if (decides) return 'decided';
    if (choice.choice === 'unsure') return 'noted';
    // The first of two must not learn what the other chose, so who disagrees hears the same as who waits.
    return 'waiting';
  });
}

/** The same entry as on the command line, made by the same operation. */
function decide(context: FindingContext, { finding, choice, reason, seen, reasons }: NewChoice, by: Decider): number {
  const verdict = choice === 'same' ? 'confirm' : 'dismiss';
  const why = reason.trim() === '' && verdict === 'dismiss' ? reasons.different : reason;
  return decideFindings(context, { verdict, ids: [finding], reason: why, seen: new Map([[finding, seen]]) }, by).ledger_seq;
}

function noteOpinion({ registry }: FindingContext, { finding, choice, reason }: NewChoice, needsSecond: boolean, by: Decider): number {
  const body = { finding, choice, two_persons: needsSecond, reason: reasonFrom(reason, false), way: by.way };
  return appendEntry(registry.database, { at: by.at, actor: by.actor, kind: 'finding.opinion', body }).seq;
}

/** @throws MregError `busy` saying who decided it, and when */
function refuseDecided({ registry }: FindingContext, { id, state, decision }: StoredFinding, seen: number): void {
  if (state === 'open' && decision === seen) return;
  const newest = new FindingDecisionRepository(registry.database).newest(id);
  throw new MregError('busy', 'review.stale', {
    finding: id,
    actor: newest?.actor ?? '',
    at: newest?.at.slice(0, 16).replace('T', ' ') ?? '',
  });
}

/**
 * Takes back the newest choice of a person since a moment. What it had decided, alone or as one of two, is open again; the choice of
 * the other person stays.
 * @throws MregError `usage` when there is none, or the finding has gone on since: merged, reported, decided anew
 */
export function undoChoice(context: FindingContext, username: string, since: string, reason: string, by: Decider): number {
  return atOnce(context, () => {
    const { database } = context.registry;
    const opinions = new OpinionRepository(database);
    const last = opinions.lastOf(username, since);
    if (last === undefined) throw new MregError('usage', 'review.nothing-to-undo');
    const finding = findingWithin(context, last.findingId);
    const decided = decisionFrom(database, last, opinions.ofFinding(finding.id));
    if (decided === undefined) {
      opinions.withdraw(last.id, noteWithdrawal(context, last, by));
      return finding.id;
    }
    if (decided.id !== finding.decision) throw new MregError('usage', 'review.too-late-to-undo', { finding: finding.id });
    const seen = new Map([[finding.id, finding.decision]]);
    const { ledger_seq: seq } = decideFindings(context, { verdict: 'reopen', ids: [finding.id], reason, seen }, by);
    opinions.withdraw(last.id, seq);
    return finding.id;
  });
}

/** The decision that a choice made, alone or as one of two, and that stands; none for one that waits, is unsure, or was outvoted. */
function decisionFrom(
  database: Sqlite,
  { findingId, choice }: StoredOpinion,
  inForce: readonly StoredOpinion[],
): StoredDecision | undefined {
  const made = new FindingDecisionRepository(database)
    .ofFinding(findingId)
    .findLast(({ ledgerSeq }) => inForce.some((opinion) => opinion.ledgerSeq === ledgerSeq));
  return made?.toState === STATE_AFTER[choice] ? made : undefined;
}

const STATE_AFTER: Readonly<Record<Choice, DetectionState>> = { same: 'confirmed', different: 'dismissed', unsure: 'open' };

function noteWithdrawal({ registry }: FindingContext, { findingId, choice }: StoredOpinion, by: Decider): number {
  const body = { finding: findingId, choice, way: by.way };
  return appendEntry(registry.database, { at: by.at, actor: by.actor, kind: 'finding.opinion-withdraw', body }).seq;
}

function atOnce<T>({ registry }: FindingContext, work: () => T): T {
  try {
    return registry.database.transaction(work).immediate();
  } catch (cause) {
    throw storeError(cause, registry.path);
  }
}
