import { MregError } from '../../domain/error.js';

const USERNAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,31}$/u;

/** One spelling for each username: full-width and upper-case letters are other keys for the same name, not other names. */
export function foldUsername(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}

/** @throws MregError `usage` when it is not 1 to 32 letters, digits, dots, dashes or underscores. */
export function usernameFrom(text: string): string {
  const username = foldUsername(text);
  if (!USERNAME.test(username)) throw new MregError('usage', 'access.bad-username', { username: text });
  return username;
}

/** A username for who was given none: the name without its spaces. */
export function usernameOfName(name: string): string {
  return usernameFrom(name.replaceAll(/[\s·]/gu, ''));
}
