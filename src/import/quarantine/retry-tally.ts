import type { Finding } from '../../domain/finding.js';

/**
 * What became of one row of a repair sheet.
 * `loaded` it is now a registration · `already-present` the registry had this registration; the row is linked to it ·
 * `still-wrong` changed, but reasons remain; it stays in quarantine as it was · `unchanged` nobody edited it ·
 * `resolved` repaired, discarded or undone before · `unknown` no such row · `mismatched` the id and the digest do not
 * belong together · `elsewhere` a row of another area, or of a source this account does not load ·
 * `unseen` it was read from a scan that nobody has looked at: the review page comes first · `repeated` the sheet has the id twice; only the first counts.
 */
export const RETRY_OUTCOMES = [
  'loaded',
  'already-present',
  'still-wrong',
  'unchanged',
  'resolved',
  'unknown',
  'mismatched',
  'elsewhere',
  'unseen',
  'repeated',
] as const;
export type RetryOutcome = (typeof RETRY_OUTCOMES)[number];

/** Keys as printed by `--json`. */
export interface RetryDetail {
  readonly line: number;
  readonly id: number | null;
  readonly outcome: RetryOutcome;
  /** The registration the row became or was found to be. */
  readonly registration?: number;
  /** Why it is still wrong. */
  readonly findings?: readonly Finding[];
}

export interface RetrySummary {
  readonly sheet: string;
  readonly sha256: string;
  /** The batches of the loaded rows, one for each batch they were quarantined by. */
  readonly batches: readonly number[];
  readonly rows: number;
  readonly loaded: number;
  /** Loaded with warnings; counted in `loaded` too. */
  readonly flagged: number;
  readonly already_present: number;
  readonly still_wrong: number;
  readonly unchanged: number;
  readonly resolved: number;
  readonly unknown: number;
  readonly mismatched: number;
  readonly elsewhere: number;
  readonly unseen: number;
  readonly repeated: number;
  /** The rows a person has to look at, first ones first; unchanged rows are only counted. */
  readonly details: readonly RetryDetail[];
  readonly details_left_out: number;
}

const MAX_DETAILS = 1_000;

/** Counts outcomes and keeps the details of the first thousand, so that a sheet of any length fits in memory. */
export class RetryTally {
  private readonly counts: Record<RetryOutcome, number>;
  private readonly details: RetryDetail[] = [];
  private detailsLeftOut = 0;
  private flagged = 0;

  constructor() {
    this.counts = {
      loaded: 0,
      'already-present': 0,
      'still-wrong': 0,
      unchanged: 0,
      resolved: 0,
      unknown: 0,
      mismatched: 0,
      elsewhere: 0,
      unseen: 0,
      repeated: 0,
    };
  }

  add(detail: RetryDetail, flagged = false): void {
    this.counts[detail.outcome] += 1;
    if (flagged) this.flagged += 1;
    if (detail.outcome === 'unchanged') return;
    if (this.details.length < MAX_DETAILS) this.details.push(detail);
    else this.detailsLeftOut += 1;
  }

  summary(sheet: { readonly name: string; readonly sha256: string }, batches: readonly number[]): RetrySummary {
    const { 'already-present': already_present, 'still-wrong': still_wrong, ...counts } = this.counts;
    return {
      sheet: sheet.name,
      sha256: sheet.sha256,
      batches,
      rows: RETRY_OUTCOMES.reduce((rows, outcome) => rows + this.counts[outcome], 0),
      ...counts,
      already_present,
      still_wrong,
      flagged: this.flagged,
      details: this.details,
      details_left_out: this.detailsLeftOut,
    };
  }
}
