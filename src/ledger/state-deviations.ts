import type { FieldChange } from './state-fields.js';

/** Where a row came from, as far as its chunk tells. */
export interface RowOrigin {
  readonly batch: number | undefined;
  /** Name of the file in its batch; empty when unknown. */
  readonly file: string;
}

/** One way in which the registry is not what the ledger made it. */
export type Deviation =
  /** `changes` is absent when the announced version could not be read again. */
  | ({
      readonly kind: 'row-changed';
      readonly id: number;
      readonly line: number;
      readonly changes: readonly FieldChange[] | undefined;
    } & RowOrigin)
  /** Removed; it stood between these two ids. Its own is known when its version could be read again or no other fits. */
  | ({ readonly kind: 'row-missing'; readonly id: number | undefined; readonly afterId: number; readonly beforeId: number } & RowOrigin)
  /** No entry announced it. */
  | ({ readonly kind: 'row-extra'; readonly id: number; readonly line: number } & RowOrigin)
  | ({
      readonly kind: 'row-state';
      readonly id: number;
      readonly line: number;
      readonly state: string;
      readonly expected: string;
    } & RowOrigin)
  /**
   * The chunk's record is not the ledger's (`altered`), is gone (`missing`), or has no entry (`unannounced`). Of an
   * `unprovable` one both rows and digests were changed: some row is wrong, which one cannot be said.
   */
  | {
      readonly kind: 'chunk-altered' | 'chunk-missing' | 'chunk-unannounced' | 'chunk-unprovable';
      readonly batch: number;
      readonly firstId: number;
      readonly lastId: number;
      readonly ledgerSeq: number;
    }
  | { readonly kind: 'key-altered'; readonly keyId: string };

export type DeviationKind = Deviation['kind'];

/** What `ledger verify --state` found. */
export interface StateVerdict {
  readonly sound: boolean;
  /** Registrations compared. */
  readonly rows: number;
  /** Chunks that the ledger announced. */
  readonly chunks: number;
  /** All deviations by kind. */
  readonly counts: Readonly<Partial<Record<DeviationKind, number>>>;
  /** The first of them, up to the limit. */
  readonly deviations: readonly Deviation[];
}

export interface DeviationList {
  add(deviation: Deviation): void;
  isFull(): boolean;
  readonly counts: Readonly<Partial<Record<DeviationKind, number>>>;
  readonly listed: readonly Deviation[];
}

/** Counts everything and keeps the first: a table rewritten as a whole must not fill the memory. */
export function createDeviationList(limit: number): DeviationList {
  const counts: Partial<Record<DeviationKind, number>> = {};
  const listed: Deviation[] = [];
  return {
    add: (deviation) => {
      counts[deviation.kind] = (counts[deviation.kind] ?? 0) + 1;
      if (listed.length < limit) listed.push(deviation);
    },
    isFull: () => listed.length >= limit,
    counts,
    listed,
  };
}
