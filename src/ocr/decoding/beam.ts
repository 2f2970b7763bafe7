import type { NarrowLattice } from './narrow-lattice.js';

/**
 * What texts are possible, as an automaton that need not be finite: `next` is asked once for each text that is tried, so that a
 * state may hold the text itself.
 */
export interface Grammar<State> {
  readonly start: State;
  /** `undefined` where no possible text goes on so. */
  next(state: State, symbol: string): State | undefined;
  accepts(state: State): boolean;
  /** States of one bucket go on alike; the beam keeps room for every bucket, so that a rule at the end finds its texts alive. */
  bucket?(state: State): number;
}

export interface BeamWidth {
  /** Texts kept after each step. */
  readonly texts: number;
  /** Of them, those of one bucket. */
  readonly perBucket: number;
  /** A character is tried where its probability is at least this share of the step's highest. */
  readonly seen: number;
  /** A text falls out when it is less likely than the likeliest of its step by this factor. */
  readonly share: number;
}

/** Beyond this, in nats, it does not matter how much likelier one reading is than another: a factor of ten million. */
export const LARGEST_MARGIN = 16;

interface Node<State> {
  readonly text: string;
  readonly column: number;
  readonly state: State;
  readonly bucket: number;
  /** By column: `null` where the grammar refuses. */
  readonly children: (Node<State> | null | undefined)[];
  /** Weight of paths that end in a blank, and in the text's last character. */
  blank: number;
  last: number;
  nextBlank: number;
  nextLast: number;
}

/**
 * Prefix beam search (Hannun et al. 2014) over the texts of a grammar: those that it accepts, the likeliest first, as the beam weighs
 * them; `logProbabilityOf` weighs a text exactly.
 */
export function searchTexts<State>(lattice: NarrowLattice, grammar: Grammar<State>, width: BeamWidth): readonly string[] {
  const root = makeNode<State>('', 0, grammar.start, 0);
  root.blank = 1;
  let beam: readonly Node<State>[] = [root];
  for (let step = 0; step < lattice.steps; step += 1) beam = advance(beam, lattice, step, grammar, width);
  return beam
    .filter(({ state }) => grammar.accepts(state))
    .toSorted((a, b) => weightOf(b) - weightOf(a))
    .map(({ text }) => text);
}

function makeNode<State>(text: string, column: number, state: State, bucket: number): Node<State> {
  return { text, column, state, bucket, children: [], blank: 0, last: 0, nextBlank: 0, nextLast: 0 };
}

const weightOf = ({ blank, last }: Node<unknown>): number => blank + last;

function advance<State>(
  beam: readonly Node<State>[],
  lattice: NarrowLattice,
  step: number,
  grammar: Grammar<State>,
  width: BeamWidth,
): readonly Node<State>[] {
  const start = step * lattice.columns;
  const blank = lattice.probabilities[start] ?? 0;
  const reached = new Set<Node<State>>(beam);
  const highest = highestOf(lattice, start);
  const likely = columnsAbove(lattice, start, highest * width.seen);
  for (const node of beam) {
    const weight = node.blank + node.last;
    node.nextBlank += weight * blank;
    if (node.column > 0) node.nextLast += node.last * (lattice.probabilities[start + node.column] ?? 0);
    for (const column of likely) {
      const reaches = (column === node.column ? node.blank : weight) * (lattice.probabilities[start + column] ?? 0);
      // The likeliest text weighs 1, so that this one would fall out at once: making it is most of the work.
      if (reaches < highest * width.share) continue;
      const child = childOf(node, column, lattice, grammar);
      if (child === null) continue;
      child.nextLast += reaches;
      reached.add(child);
    }
  }
  return keepLikeliest(reached, width);
}

function highestOf({ columns, probabilities }: NarrowLattice, start: number): number {
  let highest = 0;
  for (let column = 0; column < columns; column += 1) highest = Math.max(highest, probabilities[start + column] ?? 0);
  return highest;
}

function columnsAbove({ columns, probabilities }: NarrowLattice, start: number, least: number): readonly number[] {
  const above: number[] = [];
  for (let column = 1; column < columns; column += 1) {
    if ((probabilities[start + column] ?? 0) >= least) above.push(column);
  }
  return above;
}

function childOf<State>(node: Node<State>, column: number, lattice: NarrowLattice, grammar: Grammar<State>): Node<State> | null {
  const known = node.children[column];
  if (known !== undefined) return known;
  const symbol = lattice.symbols[column] ?? '';
  const state = grammar.next(node.state, symbol);
  const child = state === undefined ? null : makeNode(node.text + symbol, column, state, grammar.bucket?.(state) ?? 0);
  node.children[column] = child;
  return child;
}

function keepLikeliest<State>(reached: ReadonlySet<Node<State>>, { texts, perBucket, share }: BeamWidth): readonly Node<State>[] {
  let highest = 0;
  for (const node of reached) {
    [node.blank, node.last, node.nextBlank, node.nextLast] = [node.nextBlank, node.nextLast, 0, 0];
    highest = Math.max(highest, node.blank + node.last);
  }
  const alive = [...reached].filter((node) => weightOf(node) > highest * share);
  const kept = alive.length <= perBucket ? alive : likeliestOf(alive, texts, perBucket);
  const stays = new Set(kept);
  for (const node of reached) {
    const scale = stays.has(node) ? 1 / highest : 0;
    node.blank *= scale;
    node.last *= scale;
  }
  return kept;
}

function likeliestOf<State>(alive: readonly Node<State>[], texts: number, perBucket: number): readonly Node<State>[] {
  const filled = new Map<number, number>();
  const kept: Node<State>[] = [];
  for (const node of alive.toSorted((a, b) => weightOf(b) - weightOf(a))) {
    const held = filled.get(node.bucket) ?? 0;
    if (held >= perBucket) continue;
    filled.set(node.bucket, held + 1);
    if (kept.push(node) >= texts) break;
  }
  return kept;
}
