import { archive } from '../../samples/generate/archive.js';
import { FIELD_KEYS } from '../../src/domain/fields.js';
import { firstKeyOf } from '../../src/domain/record-key-day.js';
import { REGISTRATION_COLUMNS } from '../../src/store/migrations/0001-registry.js';
import type { Registry } from '../../src/store/open.js';

const SPAN = { fromYear: 1991, toYear: 2025 };

/**
 * Fills a registry with the sound rows of a generated archive, ids from 1, without the import: only a trace is measured here.
 * The index of record keys gets the day and a number of its own for each record, which is all that a trace asks of it.
 */
export function fillRegistry({ database }: Registry, rows: number, seed: number): void {
  const places = Array.from({ length: REGISTRATION_COLUMNS.length + 1 }, () => '?').join(', ');
  const insert = database.prepare(`INSERT INTO registration(id, ${REGISTRATION_COLUMNS.join(', ')}) VALUES (${places})`);
  const index = database.prepare('INSERT INTO registration_key(record_key, id) VALUES (?, ?)');
  database.transaction(() => {
    let id = 0;
    for (const { row } of archive({ ...SPAN, rows, seed, defects: 0 })) {
      id += 1;
      const key = firstKeyOf(Number(row.op_date.replaceAll('-', ''))) + id;
      insert.run(id, 'active', key, id, ...FIELD_KEYS.map((field) => row[field]), '', '');
      index.run(key, id);
    }
  })();
}
