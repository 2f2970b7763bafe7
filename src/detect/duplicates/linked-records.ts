/** What a search is given of the registry: records in the order of their ids (../features). */
export interface LinkedRecords {
  readonly words: Uint32Array;
  readonly count: number;
  idOf(record: number): number;
  /** The records of a range of ids: from the first number up to, not including, the second. */
  within(range: { readonly first: number; readonly last: number }): readonly [from: number, end: number];
}
