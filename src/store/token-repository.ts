import type { StoredEntry } from './ledger-repository.js';
import type { Sqlite } from './open.js';

export interface TokenRow {
  /** 32 lower-case hex digits. */
  readonly jti: string;
  /** Number of the approved request; one approval, one token. */
  readonly request: string;
  readonly kid: string;
  /** Usernames of who asked and of who may use it. */
  readonly applicant: string;
  readonly officer: string;
  readonly purpose: string;
  readonly recipient: string;
  /** SHA-256 of the token's payload, hex. */
  readonly claims_sha256: string;
  readonly issued_at: string;
  readonly not_before: string;
  readonly expires_at: string;
  readonly uses: number;
  readonly uses_left: number;
  readonly revoked_at: string | null;
  readonly revoked_by: string | null;
  readonly revoke_reason: string | null;
  /** The `token.issue` entry that vouches for this row. */
  readonly ledger_seq: number;
}

export type NewToken = Omit<TokenRow, 'uses_left' | 'revoked_at' | 'revoked_by' | 'revoke_reason'>;

/** What was handed out for signing elsewhere; the last one of a request counts. */
export interface OfferRow {
  readonly request: string;
  readonly jti: string;
  /** Username. */
  readonly approver: string;
  readonly offered_at: string;
  readonly claims_sha256: string;
}

/** Issued tokens and offers, and what the ledger says of them. Writing methods belong inside the caller's transaction. */
export class TokenRepository {
  private readonly database: Sqlite;

  constructor(database: Sqlite) {
    this.database = database;
  }

  list(): TokenRow[] {
    return this.database.prepare<[], TokenRow>('SELECT * FROM approval_token ORDER BY ledger_seq').all();
  }

  find(jti: string): TokenRow | undefined {
    return this.database.prepare<[string], TokenRow>('SELECT * FROM approval_token WHERE jti = ?').get(jti);
  }

  /** Tokens whose id begins like this; more than one means that the beginning is too short. */
  beginning(start: string): TokenRow[] {
    return this.database.prepare<[string], TokenRow>("SELECT * FROM approval_token WHERE jti GLOB ? || '*'").all(start);
  }

  add(token: NewToken): void {
    this.database
      .prepare(
        `INSERT INTO approval_token(jti, request, kid, applicant, officer, purpose, recipient, claims_sha256, issued_at, not_before, expires_at,
           uses, uses_left, ledger_seq)
         VALUES (@jti, @request, @kid, @applicant, @officer, @purpose, @recipient, @claims_sha256, @issued_at, @not_before, @expires_at,
           @uses, @uses, @ledger_seq)`,
      )
      .run(token);
  }

  takeUse(jti: string): void {
    this.database.prepare('UPDATE approval_token SET uses_left = uses_left - 1 WHERE jti = ?').run(jti);
  }

  revoke(jti: string, by: { readonly at: string; readonly actor: string; readonly reason: string }): void {
    this.database
      .prepare('UPDATE approval_token SET revoked_at = @at, revoked_by = @actor, revoke_reason = @reason WHERE jti = @jti')
      .run({ jti, at: by.at, actor: by.actor, reason: by.reason });
  }

  offer(request: string): OfferRow | undefined {
    return this.database.prepare<[string], OfferRow>('SELECT * FROM approval_offer WHERE request = ?').get(request);
  }

  putOffer(offer: OfferRow): void {
    this.database
      .prepare(
        `INSERT OR REPLACE INTO approval_offer(request, jti, approver, offered_at, claims_sha256)
         VALUES (@request, @jti, @approver, @offered_at, @claims_sha256)`,
      )
      .run(offer);
  }

  removeOffer(request: string): void {
    this.database.prepare('DELETE FROM approval_offer WHERE request = ?').run(request);
  }

  /** Entries on keys and tokens from `since` on whose text holds this id, in order; the index `ledger_approval` finds them. */
  entriesNaming(id: string, since: number): readonly StoredEntry[] {
    return this.database
      .prepare<[number, string], StoredEntry>(
        `SELECT seq, CAST(body AS BLOB) AS body, CAST(hash AS BLOB) AS hash FROM ledger_entry
         WHERE (instr(body, '"kind":"token.') > 0 OR instr(body, '"kind":"key.') > 0) AND seq >= ? AND instr(body, ?) > 0 ORDER BY seq`,
      )
      .all(since, id);
  }

  /** The latest time, as stored, of any entry from `since` on: the index `ledger_time` finds it, whatever order the clock made. */
  latestTimeSince(since: number): string | undefined {
    return this.database
      .prepare<[number], string>(
        `SELECT substr(body, instr(body, '"at":"') + 6, 29) FROM ledger_entry WHERE +seq >= ?
         ORDER BY substr(body, instr(body, '"at":"') + 6, 29) DESC LIMIT 1`,
      )
      .pluck()
      .get(since);
  }
}
