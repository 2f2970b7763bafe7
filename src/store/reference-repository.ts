import { MregError } from '../domain/error.js';
import type { ReferenceTables } from '../domain/reference.js';
import type { Registry } from './open.js';

const TABLES = ['regions', 'offices', 'codes', 'laws', 'holidays', 'holidayYears'] as const;

/** Writes the reference tables into the registry, replacing the version that was there. */
export function storeReferenceTables(registry: Registry, tables: ReferenceTables, loadedAt: string): void {
  const insert = registry.database.prepare('INSERT OR REPLACE INTO reference_table(name, version, rows, loaded_at) VALUES (?, ?, ?, ?)');
  registry.database.transaction(() => {
    for (const name of TABLES) insert.run(name, tables.version, JSON.stringify(tables[name]), loadedAt);
  })();
}

/** Reads the reference tables back. @throws MregError `integrity` when one is missing or not JSON. */
export function readReferenceTables(registry: Pick<Registry, 'database' | 'path'>): ReferenceTables {
  const row = registry.database.prepare<[string], { version: string; rows: string }>(
    'SELECT version, rows FROM reference_table WHERE name = ?',
  );
  let version = '';
  const entries = TABLES.map((name) => {
    const stored = row.get(name);
    if (stored === undefined) throw new MregError('integrity', 'store.reference-missing', { name });
    version = stored.version;
    return [name, parseRows(stored.rows, registry.path)];
  });
  return { version, ...Object.fromEntries(entries) } as ReferenceTables;
}

function parseRows(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new MregError('integrity', 'store.damaged', { path }, { cause });
  }
}
