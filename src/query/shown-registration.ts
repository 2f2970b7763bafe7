import { maskNumber } from '../domain/masking.js';
import type { Role } from '../domain/fields.js';
import { PARTY_FIELDS } from '../domain/read-registration.js';
import type { FoundRegistration } from '../store/query-repository.js';
import type { PersonRegistration } from './scope.js';

/** A party as it may be shown; the birth date is a part of a resident number and is masked with it. */
export interface ShownParty {
  readonly name: string;
  readonly document_number: string;
  readonly birth: string;
}

/** A registration elsewhere: that there is one, what it is, and whom to ask. */
export interface ShownElsewhere {
  readonly scope: 'elsewhere';
  readonly op_type: string;
  readonly op_date: string;
  readonly dept_code: string;
  readonly dept_name: string;
  readonly state: string;
}

export interface ShownOwn extends Omit<ShownElsewhere, 'scope'> {
  readonly scope: 'own';
  readonly id: number;
  readonly cert_no: string;
  readonly old_cert_no: string;
  readonly renew_flag: string;
  readonly remedy_flag: string;
  readonly doc_no: string;
  readonly man: ShownParty;
  readonly woman: ShownParty;
}

export type ShownRegistration = ShownOwn | ShownElsewhere;

export function shownOfPerson({ registration, isOwn }: PersonRegistration, unmasked: boolean): ShownRegistration {
  return isOwn ? shownOwn(registration, unmasked) : { scope: 'elsewhere', ...common(registration) };
}

export function shownOwn(registration: FoundRegistration, unmasked: boolean): ShownOwn {
  const { id, cert_no, old_cert_no, renew_flag, remedy_flag, doc_no } = registration;
  const parties = { man: party(registration, 'man', unmasked), woman: party(registration, 'woman', unmasked) };
  return { scope: 'own', id, ...common(registration), cert_no, old_cert_no, renew_flag, remedy_flag, doc_no, ...parties };
}

function common({ op_type, op_date, dept_code, dept_name, state }: FoundRegistration): Omit<ShownElsewhere, 'scope'> {
  return { op_type, op_date, dept_code, dept_name, state };
}

function party(registration: FoundRegistration, role: Role, unmasked: boolean): ShownParty {
  const fields = PARTY_FIELDS[role];
  const [number, birth] = [registration[fields.documentNumber], registration[fields.birth]];
  return {
    name: registration[fields.name],
    document_number: unmasked ? number : maskNumber(number),
    birth: unmasked ? birth : birth.slice(0, 4),
  };
}
