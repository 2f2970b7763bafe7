import { MregError } from '../domain/error.js';
import { fieldOf } from '../domain/fields.js';
import { parseDocument } from '../domain/identity-document.js';
import { normaliseDocumentNumber } from '../domain/normalise.js';
import { foldText } from '../domain/text-folding.js';
import type { AskedPerson } from './scope.js';

const DOT_IN_NAME = / ?· ?/gu;

/** A number that can name somebody, in its stored form; `undefined` for none, a placeholder, or what no column could hold. */
export function usableNumber(text: string): string | undefined {
  const number = normaliseDocumentNumber(text);
  if (number === '' || number.length > fieldOf('cert_num_man').maxCharacters) return undefined;
  return parseDocument(number, '', '')?.kind === 'placeholder' ? undefined : number;
}

/** A name in its stored form; `undefined` when none was given. */
export function askedName(text: string | undefined): string | undefined {
  const name = foldText(text ?? '').replace(DOT_IN_NAME, '·');
  return name === '' ? undefined : name;
}

/** @throws MregError `usage` when the number cannot name anybody; the message does not repeat it */
export function askedPerson(number: string, name: string | undefined): AskedPerson {
  const usable = usableNumber(number);
  if (usable === undefined) throw new MregError('usage', 'query.number-unusable');
  return { number: usable, name: askedName(name) };
}
