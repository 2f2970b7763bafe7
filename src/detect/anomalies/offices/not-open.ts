import type { Detection } from '../../../domain/detection.js';
import type { OfficeAnomalyRepository } from '../../../store/office-anomaly-repository.js';
import { anomaly, type ScanContext } from '../scan.js';
import { dateText, firstDay, lastDay } from '../timeline/day.js';
import type { RegistrarDay } from './activity.js';
import { officeLabel, officeSubject, type Office } from './registrars.js';

const CODE = 'office-not-open';
const MOST_RECORDS = 20;
const CODE_OF_REGION = /^\d{6}/;

/** `never`: its region never was one; `before` it opened, `after` it closed. */
type Absence = 'never' | 'before' | 'after';

interface AbsentOffice {
  readonly office: Office;
  readonly absence: Absence;
  /** The day it opened or closed; '' for never. */
  readonly limit: string;
  count: number;
  first: number;
  last: number;
  readonly days: RegistrarDay[];
}

/**
 * Offices that registered when they were not there, by the table of offices with its tolerance of a year. A code whose first six
 * digits never were a region is certain to be wrong; a township that the table lacks is not reported here.
 */
export function* absentOffices(
  days: readonly RegistrarDay[],
  repository: OfficeAnomalyRepository,
  { rules, reference }: ScanContext,
): Generator<Detection> {
  const absent = new Map<string, AbsentOffice>();
  for (const day of days) {
    const { office } = day.registrar;
    if (day.date === 0 || !CODE_OF_REGION.test(office.code)) continue;
    const found = reference.office(office.code, firstDay(day.date), lastDay(day.date));
    if (found.status === 'valid' || found.status === 'near') continue;
    if (found.status === 'unknown') {
      if (!reference.regionEverExisted(office.code.slice(0, 6))) note(absent, day, 'never', '');
      continue;
    }
    const { openedOn, closedOn = '' } = found.row;
    if (dateText(firstDay(day.date)) < openedOn) note(absent, day, 'before', openedOn);
    else note(absent, day, 'after', closedOn);
  }
  for (const each of absent.values()) {
    const { office, absence, limit, count, first, last } = each;
    yield anomaly(rules, {
      code: CODE,
      subject: [officeSubject(office), absence, limit].join('/'),
      severity: absence === 'never' ? 'error' : 'warning',
      values: { office: officeLabel(office), absence, limit, count, first: dateText(first), last: dateText(last) },
      records: examplesOf(each, repository),
    });
  }
}

function note(absent: Map<string, AbsentOffice>, day: RegistrarDay, absence: Absence, limit: string): void {
  const key = `${day.registrar.office.index} ${absence} ${limit}`;
  const own = absent.get(key) ?? { office: day.registrar.office, absence, limit, count: 0, first: day.date, last: day.date, days: [] };
  absent.set(key, own);
  own.count += day.count;
  own.first = Math.min(own.first, day.date);
  own.last = Math.max(own.last, day.date);
  if (own.days.length < MOST_RECORDS) own.days.push(day);
}

function examplesOf({ days }: AbsentOffice, repository: OfficeAnomalyRepository): Detection['records'] {
  const found = days.flatMap(({ registrar: { office, operator }, date, firstId }) =>
    repository.examples({ code: office.code, name: office.name, operator, date: dateText(date), firstId }, MOST_RECORDS),
  );
  return found.slice(0, MOST_RECORDS);
}
