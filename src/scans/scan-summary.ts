import { STANDINGS, type PageOutcome, type PageReading, type Standing } from '../domain/scan.js';
import type { ImportSummary } from '../import/summary.js';
import type { Registry } from '../store/open.js';
import { BatchRepository } from '../store/batch-repository.js';
import { ScanRepository } from '../store/scan-repository.js';
import type { LostScan } from './plan-scans.js';

/** A page that became no row, or whose file was not read. */
export interface PageProblem {
  readonly name: string;
  readonly page: number;
  readonly outcome: Exclude<PageOutcome, 'read'>;
  /** The key of the message that says why; '' where the outcome says it all. */
  readonly problem: string;
}

/** What became of pages; `read` are those that are forms, each of which is a row. */
export interface PageCounts {
  readonly pages: number;
  readonly read: number;
  readonly blank: number;
  readonly unrecognised: number;
  readonly failed: number;
}

export interface ScanCounts extends PageCounts {
  /** Fields of the forms by what their values rest on. */
  readonly fields: Readonly<Record<Standing, number>>;
  readonly problems: readonly PageProblem[];
  /** Files that were to be scans and are none. */
  readonly unreadable: readonly LostScan[];
}

/** What an import of scans did: the document of `import --json`. A row is a page that is a form. */
export interface ScanImportSummary extends ImportSummary {
  readonly scans: ScanCounts;
}

/** Counts pages as they come. */
export class PageTally {
  private readonly outcomes: Record<PageOutcome, number> = { read: 0, blank: 0, unrecognised: 0, failed: 0 };
  private readonly standings = Object.fromEntries(STANDINGS.map((standing) => [standing, 0])) as Record<Standing, number>;
  private readonly problems: PageProblem[] = [];

  add(name: string, page: number, { outcome, problem, fields }: Pick<PageReading, 'outcome' | 'problem' | 'fields'>): void {
    this.outcomes[outcome] += 1;
    if (outcome !== 'read') this.problems.push({ name, page, outcome, problem });
    for (const { standing } of fields) this.standings[standing] += 1;
  }

  /** How many pages came so far. */
  get pages(): number {
    return Object.values(this.outcomes).reduce((sum, count) => sum + count, 0);
  }

  counts(unreadable: readonly LostScan[]): ScanCounts {
    return { pages: this.pages, ...this.outcomes, fields: { ...this.standings }, problems: this.problems, unreadable };
  }
}

/** What became of all pages of a batch, those of earlier runs included. */
export function scansOfBatch(registry: Registry, batchId: number, unreadable: readonly LostScan[]): ScanCounts {
  const scans = new ScanRepository(registry);
  const names = new Map(new BatchRepository(registry).files(batchId).map(({ file_no, name }) => [file_no, name]));
  const outcomes = scans.countOutcomes(batchId);
  const pages = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  const problems = scans.pagesWithoutRow(batchId).map(({ fileNo, page, outcome, problem }) => {
    return { name: names.get(fileNo) ?? '', page, outcome, problem } as PageProblem;
  });
  return { pages, ...outcomes, fields: scans.countStandings(batchId), problems, unreadable };
}
