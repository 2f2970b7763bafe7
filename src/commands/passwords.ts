import { readSecretFile } from '../access/secret-file.js';
import { MregError } from '../domain/error.js';
import type { MessageKey } from '../i18n/translate.js';
import { textOption } from './options.js';
import type { Invocation, Services } from './services.js';

const MOST_BYTES = 1_024;

/**
 * A password from a file: its text without the line end.
 * @throws MregError `not-permitted` when others may read the file, `usage` when there is none or it holds no password
 */
export function readPasswordFile(path: string, { environment }: Services): string {
  const password = readSecretFile(path, environment.platform);
  if (password === undefined) throw new MregError('usage', 'access.password-file-missing', { path });
  if (password === '' || Buffer.byteLength(password) > MOST_BYTES || /[\r\n]/u.test(password)) {
    throw new MregError('usage', 'access.password-file-content', { path });
  }
  return password;
}

/** The password of the account: from `--password-file`, from `MREG_PASSWORD_FILE`, or asked for. Never from the command line itself. */
export async function presentPassword({ options, services }: Invocation): Promise<string> {
  const path = textOption(options, 'passwordFile') ?? services.environment.variables['MREG_PASSWORD_FILE'] ?? '';
  return path === '' ? services.askSecret('access.ask-password', '--password-file') : readPasswordFile(path, services);
}

/** A password newly chosen: from the file that the flag names, or asked for twice. */
export async function chosenPassword({ options, services }: Invocation, flag: 'password-file' | 'new-password-file'): Promise<string> {
  const path = textOption(options, flag === 'password-file' ? 'passwordFile' : 'newPasswordFile');
  if (path !== undefined) return readPasswordFile(path, services);
  const ask = (question: MessageKey): Promise<string> => services.askSecret(question, `--${flag}`);
  const password = await ask('access.ask-new-password');
  if ((await ask('access.ask-again')) !== password) throw new MregError('usage', 'access.passwords-differ');
  return password;
}
