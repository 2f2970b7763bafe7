import { yearOf } from '../../samples/generate/civil-day.js';
import { Random } from '../../samples/generate/random.js';
import { LifeEventRepository } from '../../src/store/life-event-repository.js';
import type { Registry } from '../../src/store/open.js';
import { LIVE_FROM } from './calendar.js';
import { CleanArchive } from './clean.js';
import { benchOffices, CITIES, type BenchOffice } from './offices.js';
import { Population } from './people.js';
import { backfillCases } from './plant-backfill.js';
import { officeCases, skippedSerials } from './plant-offices.js';
import { FIRST_START, personCases } from './plant-persons.js';
import { plantUse, type SomeRecords } from './plant-use.js';
import type { PlantedCase } from './planted.js';
import { RegistryWriter } from './registry-writer.js';

export interface ScenarioPlan {
  readonly rows: number;
  readonly seed: number;
  /** Offices with an archive; `EMPTY_OFFICES` more are for cases. */
  readonly offices: number;
  /** Cases of each rule about persons. */
  readonly casesOfPersons: number;
  readonly today: Date;
}

/** A case as it stands in the registry. */
export interface StandingCase extends PlantedCase {
  readonly ids: readonly number[];
}

export interface Scenario {
  readonly cleanRows: number;
  readonly cases: readonly StandingCase[];
}

const EMPTY_OFFICES = 10;
/** Of planted rows: an office without any warning would be out of the ordinary. */
const FLAGGED_SHARE = 0.02;
const REFUSED_SHARE = 0.008;
const FIRST_LIVE_BATCH = 1_000;
const PLANTED_BATCH = 2_000;
const INVENTED_BATCH = 900;

/** Fills an empty registry with a clean archive and the planted cases. */
export function makeScenario(registry: Registry, plan: ScenarioPlan): Scenario {
  const random = new Random(plan.seed);
  const all = benchOffices(plan.offices + EMPTY_OFFICES, random);
  const offices = all.slice(0, plan.offices);
  const writer = new RegistryWriter(registry);
  const fill = registry.database.transaction(() => {
    const clean = fillClean(writer, offices, plan, random);
    const population = new Population(random, 940_000);
    const planting = { population, random, offices, emptyOffices: all.slice(plan.offices) };
    const planted = [...personsOf(plan, offices, population, random), ...officeCases(planting), ...backfillCases(planting)].map(
      (each, at) => stand(each, at, { writer, registry, random }),
    );
    writer.close();
    return { cleanRows: clean.rows, some: clean.some, planted };
  });
  const { cleanRows, some, planted } = fill();
  const use = plantUse(registry, plan.today, random, some).map((each) => ({ ...each, ids: [] }));
  return { cleanRows, cases: [...planted, ...use] };
}

function fillClean(
  writer: RegistryWriter,
  offices: readonly BenchOffice[],
  { rows, seed }: ScenarioPlan,
  random: Random,
): { readonly rows: number; readonly some: SomeRecords } {
  const archive = new CleanArchive(offices, seed + 1, skippedSerials(offices));
  const numbers = new Map(offices.map((office, at) => [office, at + 1]));
  const ids: number[] = [];
  const idsOfOffice: number[] = [];
  const [first] = offices;
  let written = 0;
  for (const { row, office, day } of archive.rows(rows, seed + 2)) {
    const isLive = day >= LIVE_FROM;
    const batch = isLive ? FIRST_LIVE_BATCH + yearOf(day) : (numbers.get(office) ?? 0);
    const source = isLive ? 'live' : 'backfill';
    // Only what no later registration names is deleted: a marriage that is gone is missed, and rightly.
    const mayGo = row.op_type === 'ICA' || row.op_type === 'ICB';
    const state = mayGo && random.chance(office.deletedShare * 10) ? 'deleted' : 'active';
    const id = writer.add(batch, source, row, { state, flagged: random.chance(office.flaggedShare) });
    if (written % 97 === 0) (office === first ? idsOfOffice : ids).push(id);
    if (random.chance(REFUSED_SHARE)) writer.quarantine(batch, source, { dept_code: row.dept_code, operator: row.operator });
    written += 1;
  }
  return { rows: written, some: { ids, office: first?.code ?? '', idsOfOffice } };
}

function personsOf(plan: ScenarioPlan, offices: readonly BenchOffice[], population: Population, random: Random): readonly PlantedCase[] {
  // Registrations that should be here are missed only where many others of the place and year are: in the cities, which come first.
  const cities = offices.slice(0, CITIES);
  return Array.from({ length: plan.casesOfPersons }, (_, nth) => {
    const office = cities[nth % CITIES];
    if (office === undefined) throw new RangeError('an office is needed');
    return personCases({ population, random, office, start: FIRST_START + nth * 17 });
  }).flat();
}

interface StandMeans {
  readonly writer: RegistryWriter;
  readonly registry: Registry;
  readonly random: Random;
}

function stand(planted: PlantedCase, at: number, { writer, registry, random }: StandMeans): StandingCase {
  const batch = planted.ownBackfill === true ? INVENTED_BATCH + at : PLANTED_BATCH;
  const source = planted.ownBackfill === true ? 'backfill' : 'live';
  const ids = planted.rows.map(({ row, ...how }) => writer.add(batch, source, row, { flagged: random.chance(FLAGGED_SHARE), ...how }));
  for (const cells of planted.refused ?? []) writer.quarantine(batch, source, cells);
  if (planted.events !== undefined) {
    const about = {
      file: '样例.csv',
      sha256: '',
      authority: '样板医院',
      purpose: '核对',
      at: '2025-11-01T09:30:00.000+08:00',
      actor: '样例',
    };
    const load = { ...about, kind: planted.events[0]?.kind ?? 'death', rows: planted.events.length, ledgerSeq: 1 };
    new LifeEventRepository(registry.database).add(
      load,
      planted.events.map((event, line) => ({ ...event, line: line + 2 })),
    );
  }
  return { ...planted, ids };
}
