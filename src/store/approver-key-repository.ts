import type { Sqlite } from './open.js';

export interface ApproverKeyRow {
  /** 32 lower-case hex digits, made of the public key. */
  readonly kid: string;
  /** Username of the approver it belongs to. */
  readonly account: string;
  /** The 32 bytes of RFC 8032 in base64url. */
  readonly public_key: string;
  readonly created_at: string;
  readonly registered_at: string;
  readonly registered_by: string;
  readonly retired_at: string | null;
  readonly retired_by: string | null;
  readonly retire_reason: string | null;
  /** The `key.register` entry that vouches for this row. */
  readonly ledger_seq: number;
}

export type NewApproverKey = Omit<ApproverKeyRow, 'retired_at' | 'retired_by' | 'retire_reason'>;

/** Public keys of approvers. Writing methods belong inside the caller's transaction. */
export class ApproverKeyRepository {
  private readonly database: Sqlite;

  constructor(database: Sqlite) {
    this.database = database;
  }

  list(): ApproverKeyRow[] {
    return this.database.prepare<[], ApproverKeyRow>('SELECT * FROM approver_key ORDER BY registered_at, kid').all();
  }

  find(kid: string): ApproverKeyRow | undefined {
    return this.database.prepare<[string], ApproverKeyRow>('SELECT * FROM approver_key WHERE kid = ?').get(kid);
  }

  /** Keys whose id begins like this; more than one means that the beginning is too short. */
  beginning(start: string): ApproverKeyRow[] {
    return this.database.prepare<[string], ApproverKeyRow>("SELECT * FROM approver_key WHERE kid GLOB ? || '*'").all(start);
  }

  add(key: NewApproverKey): void {
    this.database
      .prepare(
        `INSERT INTO approver_key(kid, account, public_key, created_at, registered_at, registered_by, ledger_seq)
         VALUES (@kid, @account, @public_key, @created_at, @registered_at, @registered_by, @ledger_seq)`,
      )
      .run(key);
  }

  retire(kid: string, by: { readonly at: string; readonly actor: string; readonly reason: string }): void {
    this.database
      .prepare('UPDATE approver_key SET retired_at = @at, retired_by = @actor, retire_reason = @reason WHERE kid = @kid')
      .run({ kid, at: by.at, actor: by.actor, reason: by.reason });
  }
}
