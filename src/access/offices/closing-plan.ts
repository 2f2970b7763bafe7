import { MregError } from '../../domain/error.js';
import type { OfficeSuccessor } from '../../domain/office-change.js';

/** One line of the plan for jurisdiction after a closing. Without areas it takes what no other line names. */
export interface PlannedSuccessor {
  readonly office: string;
  readonly areas?: readonly string[];
}

/**
 * The plan in full: every area of the closing office, or the places within it, goes to exactly one successor.
 * @throws MregError `input-refused` when an area is not the office's, goes to two, or to nobody.
 */
export function planOf(plan: readonly PlannedSuccessor[], areas: readonly string[], office: string): readonly OfficeSuccessor[] {
  const named = plan.flatMap((successor) => successor.areas ?? []);
  const refuse = (key: string, area: string): never => {
    throw new MregError('input-refused', key, { office, area });
  };
  for (const area of named) if (!areas.some((own) => area.startsWith(own))) refuse('office.area-not-own', area);
  const twice = named.find((area, index) => named.indexOf(area) < index);
  if (twice !== undefined) refuse('office.area-twice', twice);
  const rest = areas.filter((area) => !named.includes(area));
  const takers = plan.filter((successor) => successor.areas === undefined);
  if (takers.length > 1) refuse('office.area-twice', rest.join(' '));
  if (takers.length === 0 && (rest.length > 0 || plan.length === 0)) refuse('office.area-left', rest.join(' '));
  return plan.map((successor) => ({ office: successor.office, areas: successor.areas ?? rest }));
}
