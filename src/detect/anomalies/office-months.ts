import type { Detection } from '../../domain/detection.js';
import type { OfficeMonthCounts, OfficeMonths } from '../../report/anomaly-report-data.js';
import type { Registry } from '../../store/open.js';
import { registrationPlaces, type RegistrationPlace } from '../../store/registration-repository.js';

const MOST_OFFICES = 200;
const MONTH = /^\d{4}-\d\d/u;

interface OfficeTally {
  readonly deptCode: string;
  deptName: string;
  found: number;
  readonly byMonth: Map<string, number>;
}

/** Findings by the office and month of the first registration they speak of. */
export function officeMonths({ database }: Registry, detections: readonly Detection[]): OfficeMonths {
  const findingsOf = new Map<number, number>();
  let placeless = 0;
  for (const { records } of detections) {
    const first = records[0]?.id;
    if (first === undefined) placeless += 1;
    else findingsOf.set(first, (findingsOf.get(first) ?? 0) + 1);
  }
  const offices = new Map<string, OfficeTally>();
  for (const place of registrationPlaces(database, [...findingsOf.keys()])) count(offices, place, findingsOf.get(place.id) ?? 0);
  if (placeless > 0) count(offices, NO_PLACE, placeless);
  return tabulated(offices);
}

const NO_PLACE: RegistrationPlace = { id: 0, op_date: '', dept_code: '', dept_name: '' };

function count(
  offices: Map<string, OfficeTally>,
  { op_date: day, dept_code: code, dept_name: name }: RegistrationPlace,
  findings: number,
): void {
  // Old registers name their office and give no code: the name is all there is to tell them apart.
  const key = code === '' ? name : code;
  const office = offices.get(key) ?? { deptCode: code, deptName: name, found: 0, byMonth: new Map<string, number>() };
  offices.set(key, office);
  if (name !== '') office.deptName = name;
  office.found += findings;
  const month = MONTH.exec(day)?.[0] ?? '';
  office.byMonth.set(month, (office.byMonth.get(month) ?? 0) + findings);
}

function tabulated(offices: ReadonlyMap<string, OfficeTally>): OfficeMonths {
  const ranked = [...offices].toSorted(([one, { found: ofOne }], [other, { found: ofOther }]) => ofOther - ofOne || (one < other ? -1 : 1));
  const shown = ranked.slice(0, MOST_OFFICES);
  const others = ranked.slice(MOST_OFFICES);
  const months = [...new Set(shown.flatMap(([, { byMonth }]) => [...byMonth.keys()]))].filter((month) => month !== '').toSorted();
  return {
    months,
    offices: shown.map(([, office]) => row(office, months)),
    otherOffices: others.length,
    othersFound: others.reduce((sum, [, { found }]) => sum + found, 0),
  };
}

function row({ deptCode, deptName, found, byMonth }: OfficeTally, months: readonly string[]): OfficeMonthCounts {
  return { deptCode, deptName, found, undated: byMonth.get('') ?? 0, counts: months.map((month) => byMonth.get(month) ?? 0) };
}
