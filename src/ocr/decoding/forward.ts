import type { ReadCharacter } from '../engines/engine.js';
import { columnsOf, type NarrowLattice } from './narrow-lattice.js';

/**
 * The exact log-probability of a text: the sum over all paths that spell it (Graves et al. 2006, the forward variables of CTC).
 * `-Infinity` for a text that cannot be spelled: with a character that is no symbol, or longer than the lattice has steps.
 */
export function logProbabilityOf(lattice: NarrowLattice, text: string): number {
  const columns = columnsOf(lattice, text);
  return columns === undefined ? -Infinity : logForward(lattice, columns);
}

/** States are the blank before, between and behind the characters, and the characters: 2n + 1. */
export function logForward({ steps, columns, probabilities }: NarrowLattice, text: readonly number[]): number {
  const states = 2 * text.length + 1;
  let before = new Float64Array(states);
  let now = new Float64Array(states);
  before[0] = 1;
  let log = 0;
  for (let step = 0; step < steps; step += 1) {
    let sum = 0;
    for (let state = 0; state < states; state += 1) {
      const column = state % 2 === 0 ? 0 : (text[(state - 1) / 2] ?? 0);
      const skips = state % 2 === 1 && state >= 3 && column !== text[(state - 3) / 2];
      const reached =
        (before[state] ?? 0) + (step === 0 && state > 1 ? 0 : (before[state - 1] ?? 0)) + (skips ? (before[state - 2] ?? 0) : 0);
      const weight = reached * (probabilities[step * columns + column] ?? 0);
      now[state] = weight;
      sum += weight;
    }
    if (sum === 0) return -Infinity;
    for (let state = 0; state < states; state += 1) now[state] = (now[state] ?? 0) / sum;
    log += Math.log(sum);
    [before, now] = [now, before];
  }
  const ending = (before[states - 1] ?? 0) + (states > 1 ? (before[states - 2] ?? 0) : 0);
  return ending === 0 ? -Infinity : log + Math.log(ending);
}

/** A character with where it stands in the lattice: from step `first` to step `last`. */
export interface PlacedCharacter extends ReadCharacter {
  readonly first: number;
  readonly last: number;
}

/**
 * The likeliest path that spells the text, as its characters: where each stands, and as its confidence the highest
 * probability that the engine gave it there. Empty where the text cannot be spelled.
 */
export function placeCharacters(lattice: NarrowLattice, text: string): readonly PlacedCharacter[] {
  const columns = columnsOf(lattice, text);
  const path = columns === undefined ? undefined : bestStates(lattice, columns);
  if (columns === undefined || path === undefined) return [];
  return [...text].map((character, index) => {
    const first = path.indexOf(2 * index + 1);
    const last = path.lastIndexOf(2 * index + 1);
    let confidence = 0;
    for (let step = first; step <= last; step += 1) {
      confidence = Math.max(confidence, lattice.probabilities[step * lattice.columns + (columns[index] ?? 0)] ?? 0);
    }
    return { text: character, confidence, first, last };
  });
}

/** Viterbi over the states of `logForward`. */
function bestStates({ steps, columns, probabilities }: NarrowLattice, text: readonly number[]): readonly number[] | undefined {
  const states = 2 * text.length + 1;
  const came = new Int8Array(steps * states);
  let before = new Float64Array(states).fill(-Infinity);
  before[0] = 0;
  for (let step = 0; step < steps; step += 1) {
    const now = new Float64Array(states).fill(-Infinity);
    for (let state = 0; state < states; state += 1) {
      const column = state % 2 === 0 ? 0 : (text[(state - 1) / 2] ?? 0);
      const furthest = step === 0 ? Math.min(1, state) : state % 2 === 1 && state >= 3 && column !== text[(state - 3) / 2] ? 2 : 1;
      let back = 0;
      for (let tried = 1; tried <= furthest; tried += 1) {
        if ((before[state - tried] ?? -Infinity) > (before[state - back] ?? -Infinity)) back = tried;
      }
      came[step * states + state] = back;
      now[state] = (before[state - back] ?? -Infinity) + Math.log(probabilities[step * columns + column] ?? 0);
    }
    before = now;
  }
  return statesBackwards(before, came, steps, states);
}

function statesBackwards(ending: Float64Array, came: Int8Array, steps: number, states: number): readonly number[] | undefined {
  let state = states > 1 && (ending[states - 2] ?? -Infinity) > (ending[states - 1] ?? -Infinity) ? states - 2 : states - 1;
  if (ending[state] === -Infinity) return undefined;
  const path: number[] = [];
  for (let step = steps - 1; step >= 0; step -= 1) {
    path.push(state);
    state -= came[step * states + state] ?? 0;
  }
  return path.toReversed();
}
