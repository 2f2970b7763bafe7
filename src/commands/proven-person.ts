import { proveSession, touchSession } from '../access/sessions/sessions.js';
import { principalOf } from '../access/accounts/principal.js';
import { readSessionToken, sessionPath } from '../access/sessions/session-file.js';
import { actorOf } from '../domain/account.js';
import { MregError } from '../domain/error.js';
import { holds, PERMISSIONS, type Access } from '../domain/permission.js';
import { appendEntry } from '../ledger/append.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import type { Account } from '../store/account-repository.js';
import { writeBriefly, type Registry } from '../store/open.js';
import type { Session } from '../store/session-repository.js';
import type { HomeAccess, OpenedHome } from './home.js';
import { readPasswordFile } from './passwords.js';
import type { Services } from './services.js';

/** Who acts: proven by a session, or for this command alone by a password. */
export interface ProvenPerson {
  readonly account: Account;
  readonly session?: Session;
}

/**
 * Who runs this command, held to what the command needs.
 * @throws MregError `not-permitted` when nobody is proven or the person may not; what a known person is refused is in the ledger
 */
export async function provePerson(services: Services, home: OpenedHome, { dryRun = false }: HomeAccess): Promise<ProvenPerson> {
  const person = await identify(services, home);
  const now = services.clock.now();
  if (person.session !== undefined && !dryRun) touchSession(home.registry, person.session, now);
  holdToPermission(home.registry, person.account, services);
  return person;
}

/** @throws MregError `not-permitted` when an account may not run this command; the refusal is in the ledger */
export function holdToPermission(registry: Registry, account: Account, services: Services): void {
  const refusal = refusalOf(account, services.command);
  if (refusal !== undefined) throw recordRefusal(registry, account, services, refusal);
}

/** A password named by the environment goes before the session file: it is what a cron job says of itself. */
function identify(services: Services, home: OpenedHome): Promise<ProvenPerson> | ProvenPerson {
  const { MREG_USER: username = '', MREG_PASSWORD_FILE: passwordPath = '' } = services.environment.variables;
  if (username !== '' && passwordPath !== '') return identifyByPassword(services, home, username, passwordPath);
  const token = readSessionToken(sessionPathOf(services, home.path), services.environment.platform);
  if (token === undefined) throw new MregError('not-permitted', 'access.no-session');
  return proveSession(home.registry, token, home.config.access.session, services.clock.now());
}

/** Loaded only here, because few commands pay for the password library. */
async function identifyByPassword(
  services: Services,
  { registry, config }: OpenedHome,
  username: string,
  path: string,
): Promise<ProvenPerson> {
  const { authenticate, recordCommandLogin } = await import('../access/accounts/authenticate.js');
  const command = services.command.path;
  const now = services.clock.now();
  const attempt = { username, password: readPasswordFile(path, services), command };
  const account = await authenticate(registry, attempt, config.access, now, (proven) =>
    recordCommandLogin(registry.database, proven, command, now),
  );
  return { account };
}

export function sessionPathOf({ environment }: Services, homePath: string): string {
  return sessionPath(homePath, environment.variables['MREG_SESSION']);
}

interface Refusal {
  readonly key: string;
  readonly reason: string;
  readonly holders: string;
}

/** What an account may do whose first password is still the one it was given (Art. 19). */
const BEFORE_FIRST_CHANGE: ReadonlySet<string> = new Set(['passwd', 'logout', 'whoami']);

function refusalOf(account: Account, { path, access }: Services['command']): Refusal | undefined {
  if (account.must_change_password && !BEFORE_FIRST_CHANGE.has(path)) {
    return { key: 'access.must-change-password', reason: 'must-change-password', holders: '' };
  }
  if (access === 'open' || access === 'session' || holds(principalOf(account), access)) return undefined;
  return { key: 'access.not-allowed', reason: access, holders: holdersOf(access) };
}

function holdersOf(permission: Exclude<Access, 'open' | 'session'>): string {
  const { roles, designations } = PERMISSIONS[permission];
  return [...roles, ...designations].join(' ');
}

function recordRefusal(registry: Registry, account: Account, { command, clock }: Services, refusal: Refusal): MregError {
  const body = { username: account.username, command: command.path, permission: refusal.reason };
  const at = shanghaiTime(clock.now());
  writeBriefly(registry, () => appendEntry(registry.database, { at, actor: actorOf(account), kind: 'access.refuse', body }));
  const values = { username: account.username, command: `mreg ${command.path}`, holders: refusal.holders };
  return new MregError('not-permitted', refusal.key, values);
}
