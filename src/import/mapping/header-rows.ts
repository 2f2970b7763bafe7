import { partyNamedBy, readHeader } from './header-reading.js';
import { headerScore } from './header-mapping.js';
import type { MappingOptions } from './header-mapping.js';

/** Fewer recognised cells than this may be chance: a title or a row of data can hold two words that look like headers. */
export const FEWEST_HEADER_CELLS = 3;

const PARTY_HEADER_WORD = { man: '男方', woman: '女方' } as const;

export interface FoundHeader {
  /** Indexes into the rows given: the first and the last row of the header (they differ when it has two rows). */
  readonly first: number;
  readonly last: number;
  /** The cells, the two rows combined, without the empty cells at the end. */
  readonly header: readonly string[];
}

/** Finds the header among the first rows of a table: the first row, or pair of rows, that names at least three fields. */
export function findHeader(rows: readonly (readonly string[])[], options: MappingOptions = {}): FoundHeader | undefined {
  for (const [index, row] of rows.entries()) {
    const next = rows[index + 1] ?? [];
    const alone = headerScore(row, options);
    const combined = combineHeaderRows(row, next);
    const together = combined === undefined ? 0 : headerScore(combined, options);
    if (combined !== undefined && together >= FEWEST_HEADER_CELLS && together > Math.max(alone, headerScore(next, options)))
      return { first: index, last: index + 1, header: trimmed(combined) };
    if (alone >= FEWEST_HEADER_CELLS) return { first: index, last: index, header: trimmed(row) };
  }
  return undefined;
}

/**
 * Two-row headers put the party over its columns: `男方` above `姓名`, `身份证号`. The upper cell is merged, so only its first
 * column holds the text: a party's word spreads right over empty cells. `undefined` when the upper row names no party.
 */
export function combineHeaderRows(upper: readonly string[], lower: readonly string[]): readonly string[] | undefined {
  if (!upper.some((cell) => partyNamedBy(cell) !== undefined)) return undefined;
  const combined: string[] = [];
  let spreading = '';
  for (let column = 0; column < Math.max(upper.length, lower.length); column += 1) {
    const over = (upper[column] ?? '').trim();
    const under = (lower[column] ?? '').trim();
    if (over !== '') spreading = partyNamedBy(over) === undefined ? '' : over;
    combined.push(combinedCell(over === '' ? spreading : over, under));
  }
  return combined;
}

/** A lower cell that says enough by itself is not the party's: `登记日期` to the right of the woman's columns. */
function combinedCell(over: string, under: string): string {
  const role = partyNamedBy(over);
  if (under === '') return role === undefined ? over : '';
  if (readHeader(under) !== undefined) return under;
  return (role === undefined ? over : PARTY_HEADER_WORD[role]) + under;
}

function trimmed(cells: readonly string[]): readonly string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  return cells.slice(0, last + 1);
}
