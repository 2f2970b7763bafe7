import { normaliseCertificate } from '../../domain/certificate-number.js';
import type { CtcLattice } from '../engines/engine.js';
import { decode, type Decoded } from './decode.js';
import { DIGITS } from './field-symbols.js';
import { narrowLattice, seenHan, type Symbol } from './narrow-lattice.js';
import { charactersOf, oneOf, patternGrammar, runOf, type Pattern, type Piece } from './pattern.js';

/** What is known of a certificate before its number is read; what is not said does not bind. */
export interface CertificateKnowledge {
  /** Six-digit regions of form F1: `J440103-2015-000123`. */
  readonly regions?: readonly string[];
  /** Years of registration that can be. */
  readonly years: readonly [first: number, last: number];
  /** The places that stand before 结字 or 婚字 in the forms F2 and F3, such as 粤穗; any Han characters when not said. */
  readonly places?: readonly string[];
}

const WIDTH = { texts: 150, perBucket: 150, seen: 1e-5, share: 1e-7 };
const DIGIT_CHARACTERS = '0123456789';
/** Kinds of form F3, and of F2 among them (docs/records.md). */
const KINDS = ['结婚', '离婚', '复婚', '补婚', '补结', '补离', '结', '离', '婚', '复', '补'];
const F2_KINDS = ['结', '离', '补结', '补离'];

const ALSO: Readonly<Record<string, string>> = {
  '-': '—－ー一_~',
  '(': '（〔［[【',
  ')': '）〕］]】',
  J: 'j',
  L: 'l',
  B: '8',
};

/**
 * Reads a certificate number by the grammar of docs/records.md. Nothing in a serial can be checked: a serial that differs from
 * `free` is a guess, and a caller should take none for proved.
 */
export function decodeCertificate(lattice: CtcLattice, knowledge: CertificateKnowledge): Decoded {
  const patterns = patternsOf(knowledge, seenHan(lattice, WIDTH.seen));
  return decode(narrowLattice(lattice, symbolsOf(patterns)), patternGrammar(patterns), WIDTH, normaliseCertificate);
}

const digits = (least: number, most: number = least): Piece => runOf(DIGIT_CHARACTERS, least, most);

function symbolsOf(patterns: readonly Pattern[]): readonly Symbol[] {
  const others = [...charactersOf(patterns)].filter((character) => !DIGIT_CHARACTERS.includes(character));
  return [...DIGITS, ...others.map((text) => ({ text, also: ALSO[text] ?? '' }))];
}

function patternsOf({ regions, years, places }: CertificateKnowledge, han: readonly string[]): readonly Pattern[] {
  const all = Array.from({ length: Math.max(0, years[1] - years[0] + 1) }, (_, index) => String(years[0] + index));
  const short = all.map((year) => year.slice(2));
  const place = places === undefined ? runOf(han, 0, 8) : oneOf(['', ...places]);
  const serial = [oneOf(['', '第']), digits(1, 9), oneOf(['', '号'])];
  const dash = oneOf(['-']);
  return [
    [oneOf(['J', 'L', 'BJ', 'BL']), regions === undefined ? digits(6) : oneOf(regions), dash, oneOf(all), dash, digits(1, 6)],
    [
      places === undefined ? runOf(han, 2, 5) : oneOf(places),
      oneOf(F2_KINDS),
      oneOf(['字']),
      oneOf(['', '第']),
      digits(2),
      oneOf(short),
      digits(5),
      oneOf(['', '号']),
    ],
    [oneOf(['', ...inBrackets([...all, ...short])]), place, oneOf(KINDS), oneOf(['字', '证字']), ...serial],
    [runOf(han, 1, 8), oneOf(['字']), ...serial],
    [place, oneOf(KINDS), oneOf(['字', '证字']), oneOf(inBrackets([...all, ...short])), ...serial],
    [oneOf(['', 'NO', 'NO.']), digits(1, 12)],
  ];
}

const inBrackets = (years: readonly string[]): readonly string[] => years.flatMap((year) => [`(${year})`, `(${year})年`]);
