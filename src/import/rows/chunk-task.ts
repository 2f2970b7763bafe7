import type { FieldKey } from '../../domain/fields.js';
import type { ReferenceTables } from '../../domain/reference.js';
import type { RuleSettings } from '../../domain/rule.js';
import type { Dialect } from '../chunks/dialect.js';

/** What a worker needs to know about a table before its first chunk; plain, so that it can be cloned. */
export interface TableSetup {
  readonly columns: readonly (FieldKey | undefined)[];
  /** The name under which an unmapped column's text is kept; `undefined` for mapped and for ignored columns. */
  readonly extras: readonly (string | undefined)[];
  readonly encoding: string;
  readonly dialect: Dialect;
  /** Rows carry their own number in a first cell (sheets). */
  readonly framed: boolean;
  readonly scansPresent: readonly string[] | undefined;
}

/** What holds for the whole import. */
export interface CheckSetup {
  readonly tables: ReferenceTables;
  readonly settings: RuleSettings;
  readonly today: number;
  /** What office codes must begin with; '' when any may come. */
  readonly area: string;
  readonly createTableSql: string;
  /** Count accepted rows by year and office, for a report on rows that are not stored. */
  readonly tally: boolean;
  /** Off only to prove that the fast path changes nothing. */
  readonly fastPath: boolean;
}

export interface ChunkTask {
  readonly seq: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly length: number;
  /** The id of the first record; each record takes the next, blank ones too. */
  readonly firstId: number;
  readonly firstLine: number;
  /** Where accepted rows go; without it (dry run) only keys and content digests come back. */
  readonly shardPath: string | undefined;
}

export interface QuarantinedRow {
  readonly id: number;
  readonly line: number;
  /** JSON object: field key or header to the text in the file. */
  readonly cells: string;
  /** JSON array of findings. */
  readonly findings: string;
  readonly codes: readonly string[];
}

/** Accepted rows by year, and by office code and name joined by U+001F. */
export interface RowTally {
  readonly years: Readonly<Record<string, number>>;
  readonly offices: Readonly<Record<string, number>>;
}

export interface ChunkResult {
  readonly seq: number;
  readonly rows: number;
  readonly accepted: number;
  readonly flagged: number;
  /** Accepted rows with no need of the full validator; a measure, not part of the outcome. */
  readonly fast: number;
  /** Ids of accepted rows less the task's `firstId`, in order. */
  readonly ordinals: Uint32Array<ArrayBuffer>;
  readonly keys: Float64Array<ArrayBuffer>;
  readonly lines: Uint32Array<ArrayBuffer>;
  /** Entries for the person index: keys, and the ordinals of their rows. Empty in a dry run. */
  readonly personKeys: Float64Array<ArrayBuffer>;
  readonly personOrdinals: Uint32Array<ArrayBuffer>;
  /** 1 for an accepted row with warnings. */
  readonly flags: Uint8Array<ArrayBuffer>;
  /** 32 bytes an accepted row: row digests, or in a dry run digests of the 42 values alone. */
  readonly digests: Uint8Array<ArrayBuffer>;
  /** Accepted rows of the chunk with the same key: ordinal of the later one, then of an earlier one. */
  readonly repeats: readonly (readonly [later: number, earlier: number])[];
  readonly quarantined: readonly QuarantinedRow[];
  /** Warnings on accepted rows, by rule code. */
  readonly flagCounts: Readonly<Record<string, number>>;
  readonly tally: RowTally | undefined;
  readonly lastLine: number;
}
