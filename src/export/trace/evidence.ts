import { TAG_SPAN } from '../marks/pseudonym.js';

/**
 * How strongly marks speak for an export: a bet against chance that nobody can win without the export's key.
 *
 * Whoever does not have the key cannot know which spelling it chooses, so against a file that is not from the export every
 * mark agrees with probability 1/2, each on its own, however the file came about and whichever other export it is from. Stakes are laid
 * on the marks of each row before it is looked at: with share s of the rows from this export and e of their marks spoiled, the stake
 * is multiplied by 1 − s + s · (2 (1 − e))^agreed · (2 e)^disagreed, whose mean under chance is exactly 1. The mean over
 * several s and e is again such a bet. By Markov's inequality a stake of 1 grows to 1/p with probability at most p (an e-value; Ville
 * 1939, Shafer 2021), whenever one stops looking. So an export is named only when its stake is at least exports / `WRONG_NAME_BOUND`:
 * then the chance of naming any export wrongly, over all exports there are, is at most the bound, whatever was leaked.
 */
export const WRONG_NAME_BOUND = 1e-6;

const SHARES = [1, 0.9, 0.5, 0.2, 0.05] as const;
const SPOILED = [0.002, 0.03, 0.12, 0.28] as const;
const BETS = SHARES.flatMap((share) => SPOILED.map((spoiled) => ({ share, spoiled })));
/** Of a wrong tag among pseudonyms that are from the export: a cell that was mistyped. */
const SPOILED_TAG = 0.05;

/** More marks than one row can have. */
const MOST_MARKS = 64;

/** The stake on one export, grown row by row. */
export class Evidence {
  agreed = 0;
  disagreed = 0;
  /** Rows with at least one mark. */
  markedRows = 0;
  rightTags = 0;
  wrongTags = 0;
  readonly #rowsByMarks = new Map<number, number>();

  /** One row of the leak, and how many of its marks are as this export chooses them. Each record must come only once. */
  addRow(agreed: number, disagreed: number): void {
    if (agreed + disagreed === 0) return;
    this.agreed += agreed;
    this.disagreed += disagreed;
    this.markedRows += 1;
    const marks = agreed * MOST_MARKS + disagreed;
    this.#rowsByMarks.set(marks, (this.#rowsByMarks.get(marks) ?? 0) + 1);
  }

  /** One pseudonym, and whether it carries this export's tag. Each must come only once. */
  addPseudonym(isRight: boolean): void {
    if (isRight) this.rightTags += 1;
    else this.wrongTags += 1;
  }

  /** The stake as a power of ten. */
  log10(): number {
    const logs = BETS.map((bet) => this.#logUnder(bet) - Math.log(BETS.length));
    const most = Math.max(...logs);
    return (most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0))) / Math.LN10;
  }

  #logUnder({ share, spoiled }: (typeof BETS)[number]): number {
    let log = this.rightTags * Math.log(1 - share + share * (1 - SPOILED_TAG) * TAG_SPAN);
    log += this.wrongTags * Math.log(1 - share + (share * SPOILED_TAG * TAG_SPAN) / (TAG_SPAN - 1));
    for (const [marks, rows] of this.#rowsByMarks) {
      const [agreed, disagreed] = [Math.floor(marks / MOST_MARKS), marks % MOST_MARKS];
      log += rows * Math.log(1 - share + share * (2 * (1 - spoiled)) ** agreed * (2 * spoiled) ** disagreed);
    }
    return log;
  }
}

/** The bound on having named an export wrongly that a stake of 10^`log10` gives, among so many exports. */
export function wrongNameBound(log10: number, exports: number): number {
  return Math.min(1, exports * 10 ** -log10);
}

export function isNamed(log10: number, exports: number): boolean {
  return wrongNameBound(log10, exports) <= WRONG_NAME_BOUND;
}
