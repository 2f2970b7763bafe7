import { principalOf } from '../access/accounts/principal.js';
import { authenticate } from '../access/accounts/authenticate.js';
import { closeSessions } from '../access/sessions/close.js';
import { drawSessionToken, readSessionToken, removeSessionFile, tokenHash, writeSessionToken } from '../access/sessions/session-file.js';
import { openSession } from '../access/sessions/sessions.js';
import { actorOf } from '../domain/account.js';
import { translate } from '../i18n/translate.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { SessionRepository } from '../store/session-repository.js';
import { withHome, withOpenHome, type OpenedHome } from './home.js';
import { switchOption } from './options.js';
import { presentPassword } from './passwords.js';
import { personDocument, personLines } from './person-speech.js';
import { sessionPathOf } from './proven-person.js';
import type { Invocation } from './services.js';

/** `mreg login USERNAME [--password-file FILE]` */
export async function runLogin(invocation: Invocation): Promise<void> {
  const { args, services } = invocation;
  await withOpenHome(services, { readonly: false }, async (home) => {
    const password = await presentPassword(invocation);
    const token = drawSessionToken(services.random);
    const now = services.clock.now();
    const attempt = { username: args[0] ?? '', password, command: services.command.path };
    const path = sessionPathOf(services, home.path);
    const replaced = readSessionToken(path, services.environment.platform);
    const account = await authenticate(home.registry, attempt, home.config.access, now, ({ username, name }) => {
      const by = { at: shanghaiTime(now), actor: actorOf({ username, name }) };
      if (replaced !== undefined) new SessionRepository(home.registry.database).end(tokenHash(replaced), by.at, 'replaced');
      openSession(home.registry.database, username, token, 'password', by);
    });
    writeSessionToken(path, token);
    const session = sessionOf(home, token);
    const document = personDocument({ principal: principalOf(account), account, session }, home.config.access.session);
    services.reporter.result(document, () => [
      services.reporter.paint.green(translate(services.lang, 'login.done', { actor: actorOf(account) })),
      ...personLines(document, services),
    ]);
  });
}

function sessionOf({ registry }: OpenedHome, token: string) {
  return new SessionRepository(registry.database).find(tokenHash(token));
}

/** `mreg logout [--all]` */
export async function runLogout({ options, services }: Invocation): Promise<void> {
  const all = switchOption(options, 'all');
  await withHome(services, { readonly: false }, ({ path, registry, principal, session }) => {
    const ended = closeSessions(registry.database, principal, session?.token_sha256, all, shanghaiTime(services.clock.now()));
    if (session !== undefined) removeSessionFile(sessionPathOf(services, path));
    const document = { username: principal.username, sessions: ended };
    services.reporter.result(document, () => [translate(services.lang, 'logout.done', document)]);
  });
}

/** `mreg whoami` */
export async function runWhoami({ services }: Invocation): Promise<void> {
  await withHome(services, { readonly: true }, ({ config, principal, account, session }) => {
    const document = personDocument({ principal, account, session }, config.access.session);
    services.reporter.result(document, () => personLines(document, services));
  });
}
