import type { Damage } from './damage-log.js';

export type CsvEncoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

/** Checks bytes against one encoding, block by block, exactly as strictly as `TextDecoder` with `fatal`. */
export interface EncodingScan {
  readonly encoding: CsvEncoding;
  push(block: Buffer, offset: number): void;
  /** Call once, after the last block: a character cut off by the end of the file is damage too. */
  finish(): void;
  /** What has been found so far. */
  readonly damage: Damage | undefined;
}
