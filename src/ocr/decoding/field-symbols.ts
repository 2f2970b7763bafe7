import type { Symbol } from './narrow-lattice.js';

/** What a recogniser writes for a digit where it expected a letter or a word; there, only digits can stand. */
const TAKEN_FOR: Readonly<Record<string, string>> = {
  '0': '０OoQD〇○◯',
  '1': '１lI|!｜丨',
  '2': '２Zz',
  '3': '３',
  '4': '４',
  '5': '５Ss',
  '6': '６b',
  '7': '７',
  '8': '８B',
  '9': '９gq',
};

export const DIGITS: readonly Symbol[] = Object.entries(TAKEN_FOR).map(([text, also]) => ({ text, also }));

export const LETTER_X: Symbol = { text: 'X', also: 'xＸｘ×✕乂' };
