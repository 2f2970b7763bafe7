import { parseCertificate } from '../../domain/certificate-number.js';
import type { Reference } from '../../domain/reference.js';
import { decodeCertificate } from '../decoding/certificate.js';
import type { CtcLattice } from '../engines/engine.js';
import { evidenceOf, revised, type FieldDraft } from './field-draft.js';

/** Certificates were given out from the Marriage Law of 1950 on. */
const FIRST_YEAR = 1950;
/** What the grammar asks for may be taken for what was read when it is this likely against it, and leads by this much. */
const MOST_COST = 9;
const LEAST_MARGIN = 2;

/**
 * A number of no known form, or of a region that never was, read anew by the grammar of certificate numbers. What comes out spares
 * a person the typing, but not the look: nothing in a serial tells whether it is right.
 */
export function withCertificate(draft: FieldDraft, lattice: CtcLattice | undefined, reference: Reference, today: number): FieldDraft {
  if (draft.zone.kind !== 'certificate' || draft.value === '' || lattice === undefined || isPlausible(draft.value, reference)) return draft;
  const years = [FIRST_YEAR, Math.floor(today / 10_000)] as const;
  const { candidates, cost, margin } = decodeCertificate(lattice, { regions: regionsOf(reference), years });
  const [best] = candidates;
  if (best === undefined || cost > MOST_COST || margin < LEAST_MARGIN || best.value === draft.value) return draft;
  const evidence = [evidenceOf('repaired-certificate', { from: draft.written, to: best.value })];
  return revised(draft, { value: best.value, written: best.written, barred: true, evidence, features: { lead: 0, repairs: -1 } });
}

function isPlausible(value: string, reference: Reference): boolean {
  const certificate = parseCertificate(value);
  if (certificate === undefined || certificate.form === 'unparsed') return false;
  return certificate.form !== 'F1' || reference.regionEverExisted(certificate.region);
}

function regionsOf({ tables }: Reference): readonly string[] {
  return tables.regions.filter(({ level }) => level === 'county').map(({ code }) => code);
}
