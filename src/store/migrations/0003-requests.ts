import { REQUEST_STATES } from '../../domain/request.js';

/** Version 3: requests with every version of their forms, what happened to them, and the scans that came with them. */
export const MIGRATION_3 = `
CREATE TABLE request(
  number TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  region TEXT NOT NULL,
  applicant TEXT NOT NULL,
  applicant_name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN (${REQUEST_STATES.map((state) => `'${state}'`).join(', ')})),
  version INTEGER NOT NULL,
  -- The levels that give their opinions, a JSON array, and how many of them have agreed.
  steps TEXT NOT NULL,
  step INTEGER NOT NULL,
  -- Who will carry an approved export out; '' for other kinds.
  executor TEXT NOT NULL,
  -- The day by which the awaited opinion is due, '' when none is; provisional when the holidays of its year are not known yet.
  due_on TEXT NOT NULL,
  due_provisional INTEGER NOT NULL,
  submitted_at TEXT NOT NULL,
  -- The number of the last event: two who decide at the same time cannot both have seen it.
  revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX request_state ON request(state, region);

CREATE TABLE request_version(
  request TEXT NOT NULL REFERENCES request(number),
  version INTEGER NOT NULL,
  form TEXT NOT NULL,
  form_sha256 TEXT NOT NULL,
  PRIMARY KEY (request, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE request_event(
  request TEXT NOT NULL REFERENCES request(number),
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  -- The level an opinion was given at, '' for what the applicant did.
  level TEXT NOT NULL,
  username TEXT NOT NULL,
  name TEXT NOT NULL,
  at TEXT NOT NULL,
  opinion TEXT NOT NULL,
  -- What carrying out did, a JSON object.
  facts TEXT NOT NULL,
  ledger_seq INTEGER NOT NULL,
  PRIMARY KEY (request, seq)
) STRICT, WITHOUT ROWID;

-- One file under attachments/, by its hash, however many requests it came with.
CREATE TABLE attachment(sha256 TEXT PRIMARY KEY, bytes INTEGER NOT NULL, type TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE request_attachment(
  request TEXT NOT NULL REFERENCES request(number),
  sha256 TEXT NOT NULL REFERENCES attachment(sha256),
  event_seq INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (request, sha256, event_seq)
) STRICT, WITHOUT ROWID;
`;
