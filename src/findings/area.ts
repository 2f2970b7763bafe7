import { areaHolds } from '../domain/archive-area.js';
import type { Reference } from '../domain/reference.js';

/** Over which offices somebody sees findings, and the content of their registrations. */
export interface FindingArea {
  /** Everything, also findings that speak of no registration. */
  readonly isWhole: boolean;
  /** Whether the archive of an office lies in it. */
  holds(deptCode: string): boolean;
}

export const WHOLE_REGISTRY: FindingArea = { isWhole: true, holds: () => true };

/**
 * The area whose office codes begin with `prefix`, '' being all, with the archives it took over. @param reference of the registry's
 * tables, asked for only when the prefix does not settle it
 */
export function findingArea(prefix: string, reference: () => Reference): FindingArea {
  if (prefix === '') return WHOLE_REGISTRY;
  const known = new Map<string, boolean>();
  return {
    isWhole: false,
    holds: (code) => {
      const before = known.get(code);
      if (before !== undefined) return before;
      const holds = code.startsWith(prefix) || tookOver(prefix, code, reference());
      known.set(code, holds);
      return holds;
    },
  };
}

/**
 * Findings keep codes and no dates, so a code that was given anew comes to an area only when all offices that had it did: the people
 * of the one that has it now are nobody else's business. Who looks a person up is held to the day as well.
 */
function tookOver(prefix: string, code: string, reference: Reference): boolean {
  const offices = code === '' ? [] : reference.tables.offices.filter((office) => office.code === code);
  return offices.length > 0 && offices.every((office) => areaHolds(prefix, code, office, reference));
}
