import { authenticate } from '../access/accounts/authenticate.js';
import { changePassword } from '../access/accounts/change-password.js';
import { translate } from '../i18n/translate.js';
import { withHome } from './home.js';
import { chosenPassword, presentPassword } from './passwords.js';
import type { Invocation } from './services.js';

/** `mreg passwd [--password-file FILE] [--new-password-file FILE]` */
export async function runPasswd(invocation: Invocation): Promise<void> {
  const { services } = invocation;
  await withHome(services, { readonly: false }, async ({ registry, config, principal, session }) => {
    const now = services.clock.now();
    const { username } = principal;
    const attempt = { username, password: await presentPassword(invocation), command: services.command.path };
    // Whoever finds a terminal unattended must not be able to take the account over.
    const account = await authenticate(registry, attempt, config.access, now, () => {});
    const password = await chosenPassword(invocation, 'new-password-file');
    const ended = await changePassword(registry, { account, password, keptSession: session?.token_sha256 }, config.access, now);
    const document = { username, ended_sessions: ended };
    services.reporter.result(document, () => [translate(services.lang, 'passwd.done', document)]);
  });
}
