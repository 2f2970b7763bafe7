import * as v from 'valibot';
import { EXPORT_FORMATS, MASKINGS } from '../domain/approval.js';
import { FIELD_KEYS } from '../domain/fields.js';
import { OP_TYPES } from '../domain/registration.js';

/** Cells of fewer people than this are suppressed in statistics, whatever an approval says (GB/T 37964). */
const SMALLEST_CELL = 5;

const field = v.picklist(FIELD_KEYS);
const day = v.pipe(v.string(), v.isoDate(), v.check(isRealDay));

/** Some values, no two alike: a list with repeats has no one meaning. */
function listOf<const Item extends v.GenericSchema<string, string>>(item: Item) {
  return v.pipe(
    v.array(item),
    v.minLength(1),
    v.check((values) => new Set(values).size === values.length),
    v.readonly(),
  );
}

const filter = v.pipe(
  v.strictObject({
    op_types: v.exactOptional(listOf(v.picklist(OP_TYPES))),
    regions: v.exactOptional(listOf(v.pipe(v.string(), v.regex(/^\d{6}$/u)))),
    offices: v.exactOptional(listOf(v.pipe(v.string(), v.regex(/^\d{6}[0-9A-Z-]{0,14}$/u)))),
    from: v.exactOptional(day),
    until: v.exactOptional(day),
  }),
  v.check(({ from, until }) => from === undefined || until === undefined || from <= until),
);

/** What may leave, as an approval says it: nothing unknown, nothing twice, no masking for a field that does not leave. */
export const scopeSchema = v.pipe(
  v.strictObject({
    fields: listOf(field),
    masking: v.record(field, v.picklist(MASKINGS)),
    filter,
    formats: listOf(v.picklist(EXPORT_FORMATS)),
    statistics: v.exactOptional(
      v.strictObject({ by: listOf(field), k: v.pipe(v.number(), v.safeInteger(), v.minValue(SMALLEST_CELL), v.maxValue(1_000_000)) }),
    ),
  }),
  v.check(({ fields, masking, statistics }) => Object.keys(masking).every((key) => isOneOf([...fields, ...(statistics?.by ?? [])], key))),
);

function isOneOf(list: readonly string[], key: string): boolean {
  return list.includes(key);
}

/** `2026-02-30` has the form of a day. */
function isRealDay(text: string): boolean {
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}
