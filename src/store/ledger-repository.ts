import type { Sqlite } from './open.js';

export interface StoredEntry {
  readonly seq: number;
  /** The entry's text as the bytes that were hashed: a damaged text need not be UTF-8. */
  readonly body: Buffer;
  readonly hash: Buffer;
}

export interface StoredFrontier {
  readonly treeSize: number;
  readonly peaks: Buffer;
}

export interface StoredCheckpoint {
  readonly treeSize: number;
  readonly root: Buffer;
  readonly note: string;
}

export interface StoredKey {
  readonly keyId: string;
  readonly publicKey: string;
  readonly createdAt: string;
  readonly retiredAt: string | null;
}

/** Many entries as two blobs: fetching row by row costs more than hashing what was fetched. */
export interface EntryBulk {
  /** Texts in order of seq, 0x00 before each: the prefix of a leaf, so that every text is ready to be hashed where it stands. */
  readonly bodies: Buffer;
  /** Hashes in order of seq, end to end. */
  readonly hashes: Buffer;
  readonly count: number;
}

export interface EntryFilter {
  readonly kind?: string | undefined;
  readonly actor?: string | undefined;
  /** Entries by one of these only. */
  readonly actors?: readonly string[] | undefined;
  /** First and last time, inclusive, as stored. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** At most this many, the newest. */
  readonly limit: number;
}

export type LedgerRepository = ReturnType<typeof prepareLedger>;

const prepared = new WeakMap<Sqlite, LedgerRepository>();

/** The ledger's statements on this connection, prepared once. */
export function ledgerRepository(database: Sqlite): LedgerRepository {
  const known = prepared.get(database);
  if (known !== undefined) return known;
  const repository = prepareLedger(database);
  prepared.set(database, repository);
  return repository;
}

function prepareLedger(database: Sqlite) {
  return { database, ...prepareEntries(database), ...prepareSearch(database), ...prepareTree(database), ...prepareKeys(database) };
}

const NOTHING: EntryBulk = { bodies: Buffer.alloc(0), hashes: Buffer.alloc(0), count: 0 };
const LEAF_PREFIX = Buffer.alloc(1);

function prepareEntries(database: Sqlite) {
  const insert = database.prepare<[number, string, Buffer]>('INSERT INTO ledger_entry(seq, body, hash) VALUES (?, ?, ?)');
  const one = database.prepare<[number], StoredEntry>(
    'SELECT seq, CAST(body AS BLOB) AS body, CAST(hash AS BLOB) AS hash FROM ledger_entry WHERE seq = ?',
  );
  // Two statements: SQLite finds min or max by the key alone, but both at once by reading the whole table.
  const first = database.prepare<[], number | null>('SELECT min(seq) FROM ledger_entry').pluck();
  const last = database.prepare<[], number | null>('SELECT max(seq) FROM ledger_entry').pluck();
  const bulk = database.prepare<[number, number], EntryBulk>(`
    SELECT coalesce(CAST(group_concat(body, char(0)) AS BLOB), x'') AS bodies, coalesce(CAST(group_concat(hash, '') AS BLOB), x'') AS hashes, count(*) AS count
    FROM ledger_entry WHERE seq BETWEEN ? AND ?`);
  const hashes = database
    .prepare<[number, number], Buffer>(
      "SELECT coalesce(CAST(group_concat(hash, '') AS BLOB), x'') FROM ledger_entry WHERE seq BETWEEN ? AND ?",
    )
    .pluck();
  return {
    insertEntry: (seq: number, text: string, hash: Buffer): void => void insert.run(seq, text, hash),
    entry: (seq: number): StoredEntry | undefined => one.get(seq),
    lastSeq: (): number => last.get() ?? 0,
    firstSeq: (): number | undefined => first.get() ?? undefined,
    bulk: (from: number, to: number): EntryBulk => {
      const found = bulk.get(from, to) ?? NOTHING;
      return found.count === 0 ? found : { ...found, bodies: Buffer.concat([LEAF_PREFIX, found.bodies]) };
    },
    /** Stored hashes in order of seq, end to end. */
    hashes: (from: number, to: number): Buffer => hashes.get(from, to) ?? Buffer.alloc(0),
  };
}

