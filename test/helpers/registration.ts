import { loadPackagedTables } from '../../src/config/packaged-tables.js';
import { FIELD_KEYS } from '../../src/domain/fields.js';
import { checkDigit } from '../../src/domain/identity-document.js';
import { parseDate } from '../../src/domain/partial-date.js';
import { readRegistration } from '../../src/domain/read-registration.js';
import { createReference } from '../../src/domain/reference-index.js';
import type { Reference } from '../../src/domain/reference.js';
import type { Registration, RowValues, Sex } from '../../src/domain/registration.js';
import type { RuleContext } from '../../src/domain/rule.js';

/**
 * The province's own code. Numbers are assigned by the police of a county, so none begins with it and a number built on
 * it passes every rule without being anybody's.
 */
export const NOBODYS_REGION = '440000';

const EMPTY = Object.fromEntries(FIELD_KEYS.map((key) => [key, ''])) as RowValues;

/** A marriage of today with every usual column filled and nothing to object to. */
const CLEAN: Partial<RowValues> = {
  op_type: 'IA',
  op_date: '2024-05-20',
  cert_no: 'J440106-2024-000123',
  dept_code: '440106',
  dept_name: '广州市天河区民政局婚姻登记处',
  operator: '何样例',
  renew_flag: '0',
  remedy_flag: '0',
  name_man: '陈样本',
  id_type_man: '1',
  cert_type_man: '1',
  birth_man: '1995-03-08',
  nation_man: '156',
  folk_man: '01',
  job_man: '1/2',
  degree_man: '20',
  marry_status_man: '10',
  reg_detail_man: '广东省广州市天河区样板路1号',
  name_woman: '林例子',
  id_type_woman: '1',
  cert_type_woman: '1',
  birth_woman: '1996-11-21',
  nation_woman: '156',
  folk_woman: '01',
  job_woman: '4',
  degree_woman: '30',
  marry_status_woman: '40',
  reg_detail_woman: '广东省韶关市曲江区样板路2号',
  print_num_man: '0000000001',
  print_num_woman: '0000000002',
  doc_code: '0001',
  doc_year: '2024',
  doc_no: '2024-J-0123',
  doc_page_num: '12',
};

/** An 18-digit number of nobody: `birth` is yyyymmdd, the sequence is odd for men and even for women. */
export function nobodysNumber(birth: string, sex: Sex, region: string = NOBODYS_REGION): string {
  const seventeen = `${region}${birth}${sex === 'male' ? '001' : '002'}`;
  return seventeen + checkDigit(seventeen);
}

/** A 15-digit number of nobody born in the 1900s. */
export function nobodysOldNumber(birth: string, sex: Sex, region: string = NOBODYS_REGION): string {
  return `${region}${birth.slice(2)}${sex === 'male' ? '001' : '002'}`;
}

/** A clean marriage with some values replaced. Numbers follow the births unless they are given. */
export function someValues(over: Partial<RowValues> = {}): RowValues {
  const values = { ...EMPTY, ...CLEAN, ...over };
  return {
    ...values,
    cert_num_man: over.cert_num_man ?? numberFor(values.birth_man, 'male'),
    cert_num_woman: over.cert_num_woman ?? numberFor(values.birth_woman, 'female'),
  };
}

export function aRegistration(over: Partial<RowValues> = {}): Registration {
  return readRegistration(someValues(over), {});
}

export type ContextOptions = Partial<Omit<RuleContext, 'registration'>>;

/** What a rule is given for a clean marriage with some values replaced, judged on 2 March 2026 with the packaged tables. */
export function aContext(over: Partial<RowValues> = {}, options: ContextOptions = {}): RuleContext {
  return {
    registration: aRegistration(over),
    reference: packagedReference(),
    settings: { ageReached: 'day-after' },
    today: 20260302,
    scansPresent: undefined,
    area: '',
    ...options,
  };
}

let reference: Reference | undefined;

export function packagedReference(): Reference {
  return (reference ??= createReference(loadPackagedTables()));
}

function numberFor(birth: string, sex: Sex): string {
  const date = parseDate(birth);
  return date?.precision === 'day' ? nobodysNumber(String(date.first), sex) : '';
}
