import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bureauOffices } from '../domain/bureau-offices.js';
import { MregError } from '../domain/error.js';
import type { OfficeRow, ReferenceTables } from '../domain/reference.js';
import { packagedDirectory } from './packaged-directory.js';
import { ANOMALY_RULES_FILE, readTableFile, TABLE_FILES } from './table-files.js';

const PROVINCE = '440000';
const NO_TABLES: ReferenceTables = { version: '', regions: [], offices: [], codes: [], laws: [], holidays: [], holidayYears: [0, 0] };

/** The tables that come with mreg: `data/*.json`, and the bureau offices that follow from the regions. */
export function loadPackagedTables(directory: string = packagedDirectory()): ReferenceTables {
  const tables = {
    ...NO_TABLES,
    ...readTables(
      directory,
      TABLE_FILES.filter((name) => existsSync(join(directory, name))),
    ),
  };
  return withVersion({ ...tables, offices: [...bureauOffices(tables.regions, PROVINCE), ...tables.offices] }, 'packaged');
}

/**
 * The tables a user lays over the packaged ones: JSON files of the same names and shape, any of them absent. A folder that
 * does not exist overrides nothing; other file types in it are ignored.
 * @throws MregError `configuration` `tables.invalid` for a misspelt name, unknown keys, wrong values, rows without a source.
 */
export function readTableOverrides(directory: string): Partial<ReferenceTables> {
  if (!existsSync(directory)) return {};
  return readTables(
    directory,
    readdirSync(directory).filter((name) => name.endsWith('.json') && name !== ANOMALY_RULES_FILE),
  );
}

/**
 * The base with the override's rows in place of those of the same key (code and first day; table and code; law and first
 * day; holiday date) and its new rows added. A new or changed region brings its bureau office, unless the override names
 * that office itself. Synonyms of a code are replaced with its row, not merged.
 * @throws MregError `configuration` `tables.invalid` when the holiday years of the two leave a gap.
 */
export function overlayTables(base: ReferenceTables, override: Partial<ReferenceTables>): ReferenceTables {
  if (Object.keys(override).length === 0) return base;
  const regions = overlay(base.regions, override.regions, (row) => `${row.code} ${row.from}`);
  const changed = new Set(override.regions?.map((row) => row.code));
  const offices = bureauOffices(regions, PROVINCE).filter((office) => changed.has(office.region));
  return withVersion(
    {
      version: base.version,
      regions,
      offices: overlay(overlay(base.offices, offices, officeKey), override.offices, officeKey),
      codes: overlay(base.codes, override.codes, (row) => `${row.table} ${row.code}`),
      laws: overlay(base.laws, override.laws, (row) => `${row.key} ${row.from}`),
      holidays: overlay(base.holidays, override.holidays, (row) => row.date),
      holidayYears: joinYears(base.holidayYears, override.holidayYears),
    },
    'local',
  );
}

const officeKey = (row: OfficeRow): string => `${row.code} ${row.openedOn}`;

function overlay<Row>(base: readonly Row[], override: readonly Row[] | undefined, keyOf: (row: Row) => string): readonly Row[] {
  if (override === undefined) return base;
  return [...new Map([...base, ...override].map((row) => [keyOf(row), row])).values()];
}

function joinYears(base: readonly [number, number], added: readonly [number, number] | undefined): readonly [number, number] {
  if (added === undefined) return base;
  if (added[0] > added[1] || added[0] > base[1] + 1 || added[1] < base[0] - 1) {
    throw new MregError('configuration', 'tables.invalid', {
      file: 'holidays.json',
      path: 'years',
      expected: `${base[0] - 1}…${base[1] + 1}`,
    });
  }
  return [Math.min(base[0], added[0]), Math.max(base[1], added[1])];
}

/** The version is a digest of the rows, so that it changes with every fact and with nothing else. */
function withVersion(tables: ReferenceTables, kind: 'packaged' | 'local'): ReferenceTables {
  const digest = createHash('sha256')
    .update(JSON.stringify({ ...tables, version: undefined }))
    .digest('hex');
  return { ...tables, version: `${kind}-${digest.slice(0, 12)}` };
}

function readTables(directory: string, names: readonly string[]): Partial<ReferenceTables> {
  return Object.assign({}, ...names.map((name) => readTableFile(directory, name)));
}
