import { FIELD_KEYS } from '../../domain/fields.js';
import type { RowTally } from './chunk-task.js';
import type { RowBuffer } from './row-buffer.js';

const DATE = FIELD_KEYS.indexOf('op_date');
const OFFICE_CODE = FIELD_KEYS.indexOf('dept_code');
const OFFICE_NAME = FIELD_KEYS.indexOf('dept_name');

/** Counts accepted rows by year and office, for reports on rows that are checked and not stored. */
export class AcceptedTally {
  private readonly years: Record<string, number> = {};
  private readonly offices: Record<string, number> = {};

  add(row: RowBuffer): void {
    const year = valueOf(row, DATE).slice(0, 4);
    const office = `${valueOf(row, OFFICE_CODE)}\u001f${valueOf(row, OFFICE_NAME)}`;
    this.years[year] = (this.years[year] ?? 0) + 1;
    this.offices[office] = (this.offices[office] ?? 0) + 1;
  }

  counts(): RowTally {
    return { years: this.years, offices: this.offices };
  }
}

function valueOf({ bytes, starts, ends }: RowBuffer, index: number): string {
  return bytes.toString('utf8', starts[index], ends[index]);
}
