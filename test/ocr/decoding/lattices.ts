import type { CtcLattice } from '../../../src/ocr/engines/engine.js';

/** The share of each character at one place of the line; what is left goes to the blank. */
export type Place = Readonly<Record<string, number>>;

const NOISE = 1e-7;

/** A lattice that saw these characters one after the other, over one step each with a step of blank behind. */
export function latticeOf(places: readonly Place[], alphabet: string): CtcLattice {
  const characters = ['', ...new Set([...alphabet, ...places.flatMap((place) => Object.keys(place))])];
  const classes = characters.length;
  const steps = places.length * 2 + 1;
  const probabilities = new Float32Array(steps * classes).fill(NOISE);
  for (let step = 0; step < steps; step += 1) {
    const place = step % 2 === 1 ? (places[(step - 1) / 2] ?? {}) : {};
    for (const [text, share] of Object.entries(place)) probabilities[step * classes + characters.indexOf(text)] = share;
    const taken = Object.values(place).reduce((sum, share) => sum + share, 0);
    probabilities[step * classes] = Math.max(NOISE, 1 - taken);
  }
  return { steps, classes, probabilities, characters };
}

/** A line that is read surely, but for the places that say otherwise. */
export function latticeOfText(text: string, alphabet: string, doubts: Readonly<Record<number, Place>> = {}): CtcLattice {
  return latticeOf(
    [...text].map((character, index) => doubts[index] ?? { [character]: 0.98 }),
    alphabet,
  );
}

/** The probability of every text a lattice can spell, path by path. */
export function probabilitiesOfTexts({ steps, classes, probabilities, characters }: CtcLattice): ReadonlyMap<string, number> {
  let paths = new Map<string, number>([['|0', 1]]);
  for (let step = 0; step < steps; step += 1) {
    const longer = new Map<string, number>();
    for (const [path, weight] of paths) {
      const [text = '', before = ''] = path.split('|');
      for (let at = 0; at < classes; at += 1) {
        const next = `${at === 0 || at === Number(before) ? text : text + (characters[at] ?? '')}|${at}`;
        longer.set(next, (longer.get(next) ?? 0) + weight * (probabilities[step * classes + at] ?? 0));
      }
    }
    paths = longer;
  }
  const texts = new Map<string, number>();
  for (const [path, weight] of paths) {
    const text = path.split('|')[0] ?? '';
    texts.set(text, (texts.get(text) ?? 0) + weight);
  }
  return texts;
}
