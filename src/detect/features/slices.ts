import type { IdRange, LinkageRows, LoadedRange } from '../../store/linkage-rows.js';

/** A range of ids and the place its records get: `at` counts records, `rows` is the most there can be. */
export interface Slice extends LoadedRange {
  readonly at: number;
}

/** What one thread reads before it asks for more: small enough that two end at about the same time. */
const ROWS_A_SLICE = 20_000;

/**
 * Cuts the registrations into slices, with room for each in the order of ids. How many there are is known from the loads, so that no
 * room is kept for ids that went to quarantine; ranges that no load speaks of are asked for and count by their width.
 */
export function planSlices(rows: LinkageRows): readonly Slice[] {
  const span = rows.span();
  if (span === undefined) return [];
  const loaded = rows.loadedSince(0).filter((range) => rows.holdsAny(range));
  const ranges = [...loaded, ...gapsBetween(loaded, span).filter((range) => rows.holdsAny(range))].toSorted((a, b) => a.first - b.first);
  let at = 0;
  return ranges.flatMap(divided).map((range) => {
    const slice = { ...range, at };
    at += range.rows;
    return slice;
  });
}

/** What lies between ranges, which come in order and do not overlap. */
function gapsBetween(ranges: readonly IdRange[], span: IdRange): readonly LoadedRange[] {
  const ends = [span.first - 1, ...ranges.map(({ last }) => last)];
  const starts = [...ranges.map(({ first }) => first), span.last + 1];
  return ends
    .map((end, index) => ({ first: end + 1, last: (starts[index] as number) - 1 }))
    .filter(({ first, last }) => first <= last)
    .map(({ first, last }) => ({ first, last, rows: last - first + 1 }));
}

/** A wide range in parts; a part may hold as many as it is wide, or all there are. */
function divided(range: LoadedRange): readonly LoadedRange[] {
  const { first, last, rows } = range;
  const width = last - first + 1;
  // A load that left ids out cannot be cut without room to spare: a part could hold all that it is wide.
  if (rows <= 2 * ROWS_A_SLICE || rows < width) return [range];
  const parts = Math.ceil(width / ROWS_A_SLICE);
  return Array.from({ length: parts }, (_, part) => {
    const start = first + part * ROWS_A_SLICE;
    const end = Math.min(last, start + ROWS_A_SLICE - 1);
    return { first: start, last: end, rows: end - start + 1 };
  });
}

export const roomFor = (slices: readonly Slice[]): number => slices.reduce((sum, { rows }) => sum + rows, 0);
