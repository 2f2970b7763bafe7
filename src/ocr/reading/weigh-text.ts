import { logProbabilityOf } from '../decoding/forward.js';
import { narrowLattice } from '../decoding/narrow-lattice.js';
import type { CtcLattice } from '../engines/engine.js';

/**
 * How well a line bears out texts written with some characters: the natural logarithm of a text's likelihood against the recogniser's own
 * best path, 0 for that, below for nearly all others; −Infinity without a lattice.
 */
export function weighing(lattice: CtcLattice | undefined, characters: string): (text: string) => number {
  if (lattice === undefined) return () => -Infinity;
  const narrow = narrowLattice(
    lattice,
    [...new Set(characters)].map((text) => ({ text })),
  );
  return (text) => Math.min(0, logProbabilityOf(narrow, text) - narrow.bestPath);
}
