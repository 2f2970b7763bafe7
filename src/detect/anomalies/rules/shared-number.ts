import { yearOf } from '../../../domain/calendar.js';
import type { DetectionSeverity } from '../../../domain/detection.js';
import { dateText, firstDay, lastDay } from '../timeline/day.js';
import type { TimelineEntry } from '../timeline/entry-store.js';
import { nameLikeness, shareNoCharacter } from '../timeline/name-likeness.js';
import { isRegistration, pairSubject, type RuleOutput, type TimelineContext } from '../timeline/timeline.js';

const CODE = 'shared-number';

/** The events of one number by whose they are: names that cannot be one person's stand apart. */
export function personsOfNumber(entries: readonly TimelineEntry[]): readonly (readonly TimelineEntry[])[] {
  const persons: TimelineEntry[][] = [];
  for (const entry of entries.toSorted((a, b) => a.id - b.id)) {
    const own = persons.find(([first]) => first !== undefined && nameLikeness(first.name, entry.name) !== 'different');
    if (own === undefined) persons.push([entry]);
    else own.push(entry);
  }
  return persons;
}

/** One number on people of different names: one finding for each of them but the first. */
export function checkSharedNumber(persons: readonly (readonly TimelineEntry[])[], { rules }: TimelineContext, output: RuleOutput): void {
  if (!rules.isOn(CODE) || persons.length < 2) return;
  const [first, ...others] = persons.flatMap((entries) => entries.find(isRegistration) ?? []);
  if (first === undefined) return;
  const soundSince = rules.parameter(CODE, 'soundSinceYear');
  for (const other of others) {
    const births = compareBirths(first.birth, other.birth);
    output.found({
      code: CODE,
      subject: pairSubject(first, other),
      severity: severityOf(births, first, other, soundSince),
      values: { firstDate: dateText(first.date), secondDate: dateText(other.date), births },
      entries: [first, other],
    });
  }
}

type Births = 'same' | 'different' | 'unknown';

function compareBirths(left: number, right: number): Births {
  if (left === 0 || right === 0) return 'unknown';
  if (left === right) return 'same';
  return lastDay(left) < firstDay(right) || lastDay(right) < firstDay(left) ? 'different' : 'unknown';
}

/**
 * Another name and another birthday cannot be one person; numbers held twice were real until about 2010, so before it is a warning.
 * Another name alone may be a change of name, less likely when nothing of it is left.
 */
function severityOf(births: Births, left: TimelineEntry, right: TimelineEntry, soundSinceYear: number): DetectionSeverity {
  const areRecent = [left, right].every(({ date }) => date !== 0 && yearOf(date) >= soundSinceYear);
  if (births === 'different') return areRecent && left.isSound && right.isSound ? 'error' : 'warning';
  const isOther = left.isMan !== right.isMan || shareNoCharacter(left.name, right.name);
  return areRecent && isOther ? 'warning' : 'hint';
}
