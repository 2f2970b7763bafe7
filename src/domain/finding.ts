import type { FieldKey } from './fields.js';

/** An error sends the row to quarantine; a warning is loaded with the row and shown as a flag. */
export type Severity = 'error' | 'warning';

/**
 * What a rule says about one row. It carries keys and values, never text: the texts belong to the rule.
 * A value that is a document number is masked by whoever prints it, so store it under a name ending in `Number`.
 */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly fields: readonly FieldKey[];
  readonly values?: Readonly<Record<string, string | number>>;
}
