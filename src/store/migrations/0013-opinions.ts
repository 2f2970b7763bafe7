/** Version 13: what reviewers chose in the review page. */
export const MIGRATION_13 = `
-- A reviewer's choice about a finding. It decides the finding at once, or together with that of a second person, who does not see it
-- (two_persons = 1), or never (unsure). ledger_seq: the entry of the choice, that of the decision when it decided.
-- withdrawn_seq: the entry that took it back, or that of the choice that took its place; 0 while it is in force.
CREATE TABLE review_opinion(
  id INTEGER PRIMARY KEY,
  finding_id INTEGER NOT NULL REFERENCES finding(id),
  username TEXT NOT NULL,
  choice TEXT NOT NULL CHECK (choice IN ('same', 'different', 'unsure')),
  two_persons INTEGER NOT NULL CHECK (two_persons IN (0, 1)),
  reason TEXT NOT NULL,
  at TEXT NOT NULL,
  ledger_seq INTEGER NOT NULL,
  withdrawn_seq INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX review_opinion_in_force ON review_opinion(finding_id, username) WHERE withdrawn_seq = 0;
CREATE INDEX review_opinion_username ON review_opinion(username, at);
`;
