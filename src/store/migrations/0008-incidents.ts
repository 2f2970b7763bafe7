/** Version 8: what was reported to the bureau above and to the province (Art. 22): a stolen account. */
export const MIGRATION_8 = `
-- region: where it happened. addressees: JSON array of the region codes it is addressed to. outcome: how it was settled.
CREATE TABLE incident(
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('account-theft')),
  username TEXT NOT NULL REFERENCES account(username),
  region TEXT NOT NULL,
  what TEXT NOT NULL,
  addressees TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
  reported_at TEXT NOT NULL,
  reported_by TEXT NOT NULL,
  closed_at TEXT,
  closed_by TEXT,
  outcome TEXT,
  ledger_seq INTEGER NOT NULL
) STRICT;
CREATE INDEX incident_username ON incident(username);
`;
