/** Version 15: acceptance of a batch by a sample of its records. */
export const MIGRATION_15 = `
-- A drawing: what was to be shown of which records, and by which seed the sample came about. Shares in millionths. population_digest: SHA-256
-- over the ids of the population. state: open until the last record is checked; then accepted or refused, for good.
CREATE TABLE acceptance(
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES batch(id),
  population INTEGER NOT NULL,
  population_digest TEXT NOT NULL,
  max_failing_ppm INTEGER NOT NULL,
  confidence_ppm INTEGER NOT NULL,
  allowed INTEGER NOT NULL,
  sample INTEGER NOT NULL,
  seed TEXT NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'refused')),
  drawn_at TEXT NOT NULL,
  drawn_by TEXT NOT NULL,
  drawn_seq INTEGER NOT NULL,
  ended_at TEXT NOT NULL,
  ended_seq INTEGER NOT NULL
) STRICT;
CREATE INDEX acceptance_batch ON acceptance(batch_id);
CREATE UNIQUE INDEX acceptance_open ON acceptance(batch_id) WHERE state = 'open';

-- A record of a sample. content_sha256: of its values when it was drawn, so that a record put right afterwards is noticed. outcome: '' until
-- somebody looked. wrong: JSON list of field keys.
CREATE TABLE acceptance_item(
  id INTEGER PRIMARY KEY,
  acceptance_id INTEGER NOT NULL REFERENCES acceptance(id),
  ordinal INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  content_sha256 TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('', 'right', 'wrong')),
  wrong TEXT NOT NULL,
  username TEXT NOT NULL,
  actor TEXT NOT NULL,
  checked_at TEXT NOT NULL,
  ledger_seq INTEGER NOT NULL,
  UNIQUE (acceptance_id, ordinal)
) STRICT;
CREATE INDEX acceptance_item_username ON acceptance_item(username, checked_at) WHERE username <> '';
`;
