import * as v from 'valibot';
import { IMPORT_DEFAULTS, type Config } from './config.js';

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

/** `config.toml` as written: snake case, every section checked, nothing unknown let through. */
export const configSchema = v.strictObject({
  province: v.strictObject({ code: v.pipe(v.string(), v.regex(/^\d{2}0000$/u)), name: words }),
  operator: v.strictObject({ name: words, account: words }),
  ledger: v.strictObject({ origin: words, witnesses: v.optional(v.array(words), []) }),
  validation: v.optional(v.strictObject({ age_reached: v.optional(v.picklist(['day-after', 'birthday']), 'day-after') }), {}),
  import: v.optional(importSection, {}),
  tables: v.optional(v.strictObject({ overrides: v.optional(words) }), {}),
  offices: v.optional(v.strictObject({ equipment: v.optional(words) }), {}),
});

type Written = v.InferOutput<typeof configSchema>;

/** The file's names in the program's. */
export function configFrom(written: Written): Config {
  const { zip: limits, ...load } = written.import;
  return {
    province: written.province,
    operator: written.operator,
    ledger: written.ledger,
    validation: { ageReached: written.validation.age_reached },
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
  };
}

/** The keys a section may hold, for the nearest-key suggestion: `['import', 'zip']` → `max_entries`, … */
export function knownKeys(path: readonly string[]): readonly string[] {
  return Object.keys(KEY_TREE[path.join('.')] ?? {});
}

const KEY_TREE: Readonly<Record<string, object>> = {
  '': configSchema.entries,
  province: configSchema.entries.province.entries,
  operator: configSchema.entries.operator.entries,
  ledger: configSchema.entries.ledger.entries,
  validation: configSchema.entries.validation.wrapped.entries,
  import: importSection.entries,
  'import.zip': zip.entries,
  tables: configSchema.entries.tables.wrapped.entries,
  offices: configSchema.entries.offices.wrapped.entries,
};
