import Database from 'better-sqlite3';
import { appendEntry } from '../../src/ledger/append.js';
import type { LedgerDraft } from '../../src/ledger/entry.js';
import type { Sqlite } from '../../src/store/open.js';
import { MIGRATIONS } from '../../src/store/migrations/index.js';

export const AT = '2031-05-04T09:30:00.000+08:00';

/** A registry in memory, as the migrations make it. */
export function aDatabase(): Sqlite {
  const database = new Database(':memory:');
  for (const sql of MIGRATIONS) database.exec(sql);
  return database;
}

export function aDraft(over: Partial<LedgerDraft> = {}): LedgerDraft {
  return { at: AT, actor: '本机操作员', kind: 'import.start', body: { batch: 1 }, ...over };
}

export function append(database: Sqlite, ...drafts: readonly LedgerDraft[]): void {
  database.transaction(() => drafts.forEach((draft) => appendEntry(database, draft)))();
}

/** A ledger of this many entries, no two alike. */
export function aLedger(entries: number): Sqlite {
  const database = aDatabase();
  append(database, ...Array.from({ length: entries }, (_, at) => aDraft({ kind: 'import.chunk', body: { batch: 1, seq: at } })));
  return database;
}
