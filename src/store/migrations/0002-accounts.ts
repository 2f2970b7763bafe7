/** Version 2: accounts of real persons, the hashes of their passwords, and their sessions. */
export const MIGRATION_2 = `
-- Closed accounts stay, so that a username never names another person (Art. 17). holder_key is a keyed hash of the
-- holder's document number, whose plain text is stored nowhere; NULL when the number was not given.
CREATE TABLE account(
  username TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  designations TEXT NOT NULL,
  region TEXT NOT NULL,
  office TEXT,
  state TEXT NOT NULL CHECK (state IN ('active', 'frozen', 'closed')),
  holder_key TEXT,
  holder_masked TEXT,
  certificate_number TEXT,
  certificate_issuer TEXT,
  certificate_issued_on TEXT,
  departed_on TEXT,
  opened_at TEXT NOT NULL,
  closed_at TEXT,
  password_hash TEXT,
  password_changed_at TEXT,
  must_change_password INTEGER NOT NULL CHECK (must_change_password IN (0, 1)),
  failed_attempts INTEGER NOT NULL DEFAULT 0,
  locked_until TEXT,
  last_login_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX account_holder ON account(holder_key) WHERE holder_key IS NOT NULL;
CREATE INDEX account_name ON account(name);

-- Every hash an account ever had, the present one included: what may not be chosen again.
CREATE TABLE password_history(
  id INTEGER PRIMARY KEY,
  username TEXT NOT NULL REFERENCES account(username),
  hash TEXT NOT NULL,
  set_at TEXT NOT NULL
) STRICT;
CREATE INDEX password_history_username ON password_history(username, id);

-- token_sha256 is the hash of what the session file holds: whoever reads the registry cannot act for anybody.
CREATE TABLE session(
  token_sha256 TEXT PRIMARY KEY,
  username TEXT NOT NULL REFERENCES account(username),
  opened_at TEXT NOT NULL,
  last_used_at TEXT NOT NULL,
  ended_at TEXT,
  end_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX session_open ON session(username) WHERE ended_at IS NULL;
`;
