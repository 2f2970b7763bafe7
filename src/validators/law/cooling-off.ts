import { addDays, daysBetween, parseDay } from '../../domain/calendar.js';
import type { LawRow } from '../../domain/reference.js';
import type { Registration } from '../../domain/registration.js';
import type { Finding } from '../../domain/finding.js';
import type { Rule, RuleContext } from '../../domain/rule.js';
import { error, once, warning } from '../check.js';

/**
 * No finding: the divorce is certainly on or after 2021-02-01 or may lie before 2021, and its marriage, when dated to the day,
 * is at least 31 days older. January 2021 is an error; a shorter marriage a warning, because the earlier date may be that
 * of a reissued certificate.
 */
export const coolingOff: Rule = {
  code: 'cooling-off',
  severity: 'error',
  fields: ['op_date', 'old_op_date'],
  appliesTo: ['IB'],
  source: '民法典 Art. 1077; 民发〔2020〕116号',
  inForce: { from: '2021-01-01' },
  text: {
    zh: {
      title: '离婚登记未满冷静期',
      message: '登记日期（{date}）不可能已满离婚冷静期：自受理次日起须满 30 日才能发证。',
      advice: '请核对登记日期是否误填为受理日期，以及年份和原登记日期是否正确。',
    },
    en: {
      title: 'Divorce inside the cooling-off period',
      message: 'On {date} the cooling-off period cannot have ended: 30 days must pass after the day following acceptance.',
      advice: 'Check whether the day of acceptance was entered as the day of registration, and check the year and the earlier date.',
    },
  },
  check: once((context) => {
    const law = lawOf(context);
    if (law === undefined) return undefined;
    return beforeFirstWindow(context.registration, law) ?? tooSoonAfterMarriage(context.registration, law);
  }),
};

function lawOf({ registration: { registeredOn }, reference }: RuleContext): LawRow | undefined {
  return registeredOn === undefined ? undefined : reference.law('cooling-off', registeredOn.first);
}

/** An application accepted on the first day of the law could be registered when its window began, not earlier. */
function beforeFirstWindow({ registeredOn }: Registration, { from, values }: LawRow): Finding | undefined {
  const lawBegins = parseDay(from);
  if (registeredOn === undefined || lawBegins === undefined) return undefined;
  if (registeredOn.last >= addDays(lawBegins, Number(values['windowStartDays']))) return undefined;
  return error(coolingOff.code, ['op_date'], { date: registeredOn.text });
}

function tooSoonAfterMarriage({ registeredOn, earlierRegisteredOn }: Registration, { values }: LawRow): Finding | undefined {
  if (registeredOn?.precision !== 'day' || earlierRegisteredOn?.precision !== 'day') return undefined;
  const days = daysBetween(earlierRegisteredOn.first, registeredOn.first);
  if (days < 0 || days >= Number(values['windowStartDays'])) return undefined;
  return warning(coolingOff.code, ['op_date', 'old_op_date'], { date: registeredOn.text });
}
