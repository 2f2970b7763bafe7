import { openKey, type ApproverKey } from '../access/keys/key-file.js';
import { readSecretFile } from '../access/secret-file.js';
import { MregError } from '../domain/error.js';
import type { MessageKey } from '../i18n/translate.js';
import { textOption } from './options.js';
import { readPasswordFile } from './passwords.js';
import type { Invocation } from './services.js';

/** A passphrase guards a key for years against guessing at leisure, so it is longer than a password. */
const SHORTEST_CHARACTERS = 12;
const FLAG = '--passphrase-file';

/**
 * Opens the approver's key in a file with its passphrase, from `--passphrase-file` or asked for.
 * @throws MregError `not-permitted` when others can read a file or the passphrase is wrong, `usage` when it is no key
 */
export async function openKeyFile(path: string, { options, services }: Invocation): Promise<ApproverKey> {
  const text = readSecretFile(path, services.environment.platform);
  if (text === undefined) throw new MregError('usage', 'key.unreadable', { path });
  const file = textOption(options, 'passphraseFile');
  const passphrase = file === undefined ? await services.askSecret('key.ask-passphrase', FLAG, { path }) : readPasswordFile(file, services);
  return openKey(text, passphrase, path);
}

/** A passphrase for a new key, from `--passphrase-file` or asked for twice. @throws MregError `usage` when it is too short to guard one */
export async function newPassphrase({ options, services }: Invocation): Promise<string> {
  const file = textOption(options, 'passphraseFile');
  const ask = (question: MessageKey): Promise<string> => services.askSecret(question, FLAG);
  const passphrase = file === undefined ? await ask('key.ask-new-passphrase') : readPasswordFile(file, services);
  if ([...passphrase].length < SHORTEST_CHARACTERS) throw new MregError('usage', 'key.short-passphrase', { least: SHORTEST_CHARACTERS });
  if (file === undefined && (await ask('key.ask-again')) !== passphrase) throw new MregError('usage', 'key.passphrases-differ');
  return passphrase;
}
