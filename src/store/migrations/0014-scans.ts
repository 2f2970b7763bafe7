/** Version 14: scans, what was read from them, and what people said it is. */
export const MIGRATION_14 = `
-- A scanned file, kept once under its digest however often it comes. Its bytes are a file of the home (docs/ocr.md).
CREATE TABLE scan(
  sha256 TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL,
  type TEXT NOT NULL,
  pages INTEGER NOT NULL,
  stored_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A page of a scan as it was read by an import. row_id: the registration or quarantined row the page became, 0 when it became none.
-- straightening: JSON (src/domain/scan.ts). page counts from 1.
CREATE TABLE scan_page(
  batch_id INTEGER NOT NULL REFERENCES batch(id),
  file_no INTEGER NOT NULL,
  page INTEGER NOT NULL,
  sha256 TEXT NOT NULL REFERENCES scan(sha256),
  row_id INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('read', 'blank', 'unrecognised', 'failed')),
  problem TEXT NOT NULL,
  template TEXT NOT NULL,
  template_version INTEGER NOT NULL,
  reader TEXT NOT NULL,
  straightening TEXT NOT NULL,
  read_at TEXT NOT NULL,
  PRIMARY KEY (batch_id, file_no, page)
) STRICT, WITHOUT ROWID;
CREATE INDEX scan_page_row ON scan_page(row_id) WHERE row_id > 0;
CREATE INDEX scan_page_sha256 ON scan_page(sha256, page);

-- A field as it was read; never changed afterwards. evidence and box: JSON. ordinal: its place in the form.
CREATE TABLE scan_field(
  row_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  value TEXT NOT NULL,
  written TEXT NOT NULL,
  confidence REAL NOT NULL,
  standing TEXT NOT NULL CHECK (standing IN ('proved', 'agreed', 'doubtful', 'blank')),
  evidence TEXT NOT NULL,
  box TEXT NOT NULL,
  PRIMARY KEY (row_id, key)
) STRICT, WITHOUT ROWID;

-- What a person said a page says: one keying settles it, or two by two persons that agree (two_persons = 1). entries: JSON object, field
-- key to value, of the fields the person looked at. settles: with it the page is decided, and the row waits to be loaded or is.
-- withdrawn_seq: the entry that took it back, 0 while it is in force.
CREATE TABLE scan_keying(
  id INTEGER PRIMARY KEY,
  row_id INTEGER NOT NULL,
  username TEXT NOT NULL,
  two_persons INTEGER NOT NULL CHECK (two_persons IN (0, 1)),
  settles INTEGER NOT NULL CHECK (settles IN (0, 1)),
  entries TEXT NOT NULL,
  at TEXT NOT NULL,
  ledger_seq INTEGER NOT NULL,
  withdrawn_seq INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX scan_keying_in_force ON scan_keying(row_id, username) WHERE withdrawn_seq = 0;
CREATE INDEX scan_keying_username ON scan_keying(username, at);
CREATE INDEX scan_keying_settles ON scan_keying(row_id) WHERE settles = 1 AND withdrawn_seq = 0;
CREATE INDEX scan_keying_waits ON scan_keying(row_id) WHERE settles = 0 AND withdrawn_seq = 0;

-- A keyed row was compared with a page of its scan: what a killed run has done already. problem: why the page could not be compared, as
-- the key of a message, or ''. fields: how many were compared. straightening: JSON, of which the boxes in scan_check speak.
CREATE TABLE scan_comparison(
  row_id INTEGER NOT NULL,
  sha256 TEXT NOT NULL REFERENCES scan(sha256),
  page INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('read', 'blank', 'unrecognised', 'failed')),
  problem TEXT NOT NULL,
  fields INTEGER NOT NULL,
  straightening TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (row_id, sha256, page)
) STRICT, WITHOUT ROWID;

-- A keyed row that came with its scan, where the two differ. Nothing in the registry changes by it: whoever finds the scan right
-- has the record corrected. box: where it stands on the page, JSON. state: open, keyed (the row is right) or scan (the scan is).
CREATE TABLE scan_check(
  row_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  keyed TEXT NOT NULL,
  read TEXT NOT NULL,
  confidence REAL NOT NULL,
  sha256 TEXT NOT NULL,
  page INTEGER NOT NULL,
  box TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'keyed', 'scan')),
  decided_by TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  ledger_seq INTEGER NOT NULL,
  PRIMARY KEY (row_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX scan_check_open ON scan_check(row_id) WHERE state = 'open';
CREATE INDEX scan_check_decided ON scan_check(decided_by, decided_at) WHERE state <> 'open';
`;
