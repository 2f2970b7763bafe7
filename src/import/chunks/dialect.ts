/** How the bytes of a table are divided, after transcoding to UTF-8 (or in any encoding whose trail bytes stay above 0x3F). */
export interface Dialect {
  readonly delimiter: number;
  readonly recordEnd: number;
  /** RFC 4180 quoting: a quote opens only at the start of a cell, and is doubled inside. */
  readonly quoted: boolean;
}

export const QUOTE = 0x22;
export const LINE_FEED = 0x0a;
export const CARRIAGE_RETURN = 0x0d;

/** Rows that did not come from a text file travel as frames: cells joined by U+001F, rows ended by U+001E. */
export const FRAMES: Dialect = { delimiter: 0x1f, recordEnd: 0x1e, quoted: false };

export function csvDialect(delimiter: string): Dialect {
  return { delimiter: delimiter.charCodeAt(0), recordEnd: LINE_FEED, quoted: true };
}

/**
 * A quoted cell that has not closed within this many bytes was never meant as one: the record ends at its first line
 * end, is quarantined as `row-cut-off`, and reading goes on with the next line. Without this, one stray quote would
 * swallow the rest of the file. Cutter and scanner apply the same rule, so chunk borders cannot change what is read.
 */
export const MAX_QUOTED_RECORD_BYTES = 262_144;
