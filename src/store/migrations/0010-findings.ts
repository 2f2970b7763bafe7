/** Version 10: what `detect` finds: pairs that are one registration, and anomalies. */
export const MIGRATION_10 = `
-- One run of a detection. options: JSON object. ended_at is empty while it runs or when it was killed.
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

-- The registrations a finding speaks of, and the office of each: who works in its area sees the finding.
CREATE TABLE finding_record(
  finding_id INTEGER NOT NULL REFERENCES finding(id),
  registration_id INTEGER NOT NULL,
  dept_code TEXT NOT NULL,
  PRIMARY KEY (finding_id, registration_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_record_registration ON finding_record(registration_id);

-- What was decided about a finding, and when it was taken back; the newest row is in force.
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
  ledger_seq INTEGER NOT NULL
) STRICT;
CREATE INDEX finding_decision_finding ON finding_decision(finding_id);
`;
