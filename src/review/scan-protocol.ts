import type { Box, Standing } from '../domain/scan.js';

/**
 * What the page and the server say to each other about scans. Types only. Values are whole here: a clerk compares them with the
 * picture of a page of the own area.
 */

/** A message of the rules about fields, or about the row where there are none. */
export interface FieldFinding {
  readonly fields: readonly string[];
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly advice: string;
}

/** The size of the straightened page, in which boxes are measured. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** How a page is gone through: `check` what was read; `key` without seeing what was read or what the other of two persons keyed;
 * `decide` between what two persons keyed. */
export type KeyingMode = 'check' | 'key' | 'decide';

export interface ScanField {
  readonly key: string;
  readonly label: string;
  /** `absent`: the form has no such field. */
  readonly standing: Standing | 'absent';
  /** As a person would type it; '' where it is not shown. */
  readonly value: string;
  /** In per cent; '' where nothing was read or it is not shown. */
  readonly confidence: string;
  readonly evidence: readonly string[];
  readonly box: Box | undefined;
  /** The page is not finished before this field was looked at. */
  readonly mustLook: boolean;
  /** What was read is not shown. */
  readonly isBlind: boolean;
  /** What two persons keyed, where they differ; no names. */
  readonly opinions: readonly string[];
}

export interface ScanTask {
  readonly kind: 'scan';
  readonly name: `scan-${number}`;
  readonly id: number;
  /** What the server had when it made this; sent back. */
  readonly seen: string;
  readonly isOpen: boolean;
  /** What became of it, by whom and when; empty while it is open. */
  readonly decided: string;
  readonly title: string;
  /** `2010年第3卷.pdf，第 17 页` */
  readonly place: string;
  readonly mode: KeyingMode;
  readonly page: PageSize;
  /** What has to be looked at first, then the others in the order of the form, then what is not on it. */
  readonly fields: readonly ScanField[];
  readonly findings: readonly FieldFinding[];
  /** What is written into a field that nobody can read. */
  readonly unreadable: string;
}

/** Sent when a page is finished, with the fields that were looked at. */
export interface KeyingRequest {
  readonly seen: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Sent instead by who is not sure. */
export interface SkipRequest {
  readonly skip: true;
}

/** What the rules say of what is being typed, and how the registry would write it where that is something else. */
export interface TypedAnswer {
  readonly values: Readonly<Record<string, string>>;
  readonly findings: readonly FieldFinding[];
}

/** A field in which a keyed row and its scan differ. */
export interface CheckField {
  readonly key: string;
  readonly label: string;
  readonly keyed: string;
  readonly read: string;
  readonly confidence: string;
  readonly box: Box;
  readonly verdict: 'open' | CheckVerdict;
}

/** Who is right: the keyed row or the scan. */
export type CheckVerdict = 'keyed' | 'scan';

export interface CheckTask {
  readonly kind: 'check';
  readonly name: `check-${number}`;
  readonly id: number;
  readonly seen: string;
  readonly isOpen: boolean;
  readonly decided: string;
  readonly title: string;
  readonly place: string;
  readonly page: PageSize;
  readonly fields: readonly CheckField[];
}

export interface CheckRequest {
  readonly seen: string;
  readonly verdicts: Readonly<Record<string, CheckVerdict>>;
}
