import { blockingReading, sharesCantoneseReading, sharesReading, sharesToneReading } from '../../domain/han-readings.js';
import { looksAlike } from '../../domain/han-lookalikes.js';

/** What the comparison of names knows of characters; all take UTF-16 code units of folded text. */
export interface HanLikeness {
  /** A number for how a character is read without tone, the same for homophones; never 0. */
  blockingReading(unit: number): number;
  sharesToneReading(left: number, right: number): boolean;
  sharesReading(left: number, right: number): boolean;
  sharesCantoneseReading(left: number, right: number): boolean;
  looksAlike(left: number, right: number): boolean;
}

export const HAN: HanLikeness = { blockingReading, sharesToneReading, sharesReading, sharesCantoneseReading, looksAlike };
