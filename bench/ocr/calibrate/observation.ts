import type { Features } from '../../../src/ocr/reading/features.js';
import type { Group } from '../../../src/ocr/reading/calibration.js';

/** A field of a generated page as it was read. */
export interface Observation {
  readonly page: string;
  readonly key: string;
  readonly group: Group;
  readonly features: Features;
  /** Whether the page was taken for handwritten. */
  readonly handwritten: boolean;
  /** Left to people however sure it is. */
  readonly heldBack: boolean;
  readonly right: boolean;
  readonly read: string;
  readonly written: string;
  readonly evidence: readonly string[];
}
