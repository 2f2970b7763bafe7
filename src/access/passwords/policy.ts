import type { PasswordPolicy } from '../../domain/access-settings.js';
import { MregError } from '../../domain/error.js';

const CLASSES = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{Ll}\p{Lu}\p{N}]/u];
/** Shorter names occur in words by chance. */
const TELLING_NAME = /\p{Script=Han}{2}|.{3}/u;

/**
 * Holds a new password to Article 19 and to the settings above it.
 * @throws MregError `usage` with the first rule it breaks; the password is in no message
 */
export function refuseWeakPassword(
  password: string,
  owner: { readonly username: string; readonly name: string },
  policy: PasswordPolicy,
): void {
  const { minLength, minClasses } = policy;
  const rules = { length: minLength, classes: minClasses, history: policy.history };
  const refuse = (key: string): never => {
    throw new MregError('usage', key, rules);
  };
  if ([...password].length < minLength) refuse('access.password-short');
  if (!/\p{L}/u.test(password) || !/\p{N}/u.test(password)) refuse('access.password-letters-digits');
  if (CLASSES.filter((kind) => kind.test(password)).length < minClasses) refuse('access.password-classes');
  if (tellsName(password, owner.username) || tellsName(password, owner.name)) refuse('access.password-name');
}

function tellsName(password: string, name: string): boolean {
  return TELLING_NAME.test(name) && password.toLowerCase().includes(name.toLowerCase());
}
