/** A column of an export: a field, or a count. */
export interface FileColumn {
  /** For programs: `cert_no`. */
  readonly key: string;
  /** For people: 证件字号. */
  readonly title: string;
}

/** What is said about an export in the file itself, where the format has room for it. */
export interface FileHead {
  readonly columns: readonly FileColumn[];
  /** Label and text in the order they are printed: purpose, officer, approval, expiry. */
  readonly facts: readonly (readonly [label: string, text: string])[];
}

/** Rows that are ready to leave, some at a time; a writer keeps none. */
export type RowBlocks = Iterable<readonly (readonly string[])[]>;

/** What a file is written from, walked once. */
export interface ExportRows {
  blocks(): RowBlocks;
  /** The same as lines of CSV, where they can be had without making a text of each cell. */
  csvLines?(): Iterable<Uint8Array>;
}
