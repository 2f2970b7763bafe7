import type { FieldKey } from '../domain/fields.js';
import type { PageReading, ReadField } from '../domain/scan.js';

/** A field of a keyed row that its scan says otherwise. */
export interface Difference {
  readonly field: ReadField;
  readonly keyed: string;
}

export interface RowComparison {
  /** Fields that were compared; 0 when the page belongs to another registration. */
  readonly fields: number;
  readonly differences: readonly Difference[];
}

/** A reading that is less sure than this is more often wrong than the clerk: it would send people to look for nothing. */
const LEAST_CONFIDENCE = 0.9;
/** By these a page is known to be of the same registration although its form is another. */
const EVENT_FIELDS: readonly FieldKey[] = ['cert_no', 'op_date'];

/** Where a keyed row and a page of its scans say different things. @param keyed normalised values of the row */
export function compareRow(keyed: Readonly<Partial<Record<FieldKey, string>>>, reading: PageReading): RowComparison {
  if (reading.outcome !== 'read' || isOfOtherEvent(keyed, reading.fields)) return { fields: 0, differences: [] };
  const sure = reading.fields.filter(({ standing, confidence }) => standing !== 'doubtful' || confidence >= LEAST_CONFIDENCE);
  const differences = sure.flatMap((field) => {
    const value = keyed[field.key] ?? '';
    return value === field.value || isAddition(field.key, value) ? [] : [{ field, keyed: value }];
  });
  return { fields: sure.length, differences };
}

/** The code of an office is told from its name: a row without one does not say otherwise than the page, which has none either. */
function isAddition(key: FieldKey, keyed: string): boolean {
  return key === 'dept_code' && keyed === '';
}

/** Divorces bring the marriage along, reissues the earlier certificate: such a page says nothing about this row. */
function isOfOtherEvent(keyed: Readonly<Partial<Record<FieldKey, string>>>, fields: readonly ReadField[]): boolean {
  const read = new Map(fields.map(({ key, value }) => [key, value]));
  const agrees = (key: FieldKey): boolean => (read.get(key) ?? '') !== '' && read.get(key) === keyed[key];
  return (read.get('op_type') ?? '') !== '' && !agrees('op_type') && !EVENT_FIELDS.some(agrees);
}
