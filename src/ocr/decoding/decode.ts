import { searchTexts, LARGEST_MARGIN, type BeamWidth, type Grammar } from './beam.js';
import { logProbabilityOf } from './forward.js';
import type { NarrowLattice } from './narrow-lattice.js';

/** A value a field may have, by what the recogniser saw. */
export interface Candidate {
  readonly value: string;
  /** As it stands on the paper; where a value can be written in several ways, the likeliest of them. */
  readonly written: string;
  /** Natural logarithm, summed over the ways to write the value; of the whole lattice, so not comparable between pictures. */
  readonly logProbability: number;
}

/** What a field says by recogniser and rules together. All measures in nats, so 2.3 is a factor of ten. */
export interface Decoded {
  /** The likeliest first; only values that the rules admit. Empty when none is within reach. */
  readonly candidates: readonly Candidate[];
  /** What the recogniser reads among the field's characters when no rule binds it. Where it differs from the best, that is a repair. */
  readonly free: string;
  /** By how much the best is likelier than the next value; at most 16, which also stands for "no other within reach". */
  readonly margin: number;
  /** By how much the engine's own best path, over all its characters, is likelier than the best value: what the rules cost. */
  readonly cost: number;
}

const MOST_CANDIDATES = 8;
/** A value may be written in several ways. */
const MOST_TEXTS = 64;

/** Searches the texts of a grammar; `valueOf` says what a text means, `undefined` where nothing. */
export function decode<State>(
  lattice: NarrowLattice,
  grammar: Grammar<State>,
  width: BeamWidth,
  valueOf: (written: string) => string | undefined = (written) => written,
): Decoded {
  const written = searchTexts(lattice, grammar, width)
    .slice(0, MOST_TEXTS)
    .map((text) => ({ text, log: logProbabilityOf(lattice, text) }));
  return decodedOf(lattice, rankValues(written, valueOf));
}

interface Weighed {
  readonly text: string;
  readonly log: number;
}

function rankValues(written: readonly Weighed[], valueOf: (written: string) => string | undefined): readonly Candidate[] {
  const byValue = new Map<string, Weighed[]>();
  for (const text of written) {
    const value = valueOf(text.text);
    if (value !== undefined) byValue.set(value, [...(byValue.get(value) ?? []), text]);
  }
  return [...byValue]
    .map(([value, ways]) => candidateOf(value, ways))
    .toSorted((a, b) => b.logProbability - a.logProbability)
    .slice(0, MOST_CANDIDATES);
}

function candidateOf(value: string, ways: readonly Weighed[]): Candidate {
  const likeliest = ways.reduce((best, way) => (way.log > best.log ? way : best));
  const sum = ways.reduce((total, { log }) => total + Math.exp(log - likeliest.log), 0);
  return { value, written: likeliest.text, logProbability: likeliest.log + Math.log(sum) };
}

/** Puts the measures to values that are ranked already. */
export function decodedOf(lattice: NarrowLattice, candidates: readonly Candidate[]): Decoded {
  const [best, next] = candidates;
  return {
    candidates,
    free: readFreely(lattice),
    margin:
      best === undefined ? 0 : next === undefined ? LARGEST_MARGIN : Math.min(LARGEST_MARGIN, best.logProbability - next.logProbability),
    cost: best === undefined ? Infinity : Math.max(0, lattice.bestPath - best.logProbability),
  };
}

/** The best symbol of every step, repeats and blanks taken out. */
function readFreely({ steps, columns, probabilities, symbols }: NarrowLattice): string {
  let text = '';
  let before = 0;
  for (let step = 0; step < steps; step += 1) {
    let best = 0;
    for (let column = 1; column < columns; column += 1) {
      if ((probabilities[step * columns + column] ?? 0) > (probabilities[step * columns + best] ?? 0)) best = column;
    }
    if (best !== 0 && best !== before) text += symbols[best] ?? '';
    before = best;
  }
  return text;
}
