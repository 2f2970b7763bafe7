import type { CtcLattice } from '../engines/engine.js';

/** A character that can stand in a field, and what a recogniser may take it for where nothing else can stand. */
export interface Symbol {
  readonly text: string;
  /** Characters that count as this one; the text itself need not be among them. */
  readonly also?: string;
}

/**
 * A lattice cut down to the characters of a field, so that decoding costs what the field costs. Column 0 is the blank, column
 * n the n-th symbol. Probabilities are those of the engine: what it gave to characters that cannot stand there is missing. A
 * space is as good as a blank, unless it is a symbol.
 */
export interface NarrowLattice {
  readonly steps: number;
  readonly columns: number;
  readonly probabilities: Float64Array;
  /** By column; '' for the blank. */
  readonly symbols: readonly string[];
  readonly columnOf: ReadonlyMap<string, number>;
  /** The log-probability of the engine's own best path, over all its characters. */
  readonly bestPath: number;
}

/** What a network says below this is noise, and 0 would rule out for good what it merely never saw. */
const FLOOR = 1e-8;

export function narrowLattice(lattice: CtcLattice, symbols: readonly Symbol[]): NarrowLattice {
  const columns = symbols.length + 1;
  const classes = [blanksOf(lattice.characters, symbols), ...classesOfSymbols(lattice.characters, symbols)];
  const probabilities = new Float64Array(lattice.steps * columns);
  for (let step = 0; step < lattice.steps; step += 1) {
    const start = step * lattice.classes;
    for (let column = 0; column < columns; column += 1) {
      let sum = 0;
      for (const index of classes[column] ?? []) sum += lattice.probabilities[start + index] ?? 0;
      probabilities[step * columns + column] = Math.min(1, Math.max(FLOOR, sum));
    }
  }
  const texts = ['', ...symbols.map(({ text }) => text)];
  const columnOf = new Map(texts.map((text, column) => [text, column]));
  return { steps: lattice.steps, columns, probabilities, symbols: texts, columnOf, bestPath: bestPath(lattice) };
}

function blanksOf(characters: readonly string[], symbols: readonly Symbol[]): readonly number[] {
  const space = symbols.some(({ text }) => text === ' ') ? -1 : characters.indexOf(' ');
  return space < 0 ? [0] : [0, space];
}

function classesOfSymbols(characters: readonly string[], symbols: readonly Symbol[]): readonly (readonly number[])[] {
  const classes = symbols.map((): number[] => []);
  const columnsByCharacter = new Map<string, Set<number>>();
  for (const [column, { text, also = '' }] of symbols.entries()) {
    for (const character of [text, ...also])
      columnsByCharacter.set(character, (columnsByCharacter.get(character) ?? new Set()).add(column));
  }
  for (const [index, character] of characters.entries()) {
    for (const column of columnsByCharacter.get(character) ?? []) classes[column]?.push(index);
  }
  return classes;
}

function bestPath({ steps, classes, probabilities }: CtcLattice): number {
  let sum = 0;
  for (let step = 0; step < steps; step += 1) {
    let highest = FLOOR;
    for (let at = step * classes; at < (step + 1) * classes; at += 1) highest = Math.max(highest, probabilities[at] ?? 0);
    sum += Math.log(highest);
  }
  return sum;
}

const HAN = /^\p{Script=Han}$/u;

/** The Han characters that the recogniser held for at least this likely at some step, for fields in which any may stand. */
export function seenHan({ characters, classes, steps, probabilities }: CtcLattice, least: number): readonly string[] {
  const seen = new Set<number>();
  for (let at = 0; at < steps * classes; at += 1) {
    if ((probabilities[at] ?? 0) >= least) seen.add(at % classes);
  }
  return [...seen].map((index) => characters[index] ?? '').filter((text) => HAN.test(text));
}

/** A text as columns of the lattice; `undefined` when it has a character that is no symbol of it. */
export function columnsOf({ columnOf }: NarrowLattice, text: string): readonly number[] | undefined {
  const columns: number[] = [];
  for (const character of text) {
    const column = columnOf.get(character);
    if (column === undefined) return undefined;
    columns.push(column);
  }
  return columns;
}
