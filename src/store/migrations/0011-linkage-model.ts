/** Version 11: the estimated models of record linkage; a finding names the one that scored it. */
export const MIGRATION_11 = `
-- model: JSON (docs/linkage.md). basis: what it was estimated from. The newest that is not retired is in use.
CREATE TABLE linkage_model(
  version INTEGER PRIMARY KEY,
  model TEXT NOT NULL,
  basis TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  ledger_seq INTEGER NOT NULL
) STRICT;
`;
