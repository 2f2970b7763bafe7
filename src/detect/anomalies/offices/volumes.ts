import type { Detection } from '../../../domain/detection.js';
import type { OfficeAnomalyRepository } from '../../../store/office-anomaly-repository.js';
import { anomaly, type ScanContext } from '../scan.js';
import { unusualCells, type Cells } from '../statistics/cells.js';
import { unusualUnits } from '../statistics/unit-sizes.js';
import { dateText, isWholeDay } from '../timeline/day.js';
import type { RegistrarDay } from './activity.js';
import { chanceText, rounded } from './evidence.js';
import { officeLabel, officeSubject, type Office, type Registrar } from './registrars.js';

/** Examples of registrations a finding names. */
const EXAMPLES = 20;
/** The registrations of one registrar, or of an office, in one year make a unit: what people do changes over the years. */
const FIRST_YEAR = 1900;
const YEARS = 300;

interface Worker {
  readonly office: Office;
  readonly operator?: string;
}

interface LabelledCells {
  readonly cells: Cells;
  readonly firstIds: readonly number[];
  /** By unit. */
  readonly workers: readonly Worker[];
  /** By period: yyyymmdd, or yyyymm00. */
  readonly dates: readonly number[];
}

/** One registrar with more registrations on a day than peers and own days allow for, or with far more than others on all days. */
export function* registrarVolumes(
  days: readonly RegistrarDay[],
  repository: OfficeAnomalyRepository,
  { rules }: ScanContext,
): Generator<Detection> {
  const code = 'registrar-volume';
  const falseAlarmRate = rules.parameter(code, 'falseAlarmRate');
  // A registrar who is not named stands for a whole office.
  const named = days.filter(({ registrar }) => registrar.operator !== '');
  const labelled = cellsOf(
    named,
    ({ index }) => index,
    whoOf,
    (date) => date,
  );
  const test = {
    falseAlarmRate: falseAlarmRate / 2,
    fewest: rules.parameter(code, 'fewestADay'),
    timesExpected: rules.parameter(code, 'timesExpected'),
    fewestPeers: rules.parameter(code, 'fewestPeers'),
  };
  for (const { at, expected, probability } of unusualCells(labelled.cells, test)) {
    yield volumeFinding(labelled, at, { code, volumeOf: 'registrar-day', expected, probability });
  }
  const sizeTest = { ...test, fewestPeriods: rules.parameter(code, 'fewestDays'), timesPeers: rules.parameter(code, 'timesExpected') };
  for (const { unit, times, periods, probability } of unusualUnits(labelled.cells, sizeTest)) {
    const at = labelled.cells.units.indexOf(unit);
    const count = sumOfUnit(labelled.cells, unit);
    const year = Math.floor((labelled.dates[labelled.cells.periods[at] ?? 0] ?? 0) / 10_000) * 10_000;
    yield volumeFinding(labelled, at, {
      code,
      volumeOf: 'registrar-year',
      expected: count / times,
      probability,
      count,
      date: year,
      days: periods,
    });
  }

  function volumeFinding(from: LabelledCells, at: number, what: VolumeFinding): Detection {
    return findingOf(from, at, what, { repository, falseAlarmRate, rules });
  }
}

/** An office with more registrations on a day, or in a month, than others and its own other ones allow for. */
export function* officeVolumes(
  days: readonly RegistrarDay[],
  repository: OfficeAnomalyRepository,
  { rules }: ScanContext,
): Generator<Detection> {
  const code = 'office-volume';
  const falseAlarmRate = rules.parameter(code, 'falseAlarmRate');
  const kinds = [
    { volumeOf: 'office-day', fewest: rules.parameter(code, 'fewestADay'), periodOf: (date: number) => date },
    { volumeOf: 'office-month', fewest: rules.parameter(code, 'fewestAMonth'), periodOf: (date: number) => Math.floor(date / 100) * 100 },
  ];
  for (const { volumeOf, fewest, periodOf } of kinds) {
    const labelled = cellsOf(
      days,
      ({ office }) => office.index,
      ({ office }) => ({ office }),
      periodOf,
    );
    const timesExpected = rules.parameter(code, 'timesExpected');
    const fewestPeers = rules.parameter(code, 'fewestPeers');
    for (const { at, expected, probability } of unusualCells(labelled.cells, {
      falseAlarmRate: falseAlarmRate / kinds.length,
      fewest,
      timesExpected,
      fewestPeers,
    })) {
      yield findingOf(labelled, at, { code, volumeOf, expected, probability }, { repository, falseAlarmRate, rules });
    }
  }
}

