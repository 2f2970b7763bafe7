import { hash } from 'node:crypto';
import { HASH_BYTES } from './merkle-tree.js';
import type { PresentRow } from './state-reader.js';

/** Where announced digests and present rows part company: nothing in here fits, what is before and after does. */
export interface Gap {
  /** Digests of announced rows that no present row gives, hex. */
  readonly announced: readonly string[];
  /** Present rows whose digest was not announced. */
  readonly present: readonly PresentRow[];
  /** Ids of the fitting rows around the gap, or the ends of the chunk. */
  readonly afterId: number;
  readonly beforeId: number;
}

export function rowDigest(text: string): string {
  return hash('sha256', text, 'hex');
}

export function splitDigests(digests: Buffer): readonly string[] {
  const hex = digests.toString('hex');
  return Array.from({ length: Math.ceil(digests.length / HASH_BYTES) }, (_, at) =>
    hex.slice(at * 2 * HASH_BYTES, (at + 1) * 2 * HASH_BYTES),
  );
}

/**
 * Walks announced digests and present rows side by side, both in id order. A digest holds its row's id, so no two are
 * equal and fitting rows cannot change places.
 */
export function findGaps(announced: readonly string[], present: Iterable<PresentRow>, firstId: number, lastId: number): readonly Gap[] {
  const placeOf = new Map(announced.map((digest, at) => [digest, at]));
  const gaps: Gap[] = [];
  let open: PresentRow[] = [];
  let nextAnnounced = 0;
  let afterId = firstId - 1;
  const close = (upTo: number, beforeId: number): void => {
    if (upTo > nextAnnounced || open.length > 0)
      gaps.push({ announced: announced.slice(nextAnnounced, upTo), present: open, afterId, beforeId });
    open = [];
  };
  for (const row of present) {
    const place = placeOf.get(rowDigest(row.text)) ?? -1;
    if (place < nextAnnounced) {
      open.push(row);
      continue;
    }
    close(place, row.id);
    nextAnnounced = place + 1;
    afterId = row.id;
  }
  close(announced.length, lastId + 1);
  return gaps;
}

export type RowDeviation =
  | {
      readonly kind: 'row-changed';
      readonly id: number;
      readonly line: number;
      readonly present: string;
      readonly ledgered: string | undefined;
    }
  /** Its id is known when its text was found again, or no other id fits between its neighbours. */
  | { readonly kind: 'row-missing'; readonly id: number | undefined; readonly afterId: number; readonly beforeId: number }
  | { readonly kind: 'row-extra'; readonly id: number; readonly line: number };

/**
 * Says which row of a gap was changed, removed or slipped in. Texts found again in the source file settle it by their
 * ids; without them, changed rows are paired in order, which is right unless rows of one gap were both changed and removed.
 * @param textOf announced rows read again from the source, by their digest
 */
export function explainGap(gap: Gap, textOf: ReadonlyMap<string, string>): readonly RowDeviation[] {
  const ledgered = new Map(gap.announced.flatMap((digest) => textsById(textOf.get(digest))));
  const unread = gap.announced.filter((digest) => !textOf.has(digest)).length;
  const known = gap.present.filter((row) => ledgered.has(row.id));
  const unknown = gap.present.filter((row) => !ledgered.has(row.id));
  const changed = [...known, ...unknown.slice(0, unread)];
  const extra = unknown.slice(unread);
  const knownIds = new Set(known.map((row) => row.id));
  const missing = [...[...ledgered.keys()].filter((id) => !knownIds.has(id)), ...missingIds(gap, unread - unknown.length)];
  return [
    ...changed.map(({ id, line, text }) => ({ kind: 'row-changed' as const, id, line, present: text, ledgered: ledgered.get(id) })),
    ...extra.map(({ id, line }) => ({ kind: 'row-extra' as const, id, line })),
    ...missing.map((id) => ({ kind: 'row-missing' as const, id, afterId: gap.afterId, beforeId: gap.beforeId })),
  ];
}

/** Ids of missing rows that could not be read again: certain when the gap has room for no others. */
function missingIds({ afterId, beforeId, present }: Gap, count: number): readonly (number | undefined)[] {
  if (count <= 0) return [];
  if (beforeId - afterId - 1 - present.length !== count) return Array.from({ length: count }, () => undefined);
  const taken = new Set(present.map((row) => row.id));
  return Array.from({ length: beforeId - afterId - 1 }, (_, at) => afterId + 1 + at).filter((id) => !taken.has(id));
}

function textsById(text: string | undefined): readonly [id: number, text: string][] {
  return text === undefined ? [] : [[Number(text.slice(0, text.indexOf('\u001f'))), text]];
}
