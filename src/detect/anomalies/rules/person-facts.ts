import { dateText, firstDay, lastDay, monthNumber } from '../timeline/day.js';
import { sameSpouse } from '../timeline/couple.js';
import type { TimelineEntry } from '../timeline/entry-store.js';
import { nameLikeness } from '../timeline/name-likeness.js';
import { isBefore, type TimelineRule } from '../timeline/timeline.js';

/** Somebody registers who had died: both parties come in person. Certificates may be reissued to who is left. */
export const afterDeath: TimelineRule = {
  code: 'after-death',
  check(timeline, context, output) {
    for (const death of timeline.of('death')) {
      for (const entry of timeline.of('IA', 'IB')) {
        if (!isBefore(death, entry)) continue;
        output.found({
          code: this.code,
          subject: `${entry.id}-${sideOf(entry)}`,
          severity: nameLikeness(death.name, entry.name) === 'same' ? 'error' : 'warning',
          values: {
            party: sideOf(entry),
            date: dateText(entry.date),
            deathDate: dateText(death.date),
            authority: context.authorityOf(death),
          },
          entries: [entry],
        });
      }
    }
  },
};

const NEVER_MARRIED = 10;

/** Entered as never married, although married before to somebody else. */
export const statusContradicts: TimelineRule = {
  code: 'status-contradicts',
  check(timeline, _context, output) {
    for (const entry of timeline.of('IA')) {
      if (entry.maritalStatus !== NEVER_MARRIED) continue;
      const earlier = timeline
        .of('IA', 'IB', 'ICA', 'ICB')
        .find((each) => isBefore(each, entry) && sameSpouse(each, entry) === 'no' && nameLikeness(each.name, entry.name) === 'same');
      if (earlier === undefined) continue;
      output.found({
        code: this.code,
        subject: `${entry.id}-${sideOf(entry)}`,
        severity: 'warning',
        values: { party: sideOf(entry), firstDate: dateText(earlier.date), secondDate: dateText(entry.date) },
        entries: [entry, earlier],
      });
    }
  },
};

/** Marriages with many different people within some months. */
export const manyMarriages: TimelineRule = {
  code: 'many-marriages',
  check(timeline, { rules }, output) {
    const least = rules.parameter(this.code, 'marriages');
    const marriages = timeline.of('IA').filter(({ date }) => date !== 0);
    const window = densestWindow(marriages, rules.parameter(this.code, 'months'), differentSpouses);
    const [first] = window;
    const spouses = differentSpouses(window);
    if (first === undefined || spouses < least) return;
    const values = { ...spanOf(window), marriages: window.length, spouses };
    output.found({ code: this.code, subject: String(first.id), severity: 'warning', values, entries: window });
  },
};

/** Registrations in many provinces within some months. */
export const manyProvinces: TimelineRule = {
  code: 'many-provinces',
  check(timeline, context, output) {
    const least = context.rules.parameter(this.code, 'provinces');
    const provincesOf = (entries: readonly TimelineEntry[]): readonly string[] =>
      [...new Set(entries.map((entry) => context.officeCodeOf(entry).slice(0, 2)))].toSorted();
    const registrations = timeline.of('IA', 'IB').filter((entry) => entry.date !== 0 && context.officeCodeOf(entry) !== '');
    const window = densestWindow(registrations, context.rules.parameter(this.code, 'months'), (entries) => provincesOf(entries).length);
    const provinces = provincesOf(window);
    const [first] = window;
    if (first === undefined || provinces.length < least) return;
    const values = { ...spanOf(window), provinces: provinces.length, codes: provinces.join(' ') };
    output.found({ code: this.code, subject: String(first.id), severity: 'warning', values, entries: window });
  },
};

/** The entries within some months of one of them that measure the most, the earliest of equal ones. Entries are in order of date. */
function densestWindow(
  entries: readonly TimelineEntry[],
  months: number,
  measure: (entries: readonly TimelineEntry[]) => number,
): readonly TimelineEntry[] {
  let best: readonly TimelineEntry[] = [];
  for (const [at, first] of entries.entries()) {
    const window = entries.slice(at).filter(({ date }) => monthNumber(lastDay(date)) - monthNumber(firstDay(first.date)) <= months);
    if (measure(window) > measure(best)) best = window;
  }
  return best;
}

function differentSpouses(marriages: readonly TimelineEntry[]): number {
  const known: TimelineEntry[] = [];
  for (const marriage of marriages) if (known.every((each) => sameSpouse(each, marriage) === 'no')) known.push(marriage);
  return known.length;
}

function spanOf(window: readonly TimelineEntry[]): { readonly firstDate: string; readonly lastDate: string } {
  return { firstDate: dateText(window[0]?.date ?? 0), lastDate: dateText(window.at(-1)?.date ?? 0) };
}

function sideOf({ isMan }: TimelineEntry): 'man' | 'woman' {
  return isMan ? 'man' : 'woman';
}
