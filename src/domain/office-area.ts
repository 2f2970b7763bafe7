import { dayAfter } from './office-change.js';
import type { OfficeRow } from './reference.js';

/** A code longer than its region's stands for a township or another place below it. */
const REGION_DIGITS = 6;

/** What an office is competent for: its region, or its own place below one, and what it took over from closed offices. */
export function areasOf(office: OfficeRow): readonly string[] {
  const own = office.code.length > REGION_DIGITS ? office.code : office.region;
  return [own, ...(office.tookOver ?? [])];
}

export function isOpenOn({ openedOn, closedOn }: Pick<OfficeRow, 'openedOn' | 'closedOn'>, day: string): boolean {
  return openedOn <= day && (closedOn === undefined || day <= closedOn);
}

/** The office competent for a region or a place on a day (`YYYY-MM-DD`): the one with the narrowest area that holds it. */
export function competentFor(offices: readonly OfficeRow[], place: string, day: string): OfficeRow | undefined {
  let best: OfficeRow | undefined;
  let length = 0;
  for (const office of offices.filter((row) => isOpenOn(row, day))) {
    for (const area of areasOf(office)) {
      if (area.length > length && place.startsWith(area)) [best, length] = [office, area.length];
    }
  }
  return best;
}

/**
 * The offices that are competent on a day for what a closed office was: those named in its plan that are still open, and who
 * took over from those that are not. None when nobody was named, as for regions that ended.
 */
export function successorsOn(offices: readonly OfficeRow[], closed: OfficeRow, day: string): readonly OfficeRow[] {
  if (closed.closedOn === undefined || closed.successors === undefined) return [];
  const when = day > closed.closedOn ? day : dayAfter(closed.closedOn);
  const named = offices.filter((row) => closed.successors?.includes(row.code) && isOpenOn(row, when));
  const competent = areasOf(closed).map((area) => competentFor(offices, area, when));
  return [...new Set([...named, ...competent.filter((office) => office !== undefined)])];
}
