import { loadPackagedTables } from '../../src/config/packaged-tables.js';
import { createReference } from '../../src/domain/reference-index.js';
import type { Random } from '../../samples/generate/random.js';

export interface BenchOffice {
  readonly code: string;
  readonly name: string;
  /** Registrations it makes for one of an average office. */
  readonly weight: number;
  readonly registrars: readonly string[];
  /** Of its rows loaded with a warning, and deleted. */
  readonly flaggedShare: number;
  readonly deletedShare: number;
}

/** The archive begins with it: every office of the bench was there from then on. */
export const FIRST_YEAR = 1990;
const DAYS_OPEN = [19_900_101, 19_951_231, 20_040_101, 20_150_101, 20_251_231];
export const CITIES = 3;
const GIVEN = [...'安邦诚达恩方光海嘉健康乐民宁平启仁胜泰文'];

/** Offices of the packaged tables that never changed, with invented sizes, registrars and habits. */
export function benchOffices(count: number, random: Random): readonly BenchOffice[] {
  const tables = loadPackagedTables();
  const reference = createReference(tables);
  const lasting = tables.offices.filter(
    ({ code }) => /^\d{4}(?!00)\d{2}$/.test(code) && DAYS_OPEN.every((day) => reference.office(code, day, day).status === 'valid'),
  );
  const byCode = [...new Map(lasting.map((office) => [office.code, office])).values()];
  if (byCode.length < count) throw new RangeError(`only ${byCode.length} offices never changed`);
  return byCode.slice(0, count).map(({ code, name }, at) => ({
    code,
    name,
    // The first three are cities: their series of certificates are long enough for gaps also in a small archive.
    weight: at < CITIES ? 4 : 0.4 + random.below(1_000) / 500,
    registrars: Array.from({ length: 3 + random.below(4) }, (_, seat) => `样${GIVEN[(at * 7 + seat) % GIVEN.length]}${GIVEN[seat]}`),
    flaggedShare: 0.01 + random.below(1_000) / 50_000,
    deletedShare: 0.001 + random.below(1_000) / 1_000_000,
  }));
}
