import { MregError } from '../domain/error.js';
import { storedName, usableNumber } from '../domain/named-person.js';
import type { AskedPerson } from './scope.js';

/** @throws MregError `usage` when the number cannot name anybody; the message does not repeat it */
export function askedPerson(number: string, name: string | undefined): AskedPerson {
  const usable = usableNumber(number);
  if (usable === undefined) throw new MregError('usage', 'query.number-unusable');
  return { number: usable, name: storedName(name) };
}
