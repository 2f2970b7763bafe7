import type { Rule } from '../../domain/rule.js';
import { eachParty, warning } from '../check.js';

const MARRIED = '2';
const UNSTATED = '90';

/**
 * No finding: the status before the event is empty or 90; on IA not 20–23 (unless the couple registers late); on IB 20–23.
 * The column is often filled with the status after the event.
 */
export const maritalStatusDiffers: Rule = {
  code: 'marital-status-differs',
  severity: 'warning',
  fields: ['marry_status_man', 'marry_status_woman'],
  appliesTo: ['IA', 'IB'],
  source: 'GB/T 2261.2-2003; MARRY_STATUS is the status before the event (docs/records.md)',
  inForce: {},
  text: {
    zh: {
      title: '婚姻状况与业务类型不符',
      message: '{field}为“{status}”，与登记前应有的状况不符。',
      advice: '该项填登记之前的状况：结婚登记为未婚、丧偶或离婚，离婚登记为已婚。',
    },
    en: {
      title: 'Marital status against the type',
      message: '{field} is "{status}", which does not fit the time before this event.',
      advice: 'The column holds the status before: single, widowed or divorced for a marriage, married for a divorce.',
    },
  },
  check: eachParty(({ maritalStatus, fields }, { registration: { opType, values } }) => {
    if (maritalStatus === '' || maritalStatus === UNSTATED || (opType === 'IA' && values.remedy_flag === '1')) return undefined;
    if (maritalStatus.startsWith(MARRIED) === (opType === 'IB')) return undefined;
    return warning(maritalStatusDiffers.code, [fields.maritalStatus], { status: maritalStatus });
  }),
};