// The members of an entry are looked up in SQL only to narrow the search; what is found is parsed and believed or not by the ledger.
function prepareSearch(database: Sqlite) {
  const search = database.prepare<[Record<string, string | number | null>], StoredEntry>(`
    SELECT seq, CAST(body AS BLOB) AS body, CAST(hash AS BLOB) AS hash FROM ledger_entry
    WHERE json_valid(body)
      AND ($kind IS NULL OR body ->> '$.kind' = $kind OR body ->> '$.kind' GLOB $kind || '.*')
      AND ($actor IS NULL OR body ->> '$.actor' = $actor)
      AND ($actors IS NULL OR body ->> '$.actor' IN (SELECT value FROM json_each($actors)))
      AND ($since IS NULL OR body ->> '$.at' >= $since)
      AND ($until IS NULL OR body ->> '$.at' <= $until)
    ORDER BY seq DESC LIMIT $limit`);
  const mentioning = database.prepare<[string], StoredEntry>(`
    SELECT seq, CAST(body AS BLOB) AS body, CAST(hash AS BLOB) AS hash FROM ledger_entry WHERE instr(body, ?) > 0 ORDER BY seq`);
  return {
    /** Entries that fit the filter, newest first. `kind` also finds the kinds below it: `import` finds `import.chunk`. */
    search: (filter: EntryFilter): readonly StoredEntry[] =>
      search.all({
        kind: filter.kind ?? null,
        actor: filter.actor ?? null,
        actors: filter.actors === undefined ? null : JSON.stringify(filter.actors),
        since: filter.since ?? null,
        until: filter.until ?? null,
        limit: filter.limit,
      }),
    /** Entries in order whose text holds this piece; whether it stands where it should is for the reader to see. */
    mentioning: (piece: string): IterableIterator<StoredEntry> => mentioning.iterate(piece),
  };
}

function prepareTree(database: Sqlite) {
  const frontier = database.prepare<[], StoredFrontier>('SELECT tree_size AS treeSize, peaks FROM ledger_frontier WHERE id = 1');
  const storeFrontier = database.prepare<[number, Buffer]>('INSERT OR REPLACE INTO ledger_frontier(id, tree_size, peaks) VALUES (1, ?, ?)');
  const checkpoints = database.prepare<[], StoredCheckpoint>(
    'SELECT tree_size AS treeSize, root, note FROM ledger_checkpoint ORDER BY tree_size',
  );
  const last = database.prepare<[], StoredCheckpoint>(
    'SELECT tree_size AS treeSize, root, note FROM ledger_checkpoint ORDER BY tree_size DESC LIMIT 1',
  );
  const at = database.prepare<[number], StoredCheckpoint>(
    'SELECT tree_size AS treeSize, root, note FROM ledger_checkpoint WHERE tree_size = ?',
  );
  const storeCheckpoint = database.prepare<[number, Buffer, string]>(
    'INSERT INTO ledger_checkpoint(tree_size, root, note) VALUES (?, ?, ?)',
  );
  const end = database.prepare<[], string>('SELECT note FROM ledger_end WHERE id = 1').pluck();
  const storeEnd = database.prepare<[string]>('INSERT OR REPLACE INTO ledger_end(id, note) VALUES (1, ?)');
  return {
    /** The signed note over the present end; absent when nothing was appended with the key at hand. */
    end: (): string | undefined => end.get(),
    storeEnd: (note: string): void => void storeEnd.run(note),
    frontier: (): StoredFrontier | undefined => frontier.get(),
    storeFrontier: (size: number, peaks: Buffer): void => void storeFrontier.run(size, peaks),
    checkpoints: (): readonly StoredCheckpoint[] => checkpoints.all(),
    lastCheckpoint: (): StoredCheckpoint | undefined => last.get(),
    checkpointAt: (size: number): StoredCheckpoint | undefined => at.get(size),
    storeCheckpoint: (size: number, root: Buffer, note: string): void => void storeCheckpoint.run(size, root, note),
  };
}

function prepareKeys(database: Sqlite) {
  const keys = database.prepare<[], StoredKey>(
    'SELECT key_id AS keyId, public_key AS publicKey, created_at AS createdAt, retired_at AS retiredAt FROM ledger_key ORDER BY created_at, key_id',
  );
  const insert = database.prepare<[string, string, string]>('INSERT INTO ledger_key(key_id, public_key, created_at) VALUES (?, ?, ?)');
  return {
    keys: (): readonly StoredKey[] => keys.all(),
    storeKey: (keyId: string, publicKey: string, createdAt: string): void => void insert.run(keyId, publicKey, createdAt),
  };
}
