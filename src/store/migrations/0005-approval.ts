/**
 * Approver keys and approval tokens. Both repeat what the ledger says, for finding it fast: `ledger_seq` names the entry
 * that vouches for a row, and a row without one is not believed. Tokens themselves are not kept, only digests of their
 * claims: whoever reads the registry cannot take one away. An offer is what was handed out for signing on another machine.
 */
export const MIGRATION_5 = `
CREATE TABLE approver_key(
  kid TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  public_key TEXT NOT NULL,
  created_at TEXT NOT NULL,
  registered_at TEXT NOT NULL,
  registered_by TEXT NOT NULL,
  retired_at TEXT,
  retired_by TEXT,
  retire_reason TEXT,
  ledger_seq INTEGER NOT NULL
) STRICT;

CREATE TABLE approval_token(
  jti TEXT PRIMARY KEY,
  request TEXT NOT NULL UNIQUE,
  kid TEXT NOT NULL REFERENCES approver_key(kid),
  applicant TEXT NOT NULL,
  officer TEXT NOT NULL,
  purpose TEXT NOT NULL,
  recipient TEXT NOT NULL,
  claims_sha256 TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  not_before TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  uses INTEGER NOT NULL,
  uses_left INTEGER NOT NULL CHECK (uses_left >= 0),
  revoked_at TEXT,
  revoked_by TEXT,
  revoke_reason TEXT,
  ledger_seq INTEGER NOT NULL
) STRICT;

CREATE TABLE approval_offer(
  request TEXT PRIMARY KEY,
  jti TEXT NOT NULL,
  approver TEXT NOT NULL,
  offered_at TEXT NOT NULL,
  claims_sha256 TEXT NOT NULL
) STRICT;

CREATE INDEX ledger_approval ON ledger_entry(seq) WHERE instr(body, '"kind":"token.') > 0 OR instr(body, '"kind":"key.') > 0;
CREATE INDEX ledger_time ON ledger_entry(substr(body, instr(body, '"at":"') + 6, 29));
`;
