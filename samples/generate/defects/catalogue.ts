import { CERTIFICATE_DEFECTS } from './certificate-defects.js';
import { DATE_DEFECTS } from './date-defects.js';
import { IDENTITY_DEFECTS } from './identity-defects.js';
import { PARTY_DEFECTS } from './party-defects.js';
import { TEXT_DEFECTS } from './text-defects.js';
import type { Defect } from './defect.js';
import type { Random } from '../random.js';
import type { SampleRow } from '../row.js';

/** Every way to spoil one row. Rows that are there twice, or have lost a cell, are the archive's doing (archive.ts). */
export const DEFECTS: readonly Defect[] = [...IDENTITY_DEFECTS, ...DATE_DEFECTS, ...CERTIFICATE_DEFECTS, ...PARTY_DEFECTS, ...TEXT_DEFECTS];

const ATTEMPTS = 20;

/** One of the defects that fits the row, each equally likely. `undefined` only for a row that hardly any fits. */
export function chooseDefect(defects: readonly Defect[], row: SampleRow, random: Random): Defect | undefined {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const defect = random.pick(defects);
    if (defect.fits(row)) return defect;
  }
  return undefined;
}

export function defectOf(kind: string): Defect {
  const defect = DEFECTS.find((candidate) => candidate.kind === kind);
  if (defect === undefined) throw new RangeError(`no defect ${kind}`);
  return defect;
}
