import { maskNumbersIn } from '../domain/masking.js';

const QUOTED_CHARACTERS = 40;

/**
 * A cell as a finding may carry it: short, and with every long number masked. A shifted column puts identity numbers
 * where a date or a name should be, and findings are printed.
 */
export function quote(cell: string): string {
  const masked = maskNumbersIn(cell);
  return masked.length > QUOTED_CHARACTERS ? `${masked.slice(0, QUOTED_CHARACTERS)}…` : masked;
}
