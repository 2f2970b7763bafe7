/**
 * Exports and the windows they may run in. Both repeat what the ledger says, for finding it fast: `start_seq`, `end_seq` and
 * `ledger_seq` name the entries. `staging` is the folder that holds an unfinished or unpublished file, so that the next
 * command can tidy up behind a process that was killed; it is NULL once nothing is left there.
 */
export const MIGRATION_6 = `
CREATE TABLE export_run(
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'aborted')),
  request TEXT NOT NULL,
  jti TEXT NOT NULL,
  officer TEXT NOT NULL,
  actor TEXT NOT NULL,
  purpose TEXT NOT NULL,
  recipient TEXT NOT NULL,
  valid_until TEXT NOT NULL,
  format TEXT NOT NULL,
  fields TEXT NOT NULL,
  masking TEXT NOT NULL,
  filter TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('records', 'statistics')),
  encrypted_for TEXT,
  rows INTEGER NOT NULL,
  bytes INTEGER,
  sha256 TEXT,
  target TEXT NOT NULL,
  staging TEXT,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  reason TEXT,
  settled_at TEXT,
  settled_by TEXT,
  settled_how TEXT CHECK (settled_how IN ('destroyed', 'returned', 'kept')),
  settled_note TEXT,
  start_seq INTEGER NOT NULL,
  end_seq INTEGER
) STRICT;
CREATE INDEX export_run_started ON export_run(started_at);
CREATE INDEX export_run_open ON export_run(id) WHERE staging IS NOT NULL;

CREATE TABLE export_window(
  id INTEGER PRIMARY KEY,
  weekdays TEXT NOT NULL,
  from_day TEXT,
  until_day TEXT,
  from_time TEXT NOT NULL,
  until_time TEXT NOT NULL,
  reason TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  opened_by TEXT NOT NULL,
  closed_at TEXT,
  closed_by TEXT,
  close_reason TEXT,
  ledger_seq INTEGER NOT NULL
) STRICT;
`;
