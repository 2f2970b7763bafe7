import type { DetectionSeverity } from '../../../domain/detection.js';
import { dateText, firstDay, isWholeDay, lastDay } from '../timeline/day.js';
import { sameSpouse } from '../timeline/couple.js';
import type { TimelineEntry } from '../timeline/entry-store.js';
import { nameLikeness } from '../timeline/name-likeness.js';
import { endingWord, pairSubject, type Timeline, type TimelineContext, type TimelineRule } from '../timeline/timeline.js';

const OVERLAP = 'marriage-overlap';
const OPEN = 'open-marriages';

/** A marriage that the registry knows of: its registration, or the reissue of its certificate when that is all there is. */
interface Marriage {
  readonly entry: TimelineEntry;
  /** The day it began, as `packDate` makes it. */
  readonly began: number;
}

/**
 * Somebody marries while an earlier marriage with another spouse is open. `open-marriages` when nothing here ended it: suspected
 * only. `marriage-overlap` when the same couple's later divorce proves that it went on: one of the records is wrong.
 */
export const openMarriages: TimelineRule = {
  code: OPEN,
  check(timeline, context, output) {
    const marriages = marriagesOf(timeline);
    for (const later of marriages) {
      const earlier = marriages.findLast((each) => precedes(each, later) && isOpenAt(each, later, timeline, context));
      if (earlier === undefined) continue;
      const proof = proofOfOverlap(earlier, later, timeline);
      const values = { firstDate: dateText(earlier.began), secondDate: dateText(later.began) };
      const subject = pairSubject(earlier.entry, later.entry);
      const entries = [earlier.entry, later.entry];
      if (proof === undefined) {
        const status = later.entry.maritalStatus;
        const severity = severityOfOpen(earlier.entry, later.entry);
        output.found({ code: OPEN, subject, severity, values: { ...values, status: status === 0 ? 'none' : status }, entries });
      } else {
        const isOnePerson = [later.entry, proof].every(({ name }) => nameLikeness(name, earlier.entry.name) === 'same');
        const ending = { endDate: dateText(proof.date), feed: endingWord(proof.kind) };
        const severity = isOnePerson ? 'error' : 'warning';
        output.found({ code: OVERLAP, subject, severity, values: { ...values, ...ending }, entries: [...entries, proof] });
      }
    }
  },
};

function marriagesOf(timeline: Timeline): readonly Marriage[] {
  const registered = timeline.of('IA');
  const reissued = timeline.of('ICA').filter((reissue) => registered.every((marriage) => sameSpouse(marriage, reissue) === 'no'));
  return [...registered, ...reissued]
    .map((entry) => ({ entry, began: entry.kind === 'ICA' && entry.earlierDate !== 0 ? entry.earlierDate : entry.date }))
    .filter(({ began, entry }) => began !== 0 && !isRevoked(entry, timeline))
    .toSorted((a, b) => firstDay(a.began) - firstDay(b.began) || a.entry.id - b.entry.id);
}

/** A revoked marriage counts as never made. */
function isRevoked(marriage: TimelineEntry, timeline: Timeline): boolean {
  return timeline.of('ID', 'revocation').some((revocation) => sameSpouse(revocation, marriage) !== 'no');
}

/** Two marriages of one day are in the order of their records. */
function precedes(earlier: Marriage, later: Marriage): boolean {
  if (earlier === later || sameSpouse(earlier.entry, later.entry) !== 'no') return false;
  if (lastDay(earlier.began) < firstDay(later.began)) return true;
  return earlier.began === later.began && isWholeDay(later.began) && earlier.entry.id < later.entry.id;
}

function isOpenAt(earlier: Marriage, later: Marriage, timeline: Timeline, context: TimelineContext): boolean {
  const { spouseKey, spouseName } = earlier.entry;
  const death = spouseKey === 0 ? 0 : context.deathOf(spouseKey, spouseName);
  if (death !== 0 && firstDay(death) <= lastDay(later.began)) return false;
  return !timeline.mayEnd(earlier.entry, firstDay(earlier.began), lastDay(later.began));
}

/** A divorce of the first couple after the second marriage, unless it ended a later marriage of theirs. */
function proofOfOverlap(earlier: Marriage, later: Marriage, timeline: Timeline): TimelineEntry | undefined {
  return timeline.of('IB', 'court-divorce').find((divorce) => {
    if (sameSpouse(divorce, earlier.entry) !== 'yes' || divorce.date === 0 || firstDay(divorce.date) <= lastDay(later.began)) return false;
    const endsAnother = divorce.earlierDate !== 0 && lastDay(divorce.earlierDate) > firstDay(later.began);
    return !endsAnother && !timeline.mayMarryBetween(earlier.entry, firstDay(later.began), lastDay(divorce.date));
  });
}

const WIDOWED = 30;
const DIVORCED = 40;
const MARRIED_BEFORE: ReadonlySet<number> = new Set([22, 23, WIDOWED, DIVORCED]);

/** Who says that he is divorced or widowed has most likely been divorced in court, elsewhere, or lost the spouse. */
function severityOfOpen(earlier: TimelineEntry, later: TimelineEntry): DetectionSeverity {
  if (MARRIED_BEFORE.has(later.maritalStatus) || later.kind === 'ICA') return 'hint';
  return nameLikeness(earlier.name, later.name) === 'same' ? 'warning' : 'hint';
}
