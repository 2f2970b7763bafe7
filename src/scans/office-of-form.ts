import type { OfficeRow, Reference } from '../domain/reference.js';
import { parseDate } from '../domain/partial-date.js';
import { mayName } from '../validators/office/office-name-differs.js';

/** The office of a form: forms name it, few give its code. */
export interface FormOffice {
  readonly dept_code: string;
  readonly dept_name: string;
}

const ANY_DAY = { first: 0, last: 99_999_999 };

/**
 * Completes what a form says about its office: the code from the name where exactly one office bore that name on the day of the
 * registration, else from `usual`, the office whose forms were scanned, unless the form names another.
 */
export function officeOfForm(read: FormOffice & { readonly op_date: string }, usual: string, reference: Reference): FormOffice {
  const { dept_code: code, dept_name: name } = read;
  if (code !== '') return { dept_code: code, dept_name: name };
  const { first, last } = parseDate(read.op_date) ?? ANY_DAY;
  const named = name === '' ? [] : codesNamed(name, reference, first, last);
  if (named.length === 1) return { dept_code: named[0] as string, dept_name: name };
  const office = usual === '' ? undefined : reference.officesDuring(usual, first, last).at(-1);
  if (office === undefined) return { dept_code: name === '' ? usual : '', dept_name: name };
  if (name !== '' && !mayName(office, usual, name, reference)) return { dept_code: '', dept_name: name };
  return { dept_code: usual, dept_name: name === '' ? office.name : name };
}

function codesNamed(name: string, reference: Reference, first: number, last: number): readonly string[] {
  const bearing = reference.tables.offices.filter((office) => bears(office, name));
  const codes = new Set(bearing.map((office) => office.code));
  return [...codes].filter((code) => reference.officesDuring(code, first, last).some((office) => bears(office, name)));
}

function bears(office: OfficeRow, name: string): boolean {
  return office.name === name || office.formerNames?.includes(name) === true;
}
