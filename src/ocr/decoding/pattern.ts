import type { Grammar } from './beam.js';

/**
 * A part of a pattern: one of some words (the empty word where it may be missing), or a run of characters of a kind.
 */
export type Piece =
  | { readonly words: ReadonlySet<string>; readonly beginnings: ReadonlySet<string> }
  | { readonly characters: ReadonlySet<string>; readonly least: number; readonly most: number };

export function oneOf(words: Iterable<string>): Piece {
  const all = new Set(words);
  const beginnings = new Set<string>();
  for (const word of all) for (let length = 0; length <= word.length; length += 1) beginnings.add(word.slice(0, length));
  return { words: all, beginnings };
}

export function runOf(characters: Iterable<string>, least: number, most: number = least): Piece {
  return { characters: new Set(characters), least, most };
}

/** Pieces one behind the other. */
export type Pattern = readonly Piece[];

/** The characters of a pattern, to narrow a lattice by. */
export function charactersOf(patterns: readonly Pattern[]): ReadonlySet<string> {
  return new Set(
    patterns.flat().flatMap((piece) => ('words' in piece ? [...piece.words].flatMap((word) => [...word]) : [...piece.characters])),
  );
}

/** How far a text has come: where in which pattern. */
export interface Reach {
  readonly text: string;
  readonly places: readonly Place[];
}

interface Place {
  readonly pattern: Pattern;
  readonly piece: number;
  /** What of the piece has been read. */
  readonly read: string;
}

/** Texts that follow one of the patterns from end to end; `admits` may refuse a whole text. */
export function patternGrammar(patterns: readonly Pattern[], admits: (text: string) => boolean = () => true): Grammar<Reach> {
  return {
    start: { text: '', places: patterns.flatMap((pattern) => onwards({ pattern, piece: 0, read: '' })) },
    next({ text, places }, symbol) {
      const further = places
        .filter((place) => continues(place, symbol))
        .flatMap((place) => onwards({ ...place, read: place.read + symbol }));
      return further.length === 0 ? undefined : { text: text + symbol, places: further };
    },
    accepts: ({ text, places }) => places.some(({ pattern, piece }) => piece === pattern.length) && admits(text),
  };
}

function continues({ pattern, piece, read }: Place, symbol: string): boolean {
  const part = pattern[piece];
  if (part === undefined) return false;
  return 'words' in part ? part.beginnings.has(read + symbol) : read.length < part.most && part.characters.has(symbol);
}

/** A place, and where its piece may end there, the beginning of the next. */
function onwards(place: Place): readonly Place[] {
  const part = place.pattern[place.piece];
  if (part === undefined) return [place];
  const ends = 'words' in part ? part.words.has(place.read) : place.read.length >= part.least;
  return ends ? [place, ...onwards({ pattern: place.pattern, piece: place.piece + 1, read: '' })] : [place];
}
