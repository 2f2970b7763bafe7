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

/** A code may have been given anew: an area sees what speaks of any office that had it and came to the area. */
function tookOver(prefix: string, code: string, reference: Reference): boolean {
  return code !== '' && reference.tables.offices.some((office) => office.code === code && areaHolds(prefix, code, office, reference));
}
