import { MregError } from '../domain/error.js';
import { readSecretFile } from './key-input.js';
import { textOption } from './options.js';
import type { Invocation } from './services.js';

/** A passphrase guards a key for years against guessing at leisure, so it is longer than a password. */
const SHORTEST_CHARACTERS = 12;

/** The passphrase of a key that exists. @throws MregError `usage` when nobody can be asked and no file is named */
export async function passphraseOf(options: Invocation['options']): Promise<string> {
  const path = textOption(options, 'passphraseFile');
  if (path === undefined) throw new MregError('usage', 'key.needs-passphrase');
  return readSecretFile(path).replace(/\r?\n$/u, '');
}

/** A passphrase for a new key. @throws MregError `usage` when it is too short to guard one */
export async function newPassphrase(options: Invocation['options']): Promise<string> {
  const passphrase = await passphraseOf(options);
  if ([...passphrase].length < SHORTEST_CHARACTERS) throw new MregError('usage', 'key.short-passphrase', { least: SHORTEST_CHARACTERS });
  return passphrase;
}
