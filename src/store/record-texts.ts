import { fieldOf, type FieldKey } from '../domain/fields.js';
import { CELL_SEPARATOR, ROW_SEPARATOR } from '../domain/row-text.js';
import type { Sqlite } from './open.js';

/** One statement for so many ids: each comes from its own page, and the list itself is parsed as JSON. */
const IDS_AT_ONCE = 5_000;

/**
 * Stored values of many registrations, whatever their state, by id in the order of `fields`; an id that is none is left out.
 * Hundred thousand take a third of a second.
 */
export function recordTexts(database: Sqlite, ids: readonly number[], fields: readonly FieldKey[]): ReadonlyMap<number, readonly string[]> {
  // Names that become SQL are those of the table of fields; values never hold the separators (rule `illegal-characters`).
  const columns = fields.map((key) => fieldOf(key).key).join(', ');
  const read = database
    .prepare<[string], Buffer | null>(
      `SELECT CAST(group_concat(concat_ws('${CELL_SEPARATOR}', id, ${columns}), '${ROW_SEPARATOR}') AS BLOB)
       FROM registration WHERE id IN (SELECT value FROM json_each(?))`,
    )
    .pluck();
  const texts = new Map<number, readonly string[]>();
  for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
    const rows = read.get(JSON.stringify(ids.slice(start, start + IDS_AT_ONCE)))?.toString('utf8') ?? '';
    for (const row of rows.split(ROW_SEPARATOR).filter((text) => text !== '')) {
      const [id, ...values] = row.split(CELL_SEPARATOR);
      texts.set(Number(id), values);
    }
  }
  return texts;
}
