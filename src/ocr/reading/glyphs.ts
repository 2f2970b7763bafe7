import { foldText } from '../../domain/text-folding.js';
import type { CtcLattice } from '../engines/engine.js';

/** A character as the recogniser saw it: what it took it for, where it stands, and what else it could have been. */
export interface Glyph {
  readonly text: string;
  /** 0 to 1, the engine's own. */
  readonly confidence: number;
  /** The middle of its run of steps, in steps of the lattice. */
  readonly step: number;
  /** Other characters for the same place with their probability, likeliest first. */
  readonly rivals: readonly Rival[];
}

export interface Rival {
  readonly text: string;
  readonly probability: number;
}

const RIVALS = 4;
/** Less likely than this is the noise that a softmax leaves everywhere. */
const LEAST_RIVAL = 1e-4;

/** The greedy reading of a lattice character by character, each with its rivals; `allowed` has a 1 for each class that can stand there. */
export function glyphsOf(lattice: CtcLattice, allowed: (character: string) => boolean): readonly Glyph[] {
  const classes = lattice.characters.map((character, at) => at === 0 || allowed(character));
  const path = Array.from({ length: lattice.steps }, (_, step) => likeliest(lattice, step, classes));
  const glyphs: Glyph[] = [];
  for (let from = 0; from < path.length;) {
    let to = from + 1;
    while (to < path.length && path[to] === path[from]) to += 1;
    const read = path[from] ?? 0;
    if (read !== 0) glyphs.push(glyphOf(lattice, classes, read, from, to));
    from = to;
  }
  return glyphs;
}

function likeliest(lattice: CtcLattice, step: number, classes: readonly boolean[]): number {
  let best = 0;
  for (let at = 1; at < lattice.classes; at += 1) {
    if (classes[at] === true && probability(lattice, step, at) > probability(lattice, step, best)) best = at;
  }
  return best;
}

const probability = (lattice: CtcLattice, step: number, at: number): number => lattice.probabilities[step * lattice.classes + at] ?? 0;

function glyphOf(lattice: CtcLattice, classes: readonly boolean[], read: number, from: number, to: number): Glyph {
  let peak = from;
  for (let step = from; step < to; step += 1) if (probability(lattice, step, read) > probability(lattice, peak, read)) peak = step;
  const text = lattice.characters[read] ?? '';
  const others = othersAt(lattice, classes, read, from, to);
  const same = others.filter((rival) => isSame(rival.text, text)).reduce((sum, rival) => sum + rival.probability, 0);
  return {
    text,
    confidence: Math.min(1, probability(lattice, peak, read) + same),
    step: (from + to - 1) / 2,
    rivals: others.filter((rival) => !isSame(rival.text, text)).slice(0, RIVALS),
  };
}

/** Full and half width, traditional and simplified are one character to the registry. */
function isSame(a: string, b: string): boolean {
  return foldText(a) === foldText(b);
}

/** The highest probability each other class reaches anywhere in the run of the one that was read, likeliest first. */
function othersAt(lattice: CtcLattice, classes: readonly boolean[], read: number, from: number, to: number): readonly Rival[] {
  const others: Rival[] = [];
  for (let at = 1; at < lattice.classes; at += 1) {
    if (at === read || classes[at] !== true) continue;
    let highest = 0;
    for (let step = from; step < to; step += 1) highest = Math.max(highest, probability(lattice, step, at));
    if (highest >= LEAST_RIVAL) others.push({ text: lattice.characters[at] ?? '', probability: highest });
  }
  return others.toSorted((a, b) => b.probability - a.probability).slice(0, RIVALS * 2);
}
