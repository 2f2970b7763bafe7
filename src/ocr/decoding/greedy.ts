import type { CtcLattice, ReadCharacter } from '../engines/engine.js';

/**
 * The best class of every step, repeats and blanks taken out: what the recogniser reads by itself. A character's confidence is
 * the highest of its run. With `allowed` (a 1 for each class that can stand there, the blank's included) only those compete.
 */
export function readGreedily(lattice: CtcLattice, allowed?: Uint8Array): readonly ReadCharacter[] {
  const characters: { text: string; confidence: number }[] = [];
  let before = 0;
  for (let step = 0; step < lattice.steps; step += 1) {
    const best = bestClass(lattice, step, allowed);
    const confidence = lattice.probabilities[step * lattice.classes + best] ?? 0;
    const last = characters.at(-1);
    if (best !== 0 && best !== before) characters.push({ text: lattice.characters[best] ?? '', confidence });
    else if (best !== 0 && last !== undefined) last.confidence = Math.max(last.confidence, confidence);
    before = best;
  }
  return characters;
}

function bestClass({ classes, probabilities }: CtcLattice, step: number, allowed: Uint8Array | undefined): number {
  const start = step * classes;
  let best = 0;
  let highest = probabilities[start] ?? 0;
  for (let at = 1; at < classes; at += 1) {
    const probability = probabilities[start + at] ?? 0;
    if (probability > highest && (allowed === undefined || allowed[at] === 1)) {
      best = at;
      highest = probability;
    }
  }
  return best;
}

/** The classes of an alphabet and the blank's, for `readGreedily`. */
export function classesOf(characters: readonly string[], alphabet: string): Uint8Array {
  const wanted = new Set(alphabet);
  return Uint8Array.from(characters, (character, index) => (index === 0 || wanted.has(character) ? 1 : 0));
}
