import type { Detection } from '../../../domain/detection.js';
import type { OfficeAnomalyRepository, RowsOfRegistrar } from '../../../store/office-anomaly-repository.js';
import { anomaly, type ScanContext } from '../scan.js';
import { unusualShares, type ShareUnit } from '../statistics/shares.js';
import type { OfficeActivity } from './activity.js';
import { groupedBy } from './grouped.js';
import { chanceText, percentOf } from './evidence.js';
import { officeLabel, officeSubject, type Office, type Registrar } from './registrars.js';

const EXAMPLES = 20;

export type RateCode = 'office-error-rate' | 'office-deletion-rate';

/** Rows of a registrar that are of a kind, and those that the share is taken of besides the active registrations. */
interface RowCounts {
  hits: number;
  more: number;
}

/** Offices, and within ordinary offices registrars, whose rows were wrong, or were deleted, far more often than others'. */
export function* unusualRates(
  code: RateCode,
  activity: OfficeActivity,
  repository: OfficeAnomalyRepository,
  { rules }: ScanContext,
): Generator<Detection> {
  const falseAlarmRate = rules.parameter(code, 'falseAlarmRate');
  const test = {
    falseAlarmRate: falseAlarmRate / 2,
    fewestHits: rules.parameter(code, 'fewestRows'),
    timesPeers: rules.parameter(code, 'timesPeers'),
    fewestPeers: rules.parameter(code, 'fewestPeers'),
  };
  const registrars = unitsOf(code, activity, repository);
  const unusualOffices = unusualShares(officesOf(registrars), test);
  const told = new Set(unusualOffices.map(({ unit }) => unit.office));
  const unusualRegistrars = unusualShares(
    registrars.filter(({ operator }) => operator !== ''),
    test,
  ).filter(({ unit }) => !told.has(unit.office));
  for (const { unit, usual, probability } of [...unusualOffices, ...unusualRegistrars]) {
    const { office, operator, hits, trials } = unit;
    const who = operator === '' ? {} : { operator };
    yield anomaly(rules, {
      code,
      subject: [officeSubject(office), operator].join('/'),
      severity: 'warning',
      score: 1 - falseAlarmRate,
      values: {
        who: [officeLabel(office), operator].join(' ').trim(),
        count: hits,
        total: trials,
        share: percentOf(hits / trials),
        usual: percentOf(usual),
        chance: chanceText(probability),
        rate: falseAlarmRate,
      },
      records: repository.examples({ code: office.code, name: office.name, date: '', firstId: unit.firstId, ...who }, EXAMPLES),
    });
  }
}

interface RateUnit extends ShareUnit {
  readonly office: Office;
  /** '' for the whole office, and where it is not given. */
  readonly operator: string;
  readonly firstId: number;
}

function unitsOf(code: RateCode, activity: OfficeActivity, repository: OfficeAnomalyRepository): readonly RateUnit[] {
  const counts = new Map<Registrar, RowCounts>();
  if (code === 'office-error-rate') {
    addRows(counts, activity, repository.flaggedRows(), false);
    addRows(counts, activity, repository.quarantinedRows(), true);
  } else {
    addRows(counts, activity, repository.deletedRows(), true);
  }
  const active = new Map<Registrar, { rows: number; firstId: number }>();
  for (const { registrar, count, firstId } of activity.days()) {
    const own = active.get(registrar) ?? { rows: 0, firstId };
    active.set(registrar, own);
    own.rows += count;
  }
  // Rows that name no office at all are nobody's.
  const known = [...new Set([...active.keys(), ...counts.keys()])].filter(({ office }) => officeSubject(office) !== '');
  return known.map((registrar) => {
    const { hits, more } = counts.get(registrar) ?? { hits: 0, more: 0 };
    const { rows, firstId } = active.get(registrar) ?? { rows: 0, firstId: 0 };
    return { office: registrar.office, operator: registrar.operator, firstId, hits, trials: rows + more };
  });
}

/** @param isBesides whether the rows are no active registrations, and so are counted to the whole as well */
function addRows(
  counts: Map<Registrar, RowCounts>,
  { registrars }: OfficeActivity,
  rows: readonly RowsOfRegistrar[],
  isBesides: boolean,
): void {
  for (const { code, name, operator, rows: count } of rows) {
    const registrar = registrars.inOffice(registrars.office(code, name), operator);
    const own = counts.get(registrar) ?? { hits: 0, more: 0 };
    counts.set(registrar, own);
    own.hits += count;
    if (isBesides) own.more += count;
  }
}

function officesOf(registrars: readonly RateUnit[]): readonly RateUnit[] {
  return [...groupedBy(registrars, ({ office }) => office)].map(([office, own]) => ({
    office,
    operator: '',
    firstId: Math.min(...own.map(({ firstId }) => firstId)),
    hits: own.reduce((sum, { hits }) => sum + hits, 0),
    trials: own.reduce((sum, { trials }) => sum + trials, 0),
  }));
}
