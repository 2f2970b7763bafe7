import type { PartialDate } from '../../domain/partial-date.js';
import type { OfficeRow, Reference } from '../../domain/reference.js';

/** The names that offices had at any time, each with the offices that had it. */
export type OfficeNames = ReadonlyMap<string, readonly OfficeRow[]>;

export function officeNames(reference: Reference): OfficeNames {
  const names = new Map<string, OfficeRow[]>();
  for (const office of reference.tables.offices) {
    for (const name of new Set([office.name, ...(office.formerNames ?? [])])) names.set(name, [...(names.get(name) ?? []), office]);
  }
  return names;
}

/** The one office that bore a name on the day of a registration; `undefined` when none did, or several. */
export function officeNamed(names: OfficeNames, name: string, on: PartialDate | undefined): OfficeRow | undefined {
  if (on === undefined) return undefined;
  const open = (names.get(name) ?? []).filter(
    (office) => dayOf(office.openedOn) <= on.last && (office.closedOn === undefined || dayOf(office.closedOn) >= on.first),
  );
  const codes = new Set(open.map((office) => office.code));
  return codes.size === 1 ? open[0] : undefined;
}

function dayOf(text: string): number {
  return Number(text.replaceAll('-', ''));
}
