import * as v from 'valibot';
import { ACCESS_DEFAULTS, CHEAPEST_HASHING, FEWEST_CLASSES, SHORTEST_PASSWORD, type AccessSettings } from '../domain/access-settings.js';
import { IMPORT_DEFAULTS, MEBIBYTE, REQUESTS_DEFAULTS, type Config, type RequestsConfig } from './config.js';

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const words = v.pipe(v.string(), v.trim(), v.nonEmpty());

const zip = v.strictObject({
  max_entries: v.optional(count, IMPORT_DEFAULTS.zip.maxEntries),
  max_entry_bytes: v.optional(count, IMPORT_DEFAULTS.zip.maxEntryBytes),
  max_total_bytes: v.optional(count, IMPORT_DEFAULTS.zip.maxTotalBytes),
  max_ratio: v.optional(count, IMPORT_DEFAULTS.zip.maxRatio),
});

/** Twice the longest quoted record that is read as one (`MAX_QUOTED_RECORD_BYTES`): a smaller chunk might hold no whole record. */
const MIN_CHUNK_BYTES = 512 * 1024;

const importSection = v.strictObject({
  jobs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), IMPORT_DEFAULTS.jobs),
  busy_timeout_seconds: v.optional(v.pipe(v.number(), v.minValue(0)), IMPORT_DEFAULTS.busyTimeoutSeconds),
  max_errors: v.optional(v.pipe(v.string(), v.regex(/^\d+(\.\d+)?%$|^\d+$/u))),
  chunk_bytes: v.optional(v.pipe(count, v.minValue(MIN_CHUNK_BYTES)), IMPORT_DEFAULTS.chunkBytes),
  zip: v.optional(zip, {}),
});

const from = (least: number, most: number) => v.pipe(count, v.minValue(least), v.maxValue(most));

/** The least values are law or advice (src/domain/access-settings.ts); the most keep a slip from locking everybody out. */
const password = v.strictObject({
  min_length: v.optional(from(SHORTEST_PASSWORD, 24), ACCESS_DEFAULTS.password.minLength),
  min_classes: v.optional(from(FEWEST_CLASSES, 4), ACCESS_DEFAULTS.password.minClasses),
  history: v.optional(from(1, 24), ACCESS_DEFAULTS.password.history),
  lock_after: v.optional(from(3, 20), ACCESS_DEFAULTS.lockout.attempts),
  lock_minutes: v.optional(from(5, 1_440), ACCESS_DEFAULTS.lockout.minutes),
});

const hashing = v.strictObject({
  memory_kib: v.optional(from(CHEAPEST_HASHING.memoryKib, 4_194_304), ACCESS_DEFAULTS.hashing.memoryKib),
  passes: v.optional(from(CHEAPEST_HASHING.passes, 100), ACCESS_DEFAULTS.hashing.passes),
  lanes: v.optional(from(CHEAPEST_HASHING.lanes, 64), ACCESS_DEFAULTS.hashing.lanes),
});

const accessSection = v.strictObject({
  idle_minutes: v.optional(from(1, 480), ACCESS_DEFAULTS.session.idleMinutes),
  session_hours: v.optional(from(1, 24), ACCESS_DEFAULTS.session.longestHours),
  password: v.optional(password, {}),
  hashing: v.optional(hashing, {}),
});

const { workingDays } = REQUESTS_DEFAULTS;

const requests = v.strictObject({
  county_working_days: v.optional(count, workingDays.county),
  city_working_days: v.optional(count, workingDays.city),
  province_working_days: v.optional(count, workingDays.province),
  max_scan_mib: v.optional(count, REQUESTS_DEFAULTS.mostScanBytes / MEBIBYTE),
});

/** `config.toml` as written: snake case, every section checked, nothing unknown let through. */
export const configSchema = v.strictObject({
  province: v.strictObject({ code: v.pipe(v.string(), v.regex(/^\d{2}0000$/u)), name: words }),
  ledger: v.strictObject({ origin: words, witnesses: v.optional(v.array(words), []) }),
  access: v.optional(accessSection, {}),
  validation: v.optional(v.strictObject({ age_reached: v.optional(v.picklist(['day-after', 'birthday']), 'day-after') }), {}),
  requests: v.optional(requests, {}),
  import: v.optional(importSection, {}),
  tables: v.optional(v.strictObject({ overrides: v.optional(words) }), {}),
  offices: v.optional(v.strictObject({ equipment: v.optional(words) }), {}),
  ocr: v.optional(
    v.strictObject({
      templates: v.optional(words),
      models: v.optional(words),
      second_opinion: v.optional(v.picklist(['tesseract', 'none']), 'none'),
    }),
    {},
  ),
});

type Written = v.InferOutput<typeof configSchema>;

/** The file's names in the program's. */
export function configFrom(written: Written): Config {
  const { zip: limits, ...load } = written.import;
  return {
    province: written.province,
    ledger: written.ledger,
    access: accessFrom(written.access),
    validation: { ageReached: written.validation.age_reached },
    requests: requestsFrom(written.requests),
    import: {
      jobs: load.jobs,
      busyTimeoutSeconds: load.busy_timeout_seconds,
      chunkBytes: load.chunk_bytes,
      ...(load.max_errors === undefined ? {} : { maxErrors: load.max_errors }),
      zip: {
        maxEntries: limits.max_entries,
        maxEntryBytes: limits.max_entry_bytes,
        maxTotalBytes: limits.max_total_bytes,
        maxRatio: limits.max_ratio,
      },
    },
    tables: written.tables.overrides === undefined ? {} : { overridesPath: written.tables.overrides },
    offices: written.offices.equipment === undefined ? {} : { equipmentPath: written.offices.equipment },
    ocr: {
      ...(written.ocr.templates === undefined ? {} : { templatesPath: written.ocr.templates }),
      ...(written.ocr.models === undefined ? {} : { modelsPath: written.ocr.models }),
      secondOpinion: written.ocr.second_opinion,
    },
  };
}

function accessFrom(written: Written['access']): AccessSettings {
  const { min_length: minLength, min_classes: minClasses, history, lock_after: attempts, lock_minutes: minutes } = written.password;
  const { memory_kib: memoryKib, passes, lanes } = written.hashing;
  return {
    password: { minLength, minClasses, history },
    lockout: { attempts, minutes },
    hashing: { memoryKib, passes, lanes },
    session: { idleMinutes: written.idle_minutes, longestHours: written.session_hours },
  };
}

function requestsFrom(written: Written['requests']): RequestsConfig {
  const { county_working_days: county, city_working_days: city, province_working_days: province } = written;
  return { workingDays: { county, city, province }, mostScanBytes: written.max_scan_mib * MEBIBYTE };
}

/** The keys a section may hold, for the nearest-key suggestion: `['import', 'zip']` → `max_entries`, … */
export function knownKeys(path: readonly string[]): readonly string[] {
  return Object.keys(KEY_TREE[path.join('.')] ?? {});
}

const KEY_TREE: Readonly<Record<string, object>> = {
  '': configSchema.entries,
  province: configSchema.entries.province.entries,
  ledger: configSchema.entries.ledger.entries,
  access: accessSection.entries,
  'access.password': password.entries,
  'access.hashing': hashing.entries,
  validation: configSchema.entries.validation.wrapped.entries,
  requests: requests.entries,
  import: importSection.entries,
  'import.zip': zip.entries,
  tables: configSchema.entries.tables.wrapped.entries,
  offices: configSchema.entries.offices.wrapped.entries,
  ocr: configSchema.entries.ocr.wrapped.entries,
};