const whoOf = ({ office, operator }: Registrar): Worker => ({ office, operator });

interface VolumeFinding {
  readonly code: string;
  readonly volumeOf: string;
  readonly expected: number;
  readonly probability: number;
  /** Absent: those of the cell. */
  readonly count?: number;
  readonly date?: number;
  readonly days?: number;
}

interface FindingMeans {
  readonly repository: OfficeAnomalyRepository;
  readonly falseAlarmRate: number;
  readonly rules: ScanContext['rules'];
}

function findingOf(
  labelled: LabelledCells,
  at: number,
  what: VolumeFinding,
  { repository, falseAlarmRate, rules }: FindingMeans,
): Detection {
  const { code, volumeOf, expected, probability } = what;
  const worker = labelled.workers[labelled.cells.units[at] ?? 0];
  const date = dateText(what.date ?? labelled.dates[labelled.cells.periods[at] ?? 0] ?? 0);
  const office = worker?.office ?? { code: '', name: '' };
  const operator = worker?.operator;
  const place = {
    code: office.code,
    name: office.name,
    date,
    firstId: labelled.firstIds[at] ?? 0,
    ...(operator === undefined ? {} : { operator }),
  };
  return anomaly(rules, {
    code,
    subject: [volumeOf, officeSubject(office), operator ?? '', date].join('/'),
    severity: 'warning',
    score: 1 - falseAlarmRate,
    values: {
      volumeOf,
      office: officeLabel(office),
      operator: operator ?? '',
      date,
      count: what.count ?? labelled.cells.counts[at] ?? 0,
      expected: rounded(expected),
      chance: chanceText(probability),
      rate: falseAlarmRate,
      days: what.days ?? 1,
    },
    records: repository.examples(place, EXAMPLES),
  });
}

function sumOfUnit({ units, counts }: Cells, unit: number): number {
  return counts.reduce((sum, count, at) => (units[at] === unit ? sum + count : sum), 0);
}

/** Gathers days into cells; New Year's Day is left out, because dates that nobody knows are entered so. */
function cellsOf(
  days: readonly RegistrarDay[],
  indexOf: (registrar: Registrar) => number,
  workerOf: (registrar: Registrar) => Worker,
  periodOf: (date: number) => number,
): LabelledCells {
  const unitNumbers = new Map<number, number>();
  const periodNumbers = new Map<number, number>();
  const cellNumbers = new Map<number, number>();
  const workers: Worker[] = [];
  const units: number[] = [];
  const periods: number[] = [];
  const counts: number[] = [];
  const firstIds: number[] = [];
  for (const { registrar, date, count, firstId } of days) {
    if (!isWholeDay(date) || date === 0 || date % 10_000 === 101) continue;
    const unit = numberOf(unitNumbers, indexOf(registrar) * YEARS + Math.floor(date / 10_000) - FIRST_YEAR);
    if (unit === workers.length) workers.push(workerOf(registrar));
    const period = numberOf(periodNumbers, periodOf(date));
    const cell = numberOf(cellNumbers, unit * 1_048_576 + period);
    if (cell === counts.length) {
      units.push(unit);
      periods.push(period);
      counts.push(0);
      firstIds.push(firstId);
    }
    counts[cell] = (counts[cell] ?? 0) + count;
  }
  return {
    cells: {
      units: Int32Array.from(units),
      periods: Int32Array.from(periods),
      counts: Float64Array.from(counts),
      unitCount: unitNumbers.size,
      periodCount: periodNumbers.size,
    },
    firstIds,
    workers,
    dates: [...periodNumbers.keys()],
  };
}

function numberOf(numbers: Map<number, number>, key: number): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}
