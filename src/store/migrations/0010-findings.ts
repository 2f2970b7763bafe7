/** Version 10: what `detect` finds: pairs that are one registration, and anomalies. */
export const MIGRATION_10 = `
-- One run of a detection, written when it is done. options: JSON object.
CREATE TABLE detection_run(
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('duplicate', 'anomaly')),
  -- A run over everything, or over what is new only: a full one says of what it no longer finds that it is gone.
  is_full INTEGER NOT NULL CHECK (is_full IN (0, 1)),
  options TEXT NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  found INTEGER NOT NULL,
  added INTEGER NOT NULL,
  ledger_seq INTEGER NOT NULL
) STRICT;

-- subject makes a finding the same from run to run: the two ids of a pair, or what an anomaly speaks of. group_id joins pairs of one
-- cluster: the smallest id in it. evidence: JSON, as its kind has it (docs/findings.md). run_id: the last run that found it.
CREATE TABLE finding(
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('duplicate', 'anomaly')),
  code TEXT NOT NULL,
  subject TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'hint')),
  state TEXT NOT NULL CHECK (state IN ('open', 'confirmed', 'dismissed', 'merged', 'reported')),
  score REAL NOT NULL,
  group_id INTEGER NOT NULL,
  evidence TEXT NOT NULL,
  first_run_id INTEGER NOT NULL,
  run_id INTEGER NOT NULL,
  UNIQUE (kind, code, subject)
) STRICT;
CREATE INDEX finding_state ON finding(kind, state, score);
CREATE INDEX finding_group ON finding(group_id) WHERE group_id <> 0;

-- The registrations a finding speaks of, those that matter first, and the office of each: who works in its area sees the finding.
CREATE TABLE finding_record(
  finding_id INTEGER NOT NULL REFERENCES finding(id),
  registration_id INTEGER NOT NULL,
  place INTEGER NOT NULL,
  dept_code TEXT NOT NULL,
  PRIMARY KEY (finding_id, registration_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_record_registration ON finding_record(registration_id);
CREATE INDEX finding_record_dept ON finding_record(dept_code, finding_id);

-- What was decided about a finding, and when it was taken back; the newest row is in force. severity, score and records (their
-- number) are what the decider had before him: a dismissed finding that has become stronger since is known by them.
CREATE TABLE finding_decision(
  id INTEGER PRIMARY KEY,
  finding_id INTEGER NOT NULL REFERENCES finding(id),
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  -- How it was decided: at the command line, or in the review page.
  way TEXT NOT NULL CHECK (way IN ('command', 'review')),
  severity TEXT NOT NULL,
  score REAL NOT NULL,
  records INTEGER NOT NULL,
  ledger_seq INTEGER NOT NULL
) STRICT;
CREATE INDEX finding_decision_finding ON finding_decision(finding_id);

-- A registration that stands for another one since a merge. exchanged: the man of one is in the columns of the woman of the other.
-- undone_seq: the ledger entry that took it back, 0 while it is in force.
CREATE TABLE registration_merge(
  id INTEGER PRIMARY KEY,
  finding_id INTEGER NOT NULL REFERENCES finding(id),
  survivor_id INTEGER NOT NULL,
  superseded_id INTEGER NOT NULL,
  exchanged INTEGER NOT NULL CHECK (exchanged IN (0, 1)),
  ledger_seq INTEGER NOT NULL,
  undone_seq INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX registration_merge_superseded ON registration_merge(superseded_id) WHERE undone_seq = 0;
CREATE INDEX registration_merge_survivor ON registration_merge(survivor_id) WHERE undone_seq = 0;
CREATE INDEX registration_merge_row ON registration_merge(superseded_id);
CREATE INDEX registration_merge_ledger ON registration_merge(ledger_seq);

-- A notice to the bureau above and the province (Art. 36). addressees: JSON array of region codes. files: JSON array of name and SHA-256.
CREATE TABLE finding_notice(
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  region TEXT NOT NULL,
  addressees TEXT NOT NULL,
  files TEXT NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  ledger_seq INTEGER NOT NULL
) STRICT;
CREATE TABLE finding_notice_item(
  notice_id INTEGER NOT NULL REFERENCES finding_notice(id),
  finding_id INTEGER NOT NULL REFERENCES finding(id),
  PRIMARY KEY (notice_id, finding_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_notice_item_finding ON finding_notice_item(finding_id);
`;
