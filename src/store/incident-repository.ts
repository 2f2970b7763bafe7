import type { Sqlite } from './open.js';

export interface Incident {
  readonly id: number;
  readonly kind: 'account-theft';
  readonly username: string;
  /** Six digits: where it happened. */
  readonly region: string;
  readonly what: string;
  /** Region codes of the bureaus it is addressed to. */
  readonly addressees: readonly string[];
  readonly state: 'open' | 'closed';
  readonly reported_at: string;
  readonly reported_by: string;
  readonly closed_at: string | null;
  readonly closed_by: string | null;
  /** How it was settled. */
  readonly outcome: string | null;
  /** The ledger entry of the report. */
  readonly ledger_seq: number;
}

export type NewIncident = Pick<
  Incident,
  'kind' | 'username' | 'region' | 'what' | 'addressees' | 'reported_at' | 'reported_by' | 'ledger_seq'
>;

type StoredIncident = Omit<Incident, 'addressees'> & { readonly addressees: string };

/** Incidents that were reported. Writing methods belong inside the caller's transaction. */
export class IncidentRepository {
  private readonly database: Sqlite;

  constructor(database: Sqlite) {
    this.database = database;
  }

  /** @param prefix what the regions begin with; '' for all. */
  list(prefix: string): readonly Incident[] {
    const select = this.database.prepare<[string, string], StoredIncident>(
      'SELECT * FROM incident WHERE substr(region, 1, length(?)) = ? ORDER BY id',
    );
    return select.all(prefix, prefix).map((row) => ({ ...row, addressees: JSON.parse(row.addressees) as readonly string[] }));
  }

  add(incident: NewIncident): number {
    const insert = this.database.prepare(
      `INSERT INTO incident(kind, username, region, what, addressees, state, reported_at, reported_by, ledger_seq)
       VALUES (@kind, @username, @region, @what, @addressees, 'open', @reported_at, @reported_by, @ledger_seq)`,
    );
    return Number(insert.run({ ...incident, addressees: JSON.stringify(incident.addressees) }).lastInsertRowid);
  }

  /** Settles what is open about an account. @returns how many incidents were open. */
  closeAllOf(username: string, by: { readonly at: string; readonly actor: string }, outcome: string): number {
    return this.database
      .prepare("UPDATE incident SET state = 'closed', closed_at = ?, closed_by = ?, outcome = ? WHERE username = ? AND state = 'open'")
      .run(by.at, by.actor, outcome, username).changes;
  }
}
