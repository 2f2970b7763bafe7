import { PARTY_FIELDS } from '../domain/read-registration.js';
import type { StoredRegistration } from '../store/registration-repository.js';
import type { FindingArea } from './area.js';

/** A registration of a finding, as JSON. One outside the area says that it is there, what it is, and whom to ask. */
export interface ShownRecordElsewhere {
  readonly scope: 'elsewhere';
  readonly op_type: string;
  readonly op_date: string;
  readonly dept_code: string;
  readonly dept_name: string;
  readonly state: string;
}

export interface ShownRecordOwn extends Omit<ShownRecordElsewhere, 'scope'> {
  readonly scope: 'own';
  readonly id: number;
  readonly cert_no: string;
  readonly name_man: string;
  readonly name_woman: string;
}

export type ShownRecord = ShownRecordOwn | ShownRecordElsewhere;

export function shownRecord(record: StoredRegistration, area: FindingArea): ShownRecord {
  const { op_type, op_date, dept_code, dept_name, state } = record;
  const common = { op_type, op_date, dept_code, dept_name, state };
  if (!area.holds(dept_code)) return { scope: 'elsewhere', ...common };
  const [name_man, name_woman] = [record[PARTY_FIELDS.man.name], record[PARTY_FIELDS.woman.name]];
  return { scope: 'own', id: record.id, ...common, cert_no: record.cert_no, name_man, name_woman };
}
