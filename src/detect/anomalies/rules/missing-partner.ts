import { firstDay, lastDay } from '../timeline/day.js';
import { sameSpouse } from '../timeline/couple.js';
import type { EventKind, TimelineEntry } from '../timeline/entry-store.js';
import type { Timeline, TimelineRule } from '../timeline/timeline.js';

/**
 * A divorce that says which marriage it ended, and the registry does not have that marriage. Both parties' timelines must miss it, and
 * the registry must hold nearly all others of that place and year: see `NamedPartners`.
 */
export const divorceWithoutMarriage: TimelineRule = {
  code: 'divorce-without-marriage',
  check(timeline, _context, output) {
    for (const entry of timeline.of('IB')) {
      if (saysWhich(entry)) output.named({ code: this.code, entry, isHere: hasPartner(timeline, entry, 'IA', 'ICA') });
    }
  },
};

/** The same of a reissued certificate and the marriage or divorce it was made for. */
export const reissueWithoutOriginal: TimelineRule = {
  code: 'reissue-without-original',
  check(timeline, _context, output) {
    for (const entry of timeline.of('ICA', 'ICB')) {
      const originals: readonly EventKind[] = entry.kind === 'ICA' ? ['IA'] : ['IB', 'court-divorce'];
      if (saysWhich(entry)) output.named({ code: this.code, entry, isHere: hasPartner(timeline, entry, ...originals) });
    }
  },
};

function saysWhich({ earlierDate, earlierRegion }: TimelineEntry): boolean {
  return earlierDate !== 0 && earlierRegion !== 0;
}

function hasPartner(timeline: Timeline, entry: TimelineEntry, ...kinds: readonly EventKind[]): boolean {
  return timeline
    .of(...kinds)
    .some((each) => each !== entry && sameSpouse(each, entry) !== 'no' && (each.date === 0 || firstDay(each.date) <= lastDay(entry.date)));
}
