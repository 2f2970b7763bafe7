import type { FieldKey } from './fields.js';

/**
 * What a scanned page says, and how well it is known: made by reading (src/ocr), kept by the registry, decided by people.
 */

/** A rectangle in pixels of the straightened page, from its top left corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * How a page as scanned becomes the straightened page that boxes speak of: turned clockwise by `turn` degrees, then
 * scaled by `scale` and rotated by `-skewDegrees`, on a canvas of `width` × `height` pixels.
 */
export interface Straightening {
  readonly turn: 0 | 90 | 180 | 270;
  /** Degrees, positive where the page leans clockwise. */
  readonly skewDegrees: number;
  readonly scale: number;
  readonly width: number;
  readonly height: number;
}

/**
 * What a value rests on. `proved`: by itself, check digits, code tables or the other fields leave no other reading ·
 * `agreed`: two independent readings are the same and nothing speaks against it · `doubtful`: a person has to look ·
 * `blank`: nothing is written there, which is certain.
 */
export const STANDINGS = ['proved', 'agreed', 'doubtful', 'blank'] as const;
export type Standing = (typeof STANDINGS)[number];

/** One reason for or against a value; its text is the message `scan.evidence.<kind>` with these values. Document numbers in values are masked. */
export interface Evidence {
  readonly kind: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** One field as it was read. */
export interface ReadField {
  readonly key: FieldKey;
  /** As the registry would hold it, normalised; '' when nothing usable was read. */
  readonly value: string;
  /** What stands on the paper, character by character, as far as it was made out. */
  readonly written: string;
  /** The calibrated probability that `value` is what the paper says, 0 to 1. */
  readonly confidence: number;
  readonly standing: Standing;
  readonly evidence: readonly Evidence[];
  readonly box: Box;
}

/** `read`: a form, with its fields · `blank`: nothing on it · `unrecognised`: no known form · `failed`: the picture itself is broken. */
export type PageOutcome = 'read' | 'blank' | 'unrecognised' | 'failed';

export interface PageReading {
  readonly outcome: PageOutcome;
  /** Why it failed, as the key of a message; '' otherwise. */
  readonly problem: string;
  /** Template and its version; '' and 0 without one. */
  readonly template: string;
  readonly templateVersion: number;
  /** What read it: engines, models, templates and calibration, so that a reading can be told from one by others. */
  readonly reader: string;
  readonly straightening: Straightening;
  /** The fields of the form in its order, and those it implies (`op_type`), with the box of its title. */
  readonly fields: readonly ReadField[];
}
