import { appointFirst, type Appointed } from '../access/accounts/appoint.js';
import { holderOf, readHolderKey, type Holder } from '../access/accounts/holder.js';
import { hashPassword } from '../access/passwords/hashing.js';
import { drawInitialPassword, writeInitialPassword } from '../access/passwords/initial-password.js';
import { readSecretFile } from '../access/secret-file.js';
import { MregError } from '../domain/error.js';
import { translate } from '../i18n/translate.js';
import { shanghaiTime } from '../lib/shanghai-time.js';
import { holderKeyPath } from './create-home.js';
import { withHome } from './home.js';
import { textOption } from './options.js';
import type { Invocation, Services } from './services.js';

/** `mreg user appoint --username U --name N --as DESIGNATION --initial-password FILE` */
export async function runUserAppoint({ options, services }: Invocation): Promise<void> {
  await withHome(services, { readonly: false }, async ({ path, registry, config, principal, actor }) => {
    const password = drawInitialPassword(services.random);
    const holder = holderFrom(textOption(options, 'idNumberFile'), path, services);
    const appointee = {
      username: textOption(options, 'username') ?? '',
      name: textOption(options, 'name')?.trim() ?? '',
      region: principal.region,
      passwordHash: await hashPassword(password, config.access.hashing),
      ...(holder === undefined ? {} : { holder }),
    };
    const passwordPath = textOption(options, 'initialPassword') ?? '';
    const designation = textOption(options, 'as') as Appointed;
    const by = { at: shanghaiTime(services.clock.now()), actor };
    const appoint = registry.database.transaction(() => {
      const account = appointFirst(registry.database, appointee, designation, by);
      // Within the transaction: an account whose password could not be handed over must not exist.
      writeInitialPassword(passwordPath, password);
      return account;
    });
    const { username, name } = appoint.immediate();
    const document = { username, name, designation, password_file: passwordPath };
    services.reporter.result(document, () => [
      translate(services.lang, 'user.appoint.done', { ...document, designation: translate(services.lang, `designation.${designation}`) }),
      translate(services.lang, 'user.appoint.next', document),
    ]);
  });
}

function holderFrom(numberPath: string | undefined, homePath: string, { environment }: Services): Holder | undefined {
  if (numberPath === undefined) return undefined;
  const number = readSecretFile(numberPath, environment.platform);
  if (number === undefined) throw new MregError('usage', 'access.id-number-file-missing', { path: numberPath });
  return holderOf(number, readHolderKey(holderKeyPath(homePath)));
}
