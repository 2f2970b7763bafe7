import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parseDay } from '../domain/calendar.js';
import { MregError } from '../domain/error.js';
import type { CodeRow, HolidayRow, LawRow, OfficeRow, ReferenceTables, RegionRow } from '../domain/reference.js';

/*
 * The shape of the JSON table files, packaged or overriding (docs/reference-tables.md). Unknown keys are refused: a
 * misspelt one would be a fact silently lost. The words of `v.check` and `v.regex` are what a user is told was expected.
 */
const text = v.pipe(v.string(), v.nonEmpty());
const day = v.pipe(
  v.string(),
  v.check((value) => parseDay(value) !== undefined, 'YYYY-MM-DD'),
);
const regionCode = v.pipe(v.string(), v.regex(/^\d{6}$/, '999999'));
const officeCode = v.pipe(v.string(), v.regex(/^\d{6}[0-9A-Z-]*$/, '999999…'));
const year = v.pipe(v.number(), v.integer());

const regionRow: v.GenericSchema<unknown, RegionRow> = v.pipe(
  v.strictObject({
    code: regionCode,
    name: text,
    level: v.picklist(['province', 'city', 'county']),
    parent: regionCode,
    from: day,
    to: v.exactOptional(day),
    successors: v.exactOptional(v.array(regionCode)),
    source: text,
  }),
  v.check((row) => row.to === undefined || row.from <= row.to, 'from ≤ to'),
);

const officeRow: v.GenericSchema<unknown, OfficeRow> = v.pipe(
  v.strictObject({
    code: officeCode,
    name: text,
    formerNames: v.exactOptional(v.array(text)),
    region: regionCode,
    openedOn: day,
    closedOn: v.exactOptional(day),
    source: text,
  }),
  v.check((row) => row.closedOn === undefined || row.openedOn <= row.closedOn, 'openedOn ≤ closedOn'),
);

const codeRow: v.GenericSchema<unknown, CodeRow> = v.strictObject({
  table: v.picklist(['op-type', 'id-type', 'document-type', 'country', 'ethnic', 'occupation', 'education', 'marital', 'flag']),
  code: text,
  zh: text,
  en: text,
  synonyms: v.exactOptional(v.array(text)),
  source: text,
});

const lawRow: v.GenericSchema<unknown, LawRow> = v.pipe(
  v.strictObject({
    key: v.picklist([
      'minimum-age',
      'registration-law',
      'cooling-off',
      'jurisdiction',
      'resident-number',
      'certificate-form',
      'revocation',
    ]),
    from: day,
    to: v.exactOptional(day),
    values: v.record(v.string(), v.union([v.string(), v.number()])),
    zh: text,
    en: text,
    source: text,
  }),
  v.check((row) => row.to === undefined || row.from <= row.to, 'from ≤ to'),
);

const holidayRow: v.GenericSchema<unknown, HolidayRow> = v.strictObject({
  date: day,
  kind: v.picklist(['off', 'work']),
  name: text,
  source: text,
});

const plainFile = v.strictObject({ source: v.exactOptional(text), rows: v.array(v.looseObject({})) });
const holidayFile = v.strictObject({ ...plainFile.entries, years: v.exactOptional(v.tuple([year, year])) });

type TableFile = v.InferOutput<typeof plainFile>;

const READERS: Readonly<Record<string, (name: string, content: unknown) => Partial<ReferenceTables>>> = {
  'regions.json': (name, content) => ({ regions: rowsOf(name, check(name, plainFile, content), regionRow) }),
  'offices.json': (name, content) => ({ offices: rowsOf(name, check(name, plainFile, content), officeRow) }),
  'codes.json': (name, content) => ({ codes: rowsOf(name, check(name, plainFile, content), codeRow) }),
  'laws.json': (name, content) => ({ laws: rowsOf(name, check(name, plainFile, content), lawRow) }),
  'holidays.json': (name, content) => {
    const file = check(name, holidayFile, content);
    return { holidays: rowsOf(name, file, holidayRow), ...(file.years === undefined ? {} : { holidayYears: file.years }) };
  },
};

/** The file names a folder of tables may hold. */
export const TABLE_FILES: readonly string[] = Object.keys(READERS);

/**
 * Reads one table file of a folder; `name` is one of `TABLE_FILES`.
 * @throws MregError `configuration` `tables.invalid` with the file, the place in it and what was expected there.
 */
export function readTableFile(directory: string, name: string): Partial<ReferenceTables> {
  const read = READERS[name];
  if (read === undefined) throw invalidTable(name, WHOLE_FILE, [...TABLE_FILES, ANOMALY_RULES_FILE].join(' | '));
  return read(name, parsed(name, readFileSync(join(directory, name), 'utf8')));
}

/** Rules of `detect anomalies`: beside the tables, but read when they are needed and not kept in the registry (anomaly-rules.ts). */
export const ANOMALY_RULES_FILE = 'anomaly-rules.json';

/** The rows of a table file of any shape. @throws MregError `configuration` `tables.invalid` */
export function readTableRows<Row>(directory: string, name: string, row: v.GenericSchema<unknown, Row>): readonly Row[] {
  return rowsOf(name, check(name, plainFile, parsed(name, readFileSync(join(directory, name), 'utf8'))), row);
}

/** The place named when a file as a whole is wrong (JSONPath's root). */
const WHOLE_FILE = '$';

function parsed(name: string, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw invalidTable(name, WHOLE_FILE, 'JSON', { cause });
  }
}

/** A row without its own source has the file's; with neither it is refused. */
function rowsOf<Row>(name: string, file: TableFile, row: v.GenericSchema<unknown, Row>): readonly Row[] {
  const rows = file.rows.map((cells) => ({ source: file.source, ...cells }));
  return check(name, v.object({ rows: v.array(row) }), { rows }).rows;
}

function check<Value>(name: string, shape: v.GenericSchema<unknown, Value>, content: unknown): Value {
  const result = v.safeParse(shape, content, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw invalidTable(name, v.getDotPath(issue) ?? WHOLE_FILE, expectedOf(issue));
}

/** What would have been right: valibot's word for a type, our own for a check, a dash where nothing belongs. */
function expectedOf(issue: v.BaseIssue<unknown>): string {
  if (issue.expected === 'never') return '—';
  return issue.kind === 'schema' && issue.expected !== null ? issue.expected : issue.message;
}

/** A table file that says something wrong at `path`. */
export function invalidTable(file: string, path: string, expected: string, options?: ErrorOptions): MregError {
  return new MregError('configuration', 'tables.invalid', { file, path, expected }, options);
}
