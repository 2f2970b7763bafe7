import type { Sqlite } from './open.js';

export interface Session {
  /** Hex. */
  readonly token_sha256: string;
  readonly username: string;
  readonly opened_at: string;
  readonly last_used_at: string;
  readonly ended_at: string | null;
  /** `logout`, `idle`, `password-changed` … */
  readonly end_reason: string | null;
}

/** Sessions by the hash of their token. Writing methods belong inside the caller's transaction. */
export class SessionRepository {
  private readonly database: Sqlite;

  constructor(database: Sqlite) {
    this.database = database;
  }

  find(tokenSha256: string): Session | undefined {
    return this.database.prepare<[string], Session>('SELECT * FROM session WHERE token_sha256 = ?').get(tokenSha256);
  }

  /** Those of an account that nobody ended; time may have. */
  openOf(username: string): readonly Session[] {
    return this.database
      .prepare<[string], Session>('SELECT * FROM session WHERE username = ? AND ended_at IS NULL ORDER BY opened_at')
      .all(username);
  }

  insert(session: Pick<Session, 'token_sha256' | 'username' | 'opened_at'>): void {
    this.database
      .prepare(
        'INSERT INTO session(token_sha256, username, opened_at, last_used_at) VALUES (@token_sha256, @username, @opened_at, @opened_at)',
      )
      .run(session);
  }

  touch(tokenSha256: string, at: string): void {
    this.database.prepare('UPDATE session SET last_used_at = ? WHERE token_sha256 = ? AND last_used_at < ?').run(at, tokenSha256, at);
  }

  end(tokenSha256: string, at: string, reason: string): void {
    this.database
      .prepare('UPDATE session SET ended_at = ?, end_reason = ? WHERE token_sha256 = ? AND ended_at IS NULL')
      .run(at, reason, tokenSha256);
  }

  /** Ends an account's sessions, except one. @returns how many were open */
  endAllOf(username: string, at: string, reason: string, exceptTokenSha256 = ''): number {
    return this.database
      .prepare('UPDATE session SET ended_at = ?, end_reason = ? WHERE username = ? AND ended_at IS NULL AND token_sha256 <> ?')
      .run(at, reason, username, exceptTokenSha256).changes;
  }
}
