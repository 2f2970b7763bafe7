import { addDays, daysBetween } from '../../../domain/calendar.js';
import { dateText, firstDay, isWholeDay, lastDay, leastDaysApart } from '../timeline/day.js';
import { sameSpouse } from '../timeline/couple.js';
import type { EventKind, TimelineEntry } from '../timeline/entry-store.js';
import { endingWord, isBefore, pairSubject, type Timeline, type TimelineRule } from '../timeline/timeline.js';

const REMARRIED_STATUS: ReadonlySet<number> = new Set([22, 23, 40]);

/** The only marriage of a couple comes after its divorce, and is not marked as another one. */
export const divorceBeforeMarriage: TimelineRule = {
  code: 'divorce-before-marriage',
  check(timeline, _context, output) {
    for (const divorce of timeline.of('IB')) {
      const marriages = ofCouple(timeline, divorce, 'IA', 'ICA');
      const [first] = marriages;
      if (first?.kind !== 'IA' || !isBefore(divorce, first) || first.isRenewal || REMARRIED_STATUS.has(first.maritalStatus)) continue;
      if (mayRefer(timeline, divorce)) continue;
      const namesAnother = divorce.earlierDate !== 0 && lastDay(divorce.earlierDate) <= lastDay(divorce.date);
      output.found({
        code: this.code,
        subject: pairSubject(divorce, first),
        severity: namesAnother ? 'hint' : 'warning',
        values: { divorceDate: dateText(divorce.date), marriageDate: dateText(first.date) },
        entries: [divorce, first],
      });
    }
  },
};

/** A couple divorces again, and nothing shows that it had married again. Days near each other are one divorce keyed twice. */
export const divorceRepeated: TimelineRule = {
  code: 'divorce-repeated',
  check(timeline, { rules }, output) {
    const nearDays = rules.parameter(this.code, 'nearDays');
    for (const divorce of timeline.of('IB')) {
      const ending = lastEndingBefore(timeline, divorce);
      if (ending === undefined || leastDaysApart(ending.date, divorce.date) <= nearDays) continue;
      output.found({
        code: this.code,
        subject: pairSubject(ending, divorce),
        severity: 'warning',
        values: { firstDate: dateText(ending.date), secondDate: dateText(divorce.date), feed: endingWord(ending.kind) },
        entries: [ending, divorce],
      });
    }
  },
};

/** A marriage certificate is reissued to a couple whose marriage had ended. */
export const reissueAfterDivorce: TimelineRule = {
  code: 'reissue-after-divorce',
  check(timeline, _context, output) {
    for (const reissue of timeline.of('ICA')) {
      const ending = lastEndingBefore(timeline, reissue);
      if (ending === undefined) continue;
      output.found({
        code: this.code,
        subject: String(reissue.id),
        severity: 'warning',
        values: { endDate: dateText(ending.date), date: dateText(reissue.date), feed: endingWord(ending.kind) },
        entries: [reissue, ending],
      });
    }
  },
};

/** A couple marries again, and nothing shows that its marriage had ended. Days near each other are one marriage keyed twice. */
export const marriageRepeated: TimelineRule = {
  code: 'marriage-repeated',
  check(timeline, { rules }, output) {
    const nearDays = rules.parameter(this.code, 'nearDays');
    for (const marriage of timeline.of('IA')) {
      const earlier = ofCouple(timeline, marriage, 'IA').findLast((each) => isBefore(each, marriage));
      if (earlier === undefined || leastDaysApart(earlier.date, marriage.date) <= nearDays) continue;
      if (timeline.mayEnd(marriage, firstDay(earlier.date), lastDay(marriage.date))) continue;
      const isExplained = marriage.isRenewal || marriage.isLate || REMARRIED_STATUS.has(marriage.maritalStatus);
      output.found({
        code: this.code,
        subject: pairSubject(earlier, marriage),
        severity: isExplained ? 'hint' : 'warning',
        values: { firstDate: dateText(earlier.date), secondDate: dateText(marriage.date) },
        entries: [earlier, marriage],
      });
    }
  },
};

/** A divorce sooner after the couple's marriage than an application could wait: the days count from the day after it at the earliest. */
export const divorcedTooSoon: TimelineRule = {
  code: 'cooling-off-violated',
  check(timeline, { reference }, output) {
    for (const divorce of timeline.of('IB')) {
      const marriage = ofCouple(timeline, divorce, 'IA').findLast((each) => isBefore(each, divorce));
      const days = Number(reference.law('cooling-off', divorce.date)?.values['windowStartDays'] ?? 0);
      if (marriage === undefined || !isWholeDay(divorce.date) || !isWholeDay(marriage.date)) continue;
      if (divorce.earlierDate !== 0 && divorce.earlierDate !== marriage.date) continue;
      if (daysBetween(marriage.date, divorce.date) >= days) continue;
      output.found({
        code: this.code,
        subject: String(divorce.id),
        severity: 'error',
        values: { date: dateText(divorce.date), earliest: dateText(addDays(marriage.date, days)) },
        entries: [divorce, marriage],
      });
    }
  },
};

/** Events surely of the couple of this one. */
function ofCouple(timeline: Timeline, couple: TimelineEntry, ...kinds: readonly EventKind[]): readonly TimelineEntry[] {
  return timeline.of(...kinds).filter((each) => sameSpouse(each, couple) === 'yes');
}

/** Whether a marriage that is perhaps this couple's precedes the divorce. */
function mayRefer(timeline: Timeline, divorce: TimelineEntry): boolean {
  return (
    timeline.mayMarryBetween(divorce, 0, lastDay(divorce.date)) ||
    timeline.of('ICA').some((reissue) => sameSpouse(reissue, divorce) !== 'no')
  );
}

const ENDED_BY = ['IB', 'ID', 'court-divorce', 'revocation'] as const;

/** What surely ended the couple's marriage before an event, unless it may have married again in between. */
function lastEndingBefore(timeline: Timeline, event: TimelineEntry): TimelineEntry | undefined {
  const ending = ofCouple(timeline, event, ...ENDED_BY).findLast((each) => isBefore(each, event));
  if (ending === undefined) return undefined;
  const refersToLater = event.earlierDate !== 0 && lastDay(event.earlierDate) >= firstDay(ending.date);
  return refersToLater || timeline.mayMarryBetween(event, firstDay(ending.date), lastDay(event.date)) ? undefined : ending;
}
