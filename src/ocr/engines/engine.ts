import type { Box } from '../../domain/scan.js';
import type { ColourImage, GreyImage } from '../image.js';

/**
 * What a CTC recogniser says about a line: the probability of each class at each step along it. Class 0 is the blank.
 * `probabilities` holds `steps` × `classes` numbers, step by step.
 */
export interface CtcLattice {
  readonly steps: number;
  readonly classes: number;
  readonly probabilities: Float32Array;
  /** The character of each class; '' for the blank. */
  readonly characters: readonly string[];
}

export interface ReadCharacter {
  readonly text: string;
  /** The engine's own, 0 to 1; not calibrated. */
  readonly confidence: number;
}

export interface LineReading {
  readonly text: string;
  readonly characters: readonly ReadCharacter[];
  /** Given by engines that have one: constrained decoding works on it (src/ocr/decoding). */
  readonly lattice?: CtcLattice;
}

export interface LineWish {
  /** The only characters that can stand there, where that is known. */
  readonly alphabet?: string;
}

/** Reads pictures of single lines. */
export interface LineReader {
  /** Name and digest of its models, so that a reading can be told from one by another. */
  readonly id: string;
  read(lines: readonly GreyImage[], wish?: LineWish): Promise<readonly LineReading[]>;
  close(): Promise<void>;
}

/** Finds where lines of text are on a page, without knowing the form. */
export interface LineFinder {
  readonly id: string;
  find(page: ColourImage | GreyImage): Promise<readonly Box[]>;
  close(): Promise<void>;
}
