import type { AccountRole, Designation } from '../domain/account.js';
import type { Sqlite } from './open.js';

export const ACCOUNT_STATES = ['active', 'frozen', 'closed'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** What an account may do and where. */
export interface AccountPermission {
  readonly role: AccountRole;
  readonly designations: readonly Designation[];
  /** Six digits. */
  readonly region: string;
  /** Office code of a registrar. */
  readonly office: string | null;
}

/** The training certificate of Article 20. */
export interface StoredCertificate {
  readonly certificate_number: string | null;
  /** Region code of the prefecture whose bureau issued it. */
  readonly certificate_issuer: string | null;
  /** `YYYY-MM-DD` */
  readonly certificate_issued_on: string | null;
}

export interface Account extends AccountPermission, StoredCertificate {
  readonly username: string;
  readonly name: string;
  readonly state: AccountState;
  /** Keyed hash of the holder's document number, and the number as it may be shown. */
  readonly holder_key: string | null;
  readonly holder_masked: string | null;
  /** Day the holder's leaving was approved, `YYYY-MM-DD` (Art. 21). */
  readonly departed_on: string | null;
  readonly opened_at: string;
  readonly closed_at: string | null;
  /** PHC string of argon2id; absent until a first password is handed out. */
  readonly password_hash: string | null;
  readonly password_changed_at: string | null;
  readonly must_change_password: boolean;
  readonly failed_attempts: number;
  readonly locked_until: string | null;
  readonly last_login_at: string | null;
}

export type NewAccount = Omit<
  Account,
  'state' | 'closed_at' | 'departed_on' | 'password_changed_at' | 'failed_attempts' | 'locked_until' | 'last_login_at'
>;

interface StoredAccount extends Omit<Account, 'designations' | 'must_change_password'> {
  readonly designations: string;
  readonly must_change_password: number;
}

function accountOf(row: StoredAccount): Account {
  return {
    ...row,
    designations: JSON.parse(row.designations) as readonly Designation[],
    must_change_password: row.must_change_password === 1,
  };
}

/** Accounts and their passwords. Writing methods belong inside the caller's transaction. */
export class AccountRepository {
  private readonly database: Sqlite;

  constructor(database: Sqlite) {
    this.database = database;
  }

  find(username: string): Account | undefined {
    const row = this.database.prepare<[string], StoredAccount>('SELECT * FROM account WHERE username = ?').get(username);
    return row === undefined ? undefined : accountOf(row);
  }

  /** All of them, closed ones too, in order of username. */
  list(): readonly Account[] {
    return this.database.prepare<[], StoredAccount>('SELECT * FROM account ORDER BY username').all().map(accountOf);
  }

  count(): number {
    return this.database.prepare<[], number>('SELECT count(*) FROM account').pluck().get() ?? 0;
  }

  /** Accounts not closed whose holder has this keyed number. */
  heldBy(holderKey: string): readonly Account[] {
    const select = this.database.prepare<[string], StoredAccount>("SELECT * FROM account WHERE holder_key = ? AND state <> 'closed'");
    return select.all(holderKey).map(accountOf);
  }

  /** Accounts not closed whose holder has this name. */
  named(name: string): readonly Account[] {
    const select = this.database.prepare<[string], StoredAccount>("SELECT * FROM account WHERE name = ? AND state <> 'closed'");
    return select.all(name).map(accountOf);
  }

  insert(account: NewAccount): void {
    this.database
      .prepare(
        `INSERT INTO account(username, name, role, designations, region, office, state, holder_key, holder_masked, certificate_number,
           certificate_issuer, certificate_issued_on, opened_at, must_change_password)
         VALUES (@username, @name, @role, @designations, @region, @office, 'active', @holder_key, @holder_masked, @certificate_number,
           @certificate_issuer, @certificate_issued_on, @opened_at, @must_change_password)`,
      )
      .run({
        ...account,
        designations: JSON.stringify(account.designations),
        must_change_password: account.must_change_password ? 1 : 0,
      });
    if (account.password_hash !== null) this.setPassword(account.username, account.password_hash, account.opened_at);
  }

  setPermission(username: string, { role, designations, region, office }: AccountPermission): void {
    this.database
      .prepare('UPDATE account SET role = ?, designations = ?, region = ?, office = ? WHERE username = ?')
      .run(role, JSON.stringify(designations), region, office, username);
  }

  setDeparture(username: string, departedOn: string): void {
    this.database.prepare('UPDATE account SET departed_on = ? WHERE username = ?').run(departedOn, username);
  }

  setCertificate(username: string, certificate: StoredCertificate): void {
    this.database
      .prepare(
        `UPDATE account SET certificate_number = @certificate_number, certificate_issuer = @certificate_issuer,
           certificate_issued_on = @certificate_issued_on WHERE username = @username`,
      )
      .run({ ...certificate, username });
  }

  setState(username: string, state: Exclude<AccountState, 'closed'>): void {
    this.database.prepare('UPDATE account SET state = ? WHERE username = ?').run(state, username);
  }

  close(username: string, at: string): void {
    this.database.prepare("UPDATE account SET state = 'closed', closed_at = ? WHERE username = ?").run(at, username);
  }

  /** A password newly chosen or handed out; earlier failures no longer count. */
  setPassword(username: string, hash: string, at: string): void {
    this.database
      .prepare('UPDATE account SET password_hash = ?, password_changed_at = ?, failed_attempts = 0, locked_until = NULL WHERE username = ?')
      .run(hash, at, username);
    this.database.prepare('INSERT INTO password_history(username, hash, set_at) VALUES (?, ?, ?)').run(username, hash, at);
  }

  setMustChangePassword(username: string, mustChange: boolean): void {
    this.database.prepare('UPDATE account SET must_change_password = ? WHERE username = ?').run(mustChange ? 1 : 0, username);
  }

  /** The same password at another cost: no change to its holder. */
  replaceHash(username: string, old: string, hash: string): void {
    this.database.prepare('UPDATE account SET password_hash = ? WHERE username = ? AND password_hash = ?').run(hash, username, old);
    this.database.prepare('UPDATE password_history SET hash = ? WHERE username = ? AND hash = ?').run(hash, username, old);
  }

  recordFailure(username: string, failedAttempts: number, lockedUntil: string | null): void {
    this.database
      .prepare('UPDATE account SET failed_attempts = ?, locked_until = ? WHERE username = ?')
      .run(failedAttempts, lockedUntil, username);
  }

  recordLogin(username: string, at: string): void {
    this.database
      .prepare('UPDATE account SET failed_attempts = 0, locked_until = NULL, last_login_at = ? WHERE username = ?')
      .run(at, username);
  }

  /** Hashes of the last passwords, the newest first. */
  passwordHistory(username: string, limit: number): readonly string[] {
    return this.database
      .prepare<[string, number], string>('SELECT hash FROM password_history WHERE username = ? ORDER BY id DESC LIMIT ?')
      .pluck()
      .all(username, limit);
  }
}
