import { fieldOf } from './fields.js';
import { parseDocument } from './identity-document.js';
import { normaliseDocumentNumber } from './normalise.js';
import { foldText } from './text-folding.js';

const DOT_IN_NAME = / ?· ?/gu;

/** A number that can name somebody, in its stored form; `undefined` for none, a placeholder, or what no column could hold. */
export function usableNumber(text: string): string | undefined {
  const number = normaliseDocumentNumber(text);
  if (number === '' || number.length > fieldOf('cert_num_man').maxCharacters) return undefined;
  return parseDocument(number, '', '')?.kind === 'placeholder' ? undefined : number;
}

/** A name in its stored form; `undefined` when none was given. */
export function storedName(text: string | undefined): string | undefined {
  const name = foldText(text ?? '').replace(DOT_IN_NAME, '·');
  return name === '' ? undefined : name;
}
