import type { CtcLattice } from '../engines/engine.js';
import { searchTexts } from './beam.js';
import { decodedOf, type Candidate, type Decoded } from './decode.js';
import { logProbabilityOf } from './forward.js';
import { narrowLattice, seenHan, type Symbol } from './narrow-lattice.js';
import { oneOf, patternGrammar, runOf, type Pattern } from './pattern.js';
import { isSurname } from './surnames.js';

const WIDTH = { texts: 120, perBucket: 120, seen: 1e-4, share: 1e-7 };
const MOST_TEXTS = 40;
const MOST_CANDIDATES = 8;
const DOT: Symbol = { text: '·', also: '•・.-．' };

/** How much less likely a name is for a character that names seldom have, in nats: by the levels of GB/T 2312-1980. */
const LEVEL_WEIGHTS = { first: 0, second: -0.4, beyond: -2.5 } as const;
/** For one that does not begin with a surname. */
const NO_SURNAME = -1.5;

/**
 * Reads a name: two to four Han characters, or a longer name of several parts joined by dots. Candidates are weighed by the
 * recogniser and by how names are: a surname in front, characters of GB 2312's first level rather than rare and traditional ones.
 */
export function decodeName(lattice: CtcLattice): Decoded {
  const han = seenHan(lattice, WIDTH.seen);
  const narrow = narrowLattice(lattice, [...han.map((text) => ({ text })), DOT]);
  const candidates = searchTexts(narrow, patternGrammar(patternsOf(han)), WIDTH)
    .slice(0, MOST_TEXTS)
    .map((text): Candidate => ({ value: text, written: text, logProbability: logProbabilityOf(narrow, text) + priorOf(text) }))
    .toSorted((a, b) => b.logProbability - a.logProbability)
    .slice(0, MOST_CANDIDATES);
  return decodedOf(narrow, candidates);
}

function patternsOf(han: readonly string[]): readonly Pattern[] {
  const dot = oneOf([DOT.text]);
  const part = runOf(han, 1, 8);
  return [[runOf(han, 2, 4)], [part, dot, part], [part, dot, part, dot, part]];
}

function priorOf(name: string): number {
  if (name.includes(DOT.text)) return 0;
  const characters = [...name];
  const levels = characters.reduce((sum, character) => sum + LEVEL_WEIGHTS[levelOf(character)], 0);
  return levels + (isSurname(name) ? 0 : NO_SURNAME);
}

let levels: ReadonlyMap<string, 'first' | 'second'> | undefined;

function levelOf(character: string): keyof typeof LEVEL_WEIGHTS {
  levels ??= levelsOfGb2312();
  return levels.get(character) ?? 'beyond';
}

/** Rows 16 to 55 of GB 2312 are its first level, 56 to 87 the second. */
function levelsOfGb2312(): ReadonlyMap<string, 'first' | 'second'> {
  const decoder = new TextDecoder('gb18030');
  const found = new Map<string, 'first' | 'second'>();
  for (let row = 16; row <= 87; row += 1) {
    const bytes = Uint8Array.from({ length: 188 }, (_, at) => (at % 2 === 0 ? row + 0xa0 : 0xa1 + (at - 1) / 2));
    for (const character of decoder.decode(bytes)) found.set(character, row <= 55 ? 'first' : 'second');
  }
  return found;
}
