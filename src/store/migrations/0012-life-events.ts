/** Version 12: what other departments hand over: deaths, divorces in court, marriages revoked or annulled. */
export const MIGRATION_12 = `
-- One file that was loaded. authority: who handed it over; rows: its rows with an event, added: those that were not known.
CREATE TABLE share_load(
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('death', 'court-divorce', 'revocation')),
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  authority TEXT NOT NULL,
  purpose TEXT NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  rows INTEGER NOT NULL,
  added INTEGER NOT NULL,
  ledger_seq INTEGER NOT NULL
) STRICT;

-- The persons are named by their keys (src/domain/person-key.ts), which need no document number to be kept, and by their names,
-- which keep two people of one number apart. spouse_key is 0 and spouse_name empty for a death, or when a file does not name them.
-- happened_on: a date as registrations have it. The same event in another file is the same row.
CREATE TABLE life_event(
  id INTEGER PRIMARY KEY,
  load_id INTEGER NOT NULL REFERENCES share_load(id),
  line INTEGER NOT NULL,
  kind TEXT NOT NULL,
  person_key INTEGER NOT NULL,
  person_name TEXT NOT NULL,
  spouse_key INTEGER NOT NULL,
  spouse_name TEXT NOT NULL,
  happened_on TEXT NOT NULL,
  reference TEXT NOT NULL,
  UNIQUE (kind, person_key, spouse_key, spouse_name, happened_on, reference)
) STRICT;
CREATE INDEX life_event_load ON life_event(load_id);
`;
