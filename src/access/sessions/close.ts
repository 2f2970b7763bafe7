import { actorOf, type Principal } from '../../domain/account.js';
import { appendEntry } from '../../ledger/append.js';
import type { Sqlite } from '../../store/open.js';
import { SessionRepository } from '../../store/session-repository.js';
import { sessionName } from './sessions.js';

/**
 * Ends what a person opened: the one session by the hash of its token, or all of the account.
 * @returns how many ended
 */
export function closeSessions(database: Sqlite, who: Principal, tokenSha256: string | undefined, all: boolean, at: string): number {
  const sessions = new SessionRepository(database);
  const { username } = who;
  const close = database.transaction(() => {
    const open = sessions.openOf(username).filter((session) => all || session.token_sha256 === tokenSha256);
    for (const session of open) sessions.end(session.token_sha256, at, 'logout');
    const names = open.map((session) => sessionName(session.token_sha256));
    appendEntry(database, { at, actor: actorOf(who), kind: 'session.logout', body: { username, sessions: names } });
    return open.length;
  });
  return close.immediate();
}
