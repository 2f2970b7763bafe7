import type { AsOf, OfficeRow } from '../../domain/reference.js';
import type { RuleContext } from '../../domain/rule.js';
import { REGISTRATION_BEGINS } from '../eras.js';

/** The office of a row as of its date, or as of any day when the date is unknown. The code must be given. */
export function lookUpOffice({ registration, reference, today }: RuleContext): AsOf<OfficeRow> {
  const { registeredOn, values } = registration;
  return reference.office(values.dept_code, registeredOn?.first ?? REGISTRATION_BEGINS, registeredOn?.last ?? today);
}

/** Every form the office of a row had within its date: a day has one, a year may have the names before and after a change. */
export function officesOf(context: RuleContext): readonly OfficeRow[] {
  const { registeredOn, values } = context.registration;
  if (registeredOn === undefined || registeredOn.precision === 'day') return [];
  return context.reference.officesDuring(values.dept_code, registeredOn.first, registeredOn.last);
}

/** The office of a row when its code is given and known. */
export function officeOf(context: RuleContext): OfficeRow | undefined {
  if (context.registration.values.dept_code === '') return undefined;
  const found = lookUpOffice(context);
  return found.status === 'unknown' ? undefined : found.row;
}
