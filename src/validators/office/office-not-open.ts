import { formatDay } from '../../domain/calendar.js';
import { successorsOn } from '../../domain/office-area.js';
import type { PartialDate } from '../../domain/partial-date.js';
import type { OfficeRow, Reference } from '../../domain/reference.js';
import type { Rule } from '../../domain/rule.js';
import { once, warning } from '../check.js';
import { lookUpOffice } from './office-of.js';

/**
 * No finding: no office code, an unknown one, or one open on the date (with a year's tolerance, unless the day was decided on
 * by request). The name of a closed office is followed by those of its successors.
 */
export const officeNotOpen: Rule = {
  code: 'office-not-open',
  severity: 'warning',
  fields: ['dept_code', 'op_date'],
  appliesTo: 'all',
  source: 'Office table; 粤民函〔2019〕561号 Art. 11–13',
  inForce: {},
  text: {
    zh: {
      title: '登记机关当时未办理登记',
      message: '{field}“{office}”（{name}）在 {date} 尚未设立或已撤销。',
      advice: '请核对登记日期和机关代码；原机关已更名或撤并的，应填当时的机关。',
    },
    en: {
      title: 'Office not open then',
      message: '{field} "{office}" ({name}) was not open on {date}.',
      advice: 'Check the date and the code; where offices merged or changed names, enter the one of that time.',
    },
  },
  check: once((context) => {
    const { registeredOn, values } = context.registration;
    if (values.dept_code === '' || registeredOn === undefined) return undefined;
    const found = lookUpOffice(context);
    if (found.status !== 'not-then') return undefined;
    const name = [found.row.name, ...successorNames(found.row, registeredOn, context.reference)].join(' → ');
    return warning(officeNotOpen.code, ['dept_code', 'op_date'], { office: values.dept_code, name, date: registeredOn.text });
  }),
};

/** Code and name of the offices that were competent in its place: where the registration was to be expected. */
function successorNames(office: OfficeRow, { last }: PartialDate, { tables }: Reference): readonly string[] {
  const day = formatDay(last);
  if (office.closedOn === undefined || day <= office.closedOn) return [];
  return successorsOn(tables.offices, office, day).map(({ code, name }) => `${code} ${name}`);
}
