/**
 * Version 4: what was decided about offices, in order, laid over the reference tables when they are read (docs/offices.md);
 * what offices say of themselves, and what they have. `successors`, `profile` and `items` are JSON.
 */
export const MIGRATION_4 = `
CREATE TABLE office_change(
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('open', 'close', 'rename')),
  office TEXT NOT NULL,
  day TEXT NOT NULL,
  name TEXT NOT NULL,
  region TEXT NOT NULL,
  successors TEXT NOT NULL,
  request TEXT NOT NULL,
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  ledger_seq INTEGER NOT NULL
) STRICT;
CREATE INDEX office_change_office ON office_change(office);

CREATE TABLE office_profile(
  office TEXT PRIMARY KEY,
  profile TEXT NOT NULL,
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  ledger_seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE office_equipment(
  office TEXT PRIMARY KEY,
  items TEXT NOT NULL,
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  ledger_seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
