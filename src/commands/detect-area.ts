import { createReference } from '../domain/reference-index.js';
import { holds, reachOf } from '../domain/permission.js';
import { findingArea, type FindingArea } from '../findings/area.js';
import { homeTables, type Home } from './home.js';

const NOTHING: FindingArea = { isWhole: false, holds: () => false };

/** Over which records somebody sees what findings say of them: who may run a search may not see everything it finds. */
export function areaOfFindings(home: Home): FindingArea {
  if (!holds(home.principal, 'findings.read')) return NOTHING;
  return findingArea(reachOf(home.principal, 'findings.read'), () => createReference(homeTables(home)));
}
