import { FIELD_KEYS, fieldOf } from '../../domain/fields.js';
import type { FieldKey } from '../../domain/fields.js';
import { MregError } from '../../domain/error.js';
import { PROFILES } from './column-profiles.js';
import type { ProfileName } from './column-profiles.js';
import { readHeader } from './header-reading.js';
import { headerSpelling } from './header-spelling.js';
import { ROW_NUMBER_HEADERS } from './header-synonyms.js';
import type { MappingFile } from './mapping-file.js';
import { nearestName } from './nearest-name.js';

export interface MappingOptions {
  readonly mapping?: MappingFile | undefined;
  /** One of `PROFILE_NAMES`. */
  readonly profile?: string | undefined;
}

/** How a column was understood: by key, header or synonym, by the user's word, deliberately left out, or not at all. */
export type MappedHow = 'key' | 'header' | 'synonym' | 'profile' | 'mapping-file' | 'ignored' | 'unmapped';

export interface ColumnReport {
  /** From 0. */
  readonly column: number;
  readonly header: string;
  readonly key?: FieldKey;
  readonly how: MappedHow;
}

export interface HeaderMapping {
  /** The field of each column, in file order; `undefined` where the column is not loaded. */
  readonly columns: readonly (FieldKey | undefined)[];
  readonly report: readonly ColumnReport[];
  /** The fields no column gives, in the order of `FIELDS`. */
  readonly missing: readonly FieldKey[];
}

export const PROFILE_NAMES: readonly string[] = Object.keys(PROFILES);

/**
 * Says which field each column of a header holds. The mapping file decides first, then the profile, then key, header and synonym.
 * @throws MregError `import.two-columns` when two columns claim one field and the mapping file decides neither;
 *   `import.profile-unknown` for a profile that does not exist
 */
export function mapHeader(header: readonly string[], options: MappingOptions = {}): HeaderMapping {
  const profile = profileReadings(options.profile);
  const wished = header.map((cell, column) => readColumn(cell, column, profile, options.mapping));
  const report = yieldToMappingFile(wished);
  refuseTwoColumns(report);
  const columns = report.map((row) => row.key);
  const present = new Set(columns);
  return { columns, report, missing: FIELD_KEYS.filter((key) => !present.has(key)) };
}

/** How many different fields the cells of a row would name if it were the header. */
export function headerScore(cells: readonly string[], options: MappingOptions = {}): number {
  const profile = profileReadings(options.profile);
  const keys = cells.map((cell, column) => readColumn(cell, column, profile, options.mapping).key);
  return new Set(keys.filter((key) => key !== undefined)).size;
}

function readColumn(
  header: string,
  column: number,
  profile: ReadonlyMap<string, FieldKey>,
  mapping: MappingFile | undefined,
): ColumnReport {
  const spelling = headerSpelling(header);
  const decided = mapping?.columns.get(spelling);
  if (decided !== undefined)
    return decided.key === null ? { column, header, how: 'ignored' } : { column, header, key: decided.key, how: 'mapping-file' };
  const profiled = profile.get(spelling);
  if (profiled !== undefined) return { column, header, key: profiled, how: 'profile' };
  const reading = readHeader(header);
  if (reading !== undefined) return { column, header, ...reading };
  return { column, header, how: spelling === '' || ROW_NUMBER_HEADERS.has(spelling) ? 'ignored' : 'unmapped' };
}

/** Where the user gave a field to one column, another column that only looks like it steps back. */
function yieldToMappingFile(report: readonly ColumnReport[]): ColumnReport[] {
  const decided = new Set(report.filter((row) => row.how === 'mapping-file').map((row) => row.key));
  return report.map((row) => {
    if (row.how === 'mapping-file' || row.key === undefined || !decided.has(row.key)) return row;
    return { column: row.column, header: row.header, how: 'unmapped' };
  });
}

function refuseTwoColumns(report: readonly ColumnReport[]): void {
  const seen = new Map<FieldKey, ColumnReport>();
  for (const row of report) {
    if (row.key === undefined) continue;
    const earlier = seen.get(row.key);
    if (earlier !== undefined) throw twoColumns(row.key, earlier, row);
    seen.set(row.key, row);
  }
}

function twoColumns(key: FieldKey, first: ColumnReport, second: ColumnReport): MregError {
  return new MregError('input-refused', 'import.two-columns', {
    field: fieldOf(key).zh,
    key,
    first: first.header,
    firstColumn: first.column + 1,
    second: second.header,
    secondColumn: second.column + 1,
  });
}

function profileReadings(profile: string | undefined): ReadonlyMap<string, FieldKey> {
  if (profile === undefined) return new Map();
  if (!isProfileName(profile)) throw unknownProfile(profile);
  return readingsByProfile[profile];
}

function isProfileName(name: string): name is ProfileName {
  return Object.hasOwn(PROFILES, name);
}

function unknownProfile(profile: string): MregError {
  const suggestion = nearestName(profile, PROFILE_NAMES);
  const values = { profile, known: PROFILE_NAMES.join(' · ') };
  if (suggestion === undefined) return new MregError('usage', 'import.profile-unknown', values);
  return new MregError('usage', 'import.profile-unknown-near', { ...values, suggestion });
}

const readingsByProfile: Readonly<Record<ProfileName, ReadonlyMap<string, FieldKey>>> = {
  divorce: readingsOf('divorce'),
  reissue: readingsOf('reissue'),
};

function readingsOf(profile: ProfileName): ReadonlyMap<string, FieldKey> {
  const words = FIELD_KEYS.flatMap((key) => wordsFor(profile, key).map((word) => [headerSpelling(word), key] as const));
  return new Map(words);
}

function wordsFor(profile: ProfileName, key: FieldKey): readonly string[] {
  const table: Partial<Record<FieldKey, readonly string[]>> = PROFILES[profile];
  return table[key] ?? [];
}
