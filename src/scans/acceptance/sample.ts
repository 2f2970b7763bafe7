import { createHash } from 'node:crypto';

/** How many more than needed are kept before the list is cut again. */
const KEPT_TIMES = 4;

/**
 * The records of a sample, in the order in which they are looked at: those whose SHA-256 of `seed:id` is smallest, written as hexadecimal
 * text. Anybody who knows the seed can draw it again, with a shell and `sha256sum`, and nobody who does not can know it before.
 */
export function drawSample(ids: Iterable<number>, count: number, seed: string): readonly number[] {
  let kept: { readonly id: number; readonly rank: string }[] = [];
  let limit = '';
  for (const id of ids) {
    const rank = rankOf(seed, id);
    if (limit !== '' && rank >= limit) continue;
    kept.push({ id, rank });
    if (kept.length < count * KEPT_TIMES) continue;
    kept = kept.toSorted(byRank).slice(0, count);
    limit = kept.at(-1)?.rank ?? '';
  }
  return kept
    .toSorted(byRank)
    .slice(0, count)
    .map(({ id }) => id);
}

const rankOf = (seed: string, id: number): string => createHash('sha256').update(`${seed}:${id}`).digest('hex');

function byRank(left: { readonly rank: string }, right: { readonly rank: string }): number {
  return left.rank < right.rank ? -1 : 1;
}
