import { weekdayOf, yearOf } from '../../../domain/calendar.js';
import type { Detection } from '../../../domain/detection.js';
import type { Reference } from '../../../domain/reference.js';
import type { HandWork, OfficeAnomalyRepository } from '../../../store/office-anomaly-repository.js';
import { anomaly, type ScanContext } from '../scan.js';
import { unusualShares } from '../statistics/shares.js';
import { dateText, isWholeDay } from '../timeline/day.js';
import type { RegistrarDay } from './activity.js';
import { groupedBy } from './grouped.js';
import { chanceText, percentOf } from './evidence.js';
import { officeLabel, officeSubject, type Registrar } from './registrars.js';

const CODE = 'registrar-hours';
const EXAMPLES = 20;
const FRIDAY = 5;

/**
 * Registrars who registered on public holidays far more than others did. Records have no time of day; weekends are no holidays,
 * because offices open on them (docs/anomalies.md). Only the years of the holiday table are judged.
 */
export function* holidayRegistrations(
  days: readonly RegistrarDay[],
  repository: OfficeAnomalyRepository,
  { rules, reference }: ScanContext,
): Generator<Detection> {
  const falseAlarmRate = rules.parameter(CODE, 'falseAlarmRate');
  const test = {
    falseAlarmRate,
    fewestHits: rules.parameter(CODE, 'fewestRecords'),
    timesPeers: rules.parameter(CODE, 'timesPeers'),
    fewestPeers: rules.parameter(CODE, 'fewestPeers'),
  };
  for (const { unit, usual, probability } of unusualShares(holidayUnits(days, reference), test)) {
    const { office, operator } = unit.registrar;
    yield anomaly(rules, {
      code: CODE,
      subject: ['holiday', officeSubject(office), operator].join('/'),
      severity: 'hint',
      score: 1 - falseAlarmRate,
      values: {
        hoursOf: 'holiday',
        who: [officeLabel(office), operator].join(' ').trim(),
        count: unit.hits,
        total: unit.trials,
        usual: percentOf(usual),
        date: dateText(unit.firstDate),
        chance: chanceText(probability),
        rate: falseAlarmRate,
      },
      records: unit.places
        .flatMap(({ date, firstId }) =>
          repository.examples({ code: office.code, name: office.name, operator, date: dateText(date), firstId }, EXAMPLES),
        )
        .slice(0, EXAMPLES),
    });
  }
}

interface HolidayUnit {
  readonly registrar: Registrar;
  hits: number;
  trials: number;
  firstDate: number;
  /** Some of the holidays. */
  readonly places: { readonly date: number; readonly firstId: number }[];
}

const MOST_PLACES = 5;

function holidayUnits(days: readonly RegistrarDay[], { tables }: Reference): readonly HolidayUnit[] {
  const holidays = new Set(tables.holidays.filter(({ kind }) => kind === 'off').map(({ date }) => Number(date.replaceAll('-', ''))));
  const [firstYear, lastYear] = tables.holidayYears;
  const units = new Map<Registrar, HolidayUnit>();
  for (const { registrar, date, count, firstId } of days) {
    if (!isWholeDay(date) || yearOf(date) < firstYear || yearOf(date) > lastYear) continue;
    const unit = units.get(registrar) ?? { registrar, hits: 0, trials: 0, firstDate: 0, places: [] };
    units.set(registrar, unit);
    unit.trials += count;
    if (!holidays.has(date) || weekdayOf(date) > FRIDAY) continue;
    unit.hits += count;
    if (unit.firstDate === 0 || date < unit.firstDate) unit.firstDate = date;
    if (unit.places.length < MOST_PLACES) unit.places.push({ date, firstId });
  }
  return [...units.values()];
}

/** Changes and repairs by hand at night: the one work whose time of day is known, from the ledger's own clock. */
export function* nightWork(repository: OfficeAnomalyRepository, { rules }: ScanContext): Generator<Detection> {
  const from = rules.parameter(CODE, 'nightFromHour');
  const until = rules.parameter(CODE, 'nightUntilHour');
  const fewest = rules.parameter(CODE, 'fewestAtNight');
  const byUser = groupedBy(repository.handWork(''), ({ actor }) => actor);
  for (const [actor, all] of byUser) {
    const atNight = all.filter((work) => isNight(work, from, until));
    const [first] = atNight;
    if (first === undefined || atNight.length < fewest) continue;
    yield anomaly(rules, {
      code: CODE,
      subject: ['night', actor].join('/'),
      severity: 'hint',
      values: {
        hoursOf: 'night',
        who: actor,
        count: atNight.length,
        total: all.length,
        usual: 0,
        date: first.at.slice(0, 10),
        chance: '—',
        rate: 0,
      },
      records: repository.changedRecords(actor, first.at.slice(0, 10), EXAMPLES),
    });
  }
}

function isNight({ at }: HandWork, from: number, until: number): boolean {
  const hour = Number(at.slice(11, 13));
  return hour >= from || hour < until;
}
