import type { ReferenceTables } from '../domain/reference.js';
import type { RuleSettings } from '../domain/rule.js';
import type { Registry } from '../store/open.js';
import type { OnImportProgress } from './progress.js';
import type { PackageLimits } from './readers/packages.js';
import type { QuarantinedRow, RowTally } from './rows/chunk-task.js';
import type { TablePlan } from './table-plan.js';

export type ErrorBudget = { readonly kind: 'count'; readonly rows: number } | { readonly kind: 'share'; readonly percent: number };

/** What the user asked for, the same for an import, a dry run and `validate`. */
export interface ImportRequest {
  readonly paths: readonly string[];
  readonly encoding?: string | undefined;
  readonly delimiter?: string | undefined;
  readonly sheet?: string | undefined;
  readonly mappingPath?: string | undefined;
  readonly profile?: string | undefined;
  readonly maxErrors?: ErrorBudget | undefined;
  /** Scans that came without tables: the rows are read from the pages. */
  readonly scans?: boolean;
  /** The office of forms that name none. */
  readonly office?: string | undefined;
  /** Folders of form templates and of recognition models of the user's own. */
  readonly templatesPath?: string | undefined;
  readonly modelsPath?: string | undefined;
  /** Another engine that scans are read by, where the first is not certain. */
  readonly secondOpinion?: string | undefined;
  /** Worker threads; 0 works in this thread. */
  readonly jobs: number;
  readonly chunkBytes: number;
}

/** What every pass over the input needs from outside. */
export interface CheckDeps {
  readonly tables: ReferenceTables;
  readonly settings: RuleSettings;
  /** Asia/Shanghai date as yyyymmdd. */
  readonly today: number;
  /** The area of whoever loads: what the office codes of rows must begin with; '' when any may come. */
  readonly area: string;
  /** A folder of our own for unpacked files and shards. */
  readonly workPath: string;
  readonly limits: PackageLimits;
  /** Milliseconds, for the duration only. */
  readonly elapsedMs: () => number;
  readonly signal: AbortSignal;
  readonly onPlan: (plan: TablePlan) => void;
  readonly onProgress: OnImportProgress;
  readonly onQuarantined?: ((row: QuarantinedRow, plan: TablePlan) => void) | undefined;
  /** Given when a check shall count accepted rows by year and office. */
  readonly onTally?: ((tally: RowTally) => void) | undefined;
  readonly fastPath?: boolean;
}

export interface LoadDeps extends CheckDeps {
  readonly registry: Registry;
  readonly actor: string;
  /** Source of the records (docs/records.md). */
  readonly source: string;
  /** Whether the person may load rows of a source: of the batch that is continued, too, whoever began it. */
  readonly mayLoad: (source: string) => boolean;
  /** The present instant, as the ledger writes it. */
  readonly timestamp: () => string;
  /** Signs the ledger's head once the batch is complete. */
  readonly signLedger: () => void;
}
