import { parseDay } from './calendar.js';
import type { OfficeRow, Reference, RegionRow } from './reference.js';

/**
 * Whether an area answers for the archive of an office: the row's office code begins like the area's, or the office lies in
 * a region of the area, or what followed on the office or its region does: a district keeps the archives of those merged into it.
 * `office` is the table's row for the code as of the registration, absent when the table does not know the code.
 */
export function areaHolds(area: string, code: string, office: OfficeRow | undefined, reference: Reference): boolean {
  if (code.startsWith(area)) return true;
  if (office === undefined) return false;
  if (office.region.startsWith(area) || officesAfterHold(area, office, reference)) return true;
  return followersHold(area, regionAtTheEndOf(office, reference), reference);
}

/** The offices that a decision named for what a closed one was. */
function officesAfterHold(area: string, { successors, closedOn }: OfficeRow, reference: Reference): boolean {
  if (successors === undefined || closedOn === undefined) return false;
  return successors.some(
    (code) =>
      code.startsWith(area) ||
      reference.tables.offices.some(
        (row) => row.code === code && endsAfter(row.closedOn, closedOn) && officesAfterHold(area, row, reference),
      ),
  );
}

/** The region as the office left it: its code may have been given to another place within the year, so the row that ends with the office comes first. */
function regionAtTheEndOf({ region, closedOn }: OfficeRow, reference: Reference): RegionRow | undefined {
  if (closedOn === undefined) return undefined;
  const ended = reference.tables.regions.find(({ code, to }) => code === region && to === closedOn);
  if (ended !== undefined) return ended;
  const day = parseDay(closedOn) ?? 0;
  const found = reference.region(region, day, day);
  return found.status === 'unknown' ? undefined : found.row;
}

function followersHold(area: string, region: RegionRow | undefined, reference: Reference): boolean {
  if (region?.successors === undefined) return false;
  return region.successors.some(
    (code) =>
      code.startsWith(area) ||
      reference.tables.regions.some((row) => row.code === code && endsAfter(row.to, region.to) && followersHold(area, row, reference)),
  );
}

/** Each step ends later than the one before, so the search ends. */
function endsAfter(end: string | undefined, before: string | undefined): boolean {
  return end !== undefined && before !== undefined && end > before;
}
