import { looksAlike } from '../../domain/han-lookalikes.js';
import type { LineReading, ReadCharacter } from '../engines/engine.js';

/** How a reading compares with a printed text. */
export interface Comparison {
  /** 1 the same, 0 nothing in common; by edits against the longer of the two. */
  readonly likeness: number;
  /** A character was clearly read that is neither the printed one nor looks like it: this is another text. */
  readonly isContradicted: boolean;
}

/** Only Han characters, letters and digits say which text it is; engines invent stops and dashes out of rules and specks. */
const SAYING_SOMETHING = /^[\p{Script=Han}\p{L}\p{N}]$/u;
/** A character read with this confidence is no slip of the engine. */
const CLEARLY = 0.85;

/** How alike two printed texts are. */
export function likeness(one: string, other: string): number {
  return compared(lettersOf(one, 1), lettersOf(other, 1)).likeness;
}

export function compareReading({ characters }: LineReading, printed: string): Comparison {
  return compared(
    characters.flatMap(({ text, confidence }) => lettersOf(text, confidence)),
    lettersOf(printed, 1),
  );
}

function lettersOf(text: string, confidence: number): readonly ReadCharacter[] {
  return [...text.normalize('NFKC')].filter((letter) => SAYING_SOMETHING.test(letter)).map((letter) => ({ text: letter, confidence }));
}

interface Edits {
  readonly count: number;
  readonly isContradicted: boolean;
}

/** The fewest edits from what was read to what is printed, and whether one of them exchanges or drops a clear character. */
function compared(read: readonly ReadCharacter[], printed: readonly ReadCharacter[]): Comparison {
  let row: Edits[] = printed.reduce<Edits[]>((before) => [...before, more(before.at(-1), false)], [NOTHING]);
  for (const letter of read) {
    const next = [more(row[0], letter.confidence >= CLEARLY)];
    for (const [place, { text }] of printed.entries()) {
      const exchanged = letter.text === text ? (row[place] ?? NOTHING) : more(row[place], isOther(letter, text));
      next.push(fewest(exchanged, more(row[place + 1], letter.confidence >= CLEARLY), more(next[place], false)));
    }
    row = next;
  }
  const { count, isContradicted } = row[printed.length] ?? NOTHING;
  const longer = Math.max(read.length, printed.length);
  return { likeness: longer === 0 ? 0 : 1 - count / longer, isContradicted };
}

const NOTHING: Edits = { count: 0, isContradicted: false };

function more(edits: Edits = NOTHING, contradicts: boolean): Edits {
  return { count: edits.count + 1, isContradicted: edits.isContradicted || contradicts };
}

/** Of ways with as few edits the one that excuses most. */
function fewest(...ways: readonly Edits[]): Edits {
  const cost = ({ count, isContradicted }: Edits): number => count + (isContradicted ? 0.5 : 0);
  return ways.reduce((best, way) => (cost(way) < cost(best) ? way : best));
}

function isOther({ text, confidence }: ReadCharacter, printed: string): boolean {
  return confidence >= CLEARLY && !looksAlike(text.charCodeAt(0), printed.charCodeAt(0));
}
