import type { CtcLattice } from '../engines/engine.js';
import { LARGEST_MARGIN } from './beam.js';
import { decodedOf, type Candidate, type Decoded } from './decode.js';
import { logForward } from './forward.js';
import { narrowLattice, type NarrowLattice } from './narrow-lattice.js';

/** A word that can stand in a field, and the value it means: several words may mean one value. */
export interface Entry {
  readonly text: string;
  readonly value: string;
}

export interface DecodedWord extends Decoded {
  /**
   * By how much the best value is likelier than nothing being written. A lexicon finds its likeliest word on an empty crop too:
   * below zero, and little above it, no word was read.
   */
  readonly presence: number;
}

/** The words of a field, made ready once. */
export interface Lexicon {
  readonly characters: readonly string[];
  readonly root: Branch;
}

/** Words that begin alike share what they begin with. */
interface Branch {
  readonly text: string;
  readonly values: string[];
  readonly further: Map<string, Branch>;
}

export function lexiconOf(entries: readonly Entry[]): Lexicon {
  const root: Branch = { text: '', values: [], further: new Map() };
  for (const { text, value } of entries) branchFor(root, text).values.push(value);
  return { characters: [...new Set(entries.flatMap(({ text }) => [...text]))], root };
}

function branchFor(root: Branch, text: string): Branch {
  let branch = root;
  for (const character of text) {
    const next = branch.further.get(character) ?? { text: branch.text + character, values: [], further: new Map<string, Branch>() };
    branch.further.set(character, next);
    branch = next;
  }
  return branch;
}

const MOST_CANDIDATES = 8;
/** Words that are less likely than the likeliest by more than this cannot matter to any margin. */
const LEAST_SHARE = Math.exp(-LARGEST_MARGIN);

/** Weighs every word of a lexicon by its exact probability, so that a word with one illegible character is found by the others. */
export function decodeWord(lattice: CtcLattice, { characters, root }: Lexicon): DecodedWord {
  const narrow = narrowLattice(
    lattice,
    characters.map((text) => ({ text })),
  );
  const search: Search = { lattice: narrow, best: new Map(), highest: 0 };
  weighFurther(search, root, { column: 0, ended: new Float64Array(narrow.steps + 1), between: onlyBlanks(narrow) });
  const candidates = [...search.best.values()].toSorted((a, b) => b.logProbability - a.logProbability).slice(0, MOST_CANDIDATES);
  return { ...decodedOf(narrow, candidates), presence: (candidates[0]?.logProbability ?? -Infinity) - logForward(narrow, []) };
}

interface Search {
  readonly lattice: NarrowLattice;
  readonly best: Map<string, Candidate>;
  highest: number;
}

/** The forward variables of a beginning, by the number of steps done: paths that end in its last character, and in a blank behind it. */
interface Forward {
  readonly column: number;
  readonly ended: Float64Array;
  readonly between: Float64Array;
}

function onlyBlanks({ steps, columns, probabilities }: NarrowLattice): Float64Array {
  const weights = new Float64Array(steps + 1);
  weights[0] = 1;
  for (let step = 0; step < steps; step += 1) weights[step + 1] = (weights[step] ?? 0) * (probabilities[step * columns] ?? 0);
  return weights;
}

/** What the paths of a beginning weigh together bounds every word that begins so. */
function weighFurther(search: Search, branch: Branch, before: Forward): void {
  for (const [character, next] of branch.further) {
    const { forward, bound } = lengthened(search.lattice, before, search.lattice.columnOf.get(character) ?? 0);
    if (bound < search.highest * LEAST_SHARE) continue;
    if (next.values.length > 0) weighWord(search, next, forward);
    weighFurther(search, next, forward);
  }
}

function lengthened(
  { steps, columns, probabilities }: NarrowLattice,
  before: Forward,
  column: number,
): { forward: Forward; bound: number } {
  const ended = new Float64Array(steps + 1);
  const between = new Float64Array(steps + 1);
  const repeats = column === before.column;
  let bound = 0;
  for (let step = 0; step < steps; step += 1) {
    const start = step * columns;
    const reached = (before.between[step] ?? 0) + (repeats ? 0 : (before.ended[step] ?? 0));
    const share = probabilities[start + column] ?? 0;
    bound += reached * share;
    ended[step + 1] = (reached + (ended[step] ?? 0)) * share;
    between[step + 1] = ((ended[step] ?? 0) + (between[step] ?? 0)) * (probabilities[start] ?? 0);
  }
  return { forward: { column, ended, between }, bound };
}

function weighWord(search: Search, { text, values }: Branch, { ended, between }: Forward): void {
  const probability = (ended.at(-1) ?? 0) + (between.at(-1) ?? 0);
  if (probability === 0) return;
  search.highest = Math.max(search.highest, probability);
  const logProbability = Math.log(probability);
  for (const value of values) {
    if (logProbability > (search.best.get(value)?.logProbability ?? -Infinity))
      search.best.set(value, { value, written: text, logProbability });
  }
}
