import { parseDocument } from '../../domain/identity-document.js';
import { CELL_SEPARATOR } from '../../domain/row-text.js';
import type { DataClass } from './data-class.js';

/**
 * What a pseudonym stands for; empty when it would stand for nobody. A person is the same on either side of a couple and
 * whether the number was written with 15 or 18 digits; a placeholder is no person. Values of two classes never meet.
 */
export function identityOf(dataClass: DataClass, value: string): string {
  const identity = dataClass === 'person-number' ? personOf(value) : value;
  return identity === '' ? '' : `${dataClass}${CELL_SEPARATOR}${identity}`;
}

function personOf(number: string): string {
  const document = parseDocument(number, '', '');
  if (document === undefined || document.kind === 'placeholder') return '';
  return 'eighteen' in document ? document.eighteen : document.text;
}
