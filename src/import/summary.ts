import type { BatchCounts } from '../store/batch-repository.js';

export interface CodeCount {
  readonly code: string;
  readonly count: number;
}

export type TableOutcome = 'loaded' | 'resumed' | 'already-imported' | 'checked';

export interface TableSummary extends BatchCounts {
  readonly name: string;
  readonly sheet: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly encoding: string;
  readonly outcome: TableOutcome;
  /** The batch that holds the file, when it was imported before. */
  readonly batch: number | null;
}

/** What an import, a dry run or `validate` did: the document of `import --json`. */
export interface ImportSummary extends BatchCounts {
  readonly batch: number | null;
  readonly dry_run: boolean;
  readonly files: readonly TableSummary[];
  readonly seconds: number;
  /** Most frequent first. */
  readonly reasons: readonly CodeCount[];
  readonly flags: readonly CodeCount[];
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

export const NO_COUNTS: BatchCounts = { rows: 0, accepted: 0, flagged: 0, quarantined: 0, already_present: 0 };

export function addCounts(a: BatchCounts, b: BatchCounts): BatchCounts {
  return {
    rows: a.rows + b.rows,
    accepted: a.accepted + b.accepted,
    flagged: a.flagged + b.flagged,
    quarantined: a.quarantined + b.quarantined,
    already_present: a.already_present + b.already_present,
  };
}

/** Counts per rule code, summed over chunks and files. */
export class CodeTally {
  private readonly counts = new Map<string, number>();

  add(counts: Readonly<Record<string, number>>): void {
    for (const [code, count] of Object.entries(counts)) this.counts.set(code, (this.counts.get(code) ?? 0) + count);
  }

  sorted(): CodeCount[] {
    const rows = [...this.counts].filter(([, count]) => count > 0).map(([code, count]) => ({ code, count }));
    return rows.toSorted((a, b) => b.count - a.count || a.code.localeCompare(b.code));
  }
}
