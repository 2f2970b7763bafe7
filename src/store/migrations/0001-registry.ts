import { FIELD_KEYS } from '../../domain/fields.js';

/**
 * The columns of `registration` after `id`, as one text, so that the shard pages written by import workers and the
 * registry itself are created by the same SQL: SQLite copies rows between identical tables without decoding them.
 * Values are text and never NULL: '' is "not given" (docs/architecture.md).
 */
export const REGISTRATION_COLUMNS: readonly string[] = ['state', 'record_key', 'line', ...FIELD_KEYS, 'raw', 'flags'];

const columnType = (name: string): string =>
  name === 'record_key' || name === 'line' ? `${name} INTEGER NOT NULL` : `${name} TEXT NOT NULL`;

export const CREATE_REGISTRATION = `CREATE TABLE registration(id INTEGER PRIMARY KEY, ${REGISTRATION_COLUMNS.map(columnType).join(', ')}) STRICT`;

/** Version 1: reference tables, batches, registrations, quarantine, ledger. */
export const MIGRATION_1 = `
CREATE TABLE reference_table(name TEXT PRIMARY KEY, version TEXT NOT NULL, rows TEXT NOT NULL, loaded_at TEXT NOT NULL) STRICT;

CREATE TABLE batch(
  id INTEGER PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('loading', 'done', 'undone', 'refused')),
  source TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('import', 'retry')),
  actor TEXT NOT NULL,
  -- What the office codes of the loader's area begin with; '' is the whole province. Who works in an area sees the batches in it.
  area TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  paths TEXT NOT NULL,
  options TEXT NOT NULL,
  parent_batch_id INTEGER REFERENCES batch(id),
  undone_at TEXT,
  undo_reason TEXT
) STRICT;

CREATE TABLE batch_file(
  batch_id INTEGER NOT NULL REFERENCES batch(id),
  file_no INTEGER NOT NULL,
  name TEXT NOT NULL,
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sheet TEXT NOT NULL,
  encoding TEXT NOT NULL,
  layout TEXT NOT NULL,
  mapping TEXT NOT NULL,
  first_id INTEGER NOT NULL,
  last_id INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('loading', 'done')),
  PRIMARY KEY (batch_id, file_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX batch_file_sha256 ON batch_file(sha256, sheet);

-- One committed chunk: the checkpoint a later run continues from. Row ids of a chunk are first_id..last_id;
-- digests holds 32 bytes an accepted row, in id order (docs/ledger.md).
CREATE TABLE batch_chunk(
  batch_id INTEGER NOT NULL REFERENCES batch(id),
  file_no INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  end_line INTEGER NOT NULL,
  first_id INTEGER NOT NULL,
  last_id INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  accepted INTEGER NOT NULL,
  flagged INTEGER NOT NULL,
  quarantined INTEGER NOT NULL,
  already_present INTEGER NOT NULL,
  tally TEXT NOT NULL,
  ledger_seq INTEGER NOT NULL,
  digests BLOB NOT NULL,
  PRIMARY KEY (batch_id, file_no, seq)
) STRICT;

${CREATE_REGISTRATION};

-- Finds a row again when the same archive comes in another file; the key starts with the day, so that
-- an archive in date order appends to the tree instead of scattering over it.
CREATE TABLE registration_key(record_key INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (record_key, id)) STRICT, WITHOUT ROWID;

-- A person's registrations on either side of the couple, by the key of the document number (src/domain/person-key.ts).
CREATE TABLE registration_person(person_key INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (person_key, id)) STRICT, WITHOUT ROWID;

-- A row of a file that was in the registry already: why it was not loaded, and what undoing the other batch would lose.
CREATE TABLE present_row(id INTEGER PRIMARY KEY, existing_id INTEGER NOT NULL) STRICT;
CREATE INDEX present_row_existing ON present_row(existing_id);

-- Why and when the state of a range of rows changed; the newest row for an id wins.
CREATE TABLE registration_event(
  id INTEGER PRIMARY KEY,
  first_id INTEGER NOT NULL,
  last_id INTEGER NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  ledger_seq INTEGER NOT NULL
) STRICT;

-- A row that could not be loaded. Its id comes from the same numbering as registrations, so a row has one id for life.
-- cells: JSON object, field key (or header, for unmapped columns) to the text in the file. findings: JSON array.
CREATE TABLE quarantine(
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES batch(id),
  file_no INTEGER NOT NULL,
  line INTEGER NOT NULL,
  cells TEXT NOT NULL,
  findings TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'repaired', 'discarded', 'undone')),
  repaired_as INTEGER,
  resolved_at TEXT,
  resolved_by TEXT,
  reason TEXT,
  ledger_seq INTEGER
) STRICT;
CREATE INDEX quarantine_open ON quarantine(batch_id, id) WHERE state = 'open';

CREATE TABLE ledger_entry(seq INTEGER PRIMARY KEY, body TEXT NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE TABLE ledger_checkpoint(tree_size INTEGER PRIMARY KEY, root BLOB NOT NULL, note TEXT NOT NULL) STRICT;
CREATE TABLE ledger_key(key_id TEXT PRIMARY KEY, public_key TEXT NOT NULL, created_at TEXT NOT NULL, retired_at TEXT) STRICT;
CREATE TABLE ledger_frontier(id INTEGER PRIMARY KEY CHECK (id = 1), tree_size INTEGER NOT NULL, peaks BLOB NOT NULL) STRICT;
`;
