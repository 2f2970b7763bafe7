/** Version 9: the signature over the end of the ledger, the index of certificates, the record certificates that were issued. */
export const MIGRATION_9 = `
-- One row, renewed with each entry in its transaction: a signed note over all entries (docs/ledger.md).
CREATE TABLE ledger_end(id INTEGER PRIMARY KEY CHECK (id = 1), note TEXT NOT NULL) STRICT;

-- Registrations by certificate number. Brought up to date when a certificate is looked up, so that a load does not pay for it;
-- a row may be older than its registration, so whatever is found is compared with the registration itself.
CREATE TABLE registration_certificate(cert_no TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (cert_no, id)) STRICT, WITHOUT ROWID;
CREATE TABLE registration_certificate_end(id INTEGER PRIMARY KEY CHECK (id = 1), last_id INTEGER NOT NULL) STRICT;
INSERT INTO registration_certificate_end VALUES (1, 0);

-- Certificates on the registry's records that were handed out. The person is named by a keyed hash only.
CREATE TABLE record_certificate(
  serial TEXT PRIMARY KEY,
  day TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('record', 'no-record')),
  used_for TEXT NOT NULL,
  person TEXT NOT NULL,
  registrations INTEGER NOT NULL,
  issued_by TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  ledger_seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX record_certificate_day ON record_certificate(day);
`;
