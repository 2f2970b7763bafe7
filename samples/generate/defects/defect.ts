import type { FieldKey } from '../../../src/domain/fields.js';
import type { Random } from '../random.js';
import type { SampleRow } from '../row.js';

/** What should become of the row; `accepted` marks a spelling that the import must read without a word. */
export type Outcome = 'accepted' | 'flagged' | 'quarantined';

/** One way in which real archives are wrong, or merely odd. How often each occurs here is invented (docs/samples.md). */
export interface Defect {
  /** Kebab case, unique; it stands in the labels. */
  readonly kind: string;
  readonly outcome: Outcome;
  /** Rule codes that must be among the row's findings; other rules may speak as well. */
  readonly codes: readonly string[];
  /** Whether the sound row can be spoilt this way with a certain outcome. */
  readonly fits: (row: SampleRow) => boolean;
  /** Spoils the row in place and names the columns touched. */
  readonly apply: (row: SampleRow, random: Random) => readonly FieldKey[];
}

/** Rows from regulation 387 on, where most rules are strict. */
export function isModern(row: SampleRow): boolean {
  return row.op_date >= '2003-10-01';
}

/** Both parties carry 18 digits. */
export function hasNumbers(row: SampleRow): boolean {
  return row.cert_num_man.length === 18 && row.cert_num_woman.length === 18;
}

/** From 2010 on every certificate number has form F1, e.g. `J440606-2015-000123`. */
export function hasFormOne(row: SampleRow): boolean {
  return row.op_date >= '2010-01-01' && row.cert_no !== '';
}
