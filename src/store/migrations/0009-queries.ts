/** Version 9: the signature over the end of the ledger. */
export const MIGRATION_9 = `
-- One row, renewed with each entry in its transaction: a signed note over all entries (docs/ledger.md).
CREATE TABLE ledger_end(id INTEGER PRIMARY KEY CHECK (id = 1), note TEXT NOT NULL) STRICT;
`;
