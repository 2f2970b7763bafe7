import type { Box, Evidence } from '../../domain/scan.js';
import type { MessageKey } from '../../i18n/translate.js';
import type { CtcLattice } from '../engines/engine.js';
import type { Zone } from '../templates/template.js';
import type { Features } from './features.js';
import type { Ink } from './zone-lines.js';

/** A field while the page is being made sense of: what was seen, what it is taken for so far, and why. */
export interface FieldDraft {
  readonly zone: Zone;
  readonly box: Box;
  readonly ink: Ink;
  /** What stands there, character by character. */
  readonly written: string;
  /** The stored form of it. */
  readonly value: string;
  /** Of a number's only line, for decoding it with what the other fields say. */
  readonly lattice: CtcLattice | undefined;
  /**
   * Natural logarithm of how well the picture bears a text out against what was read: 0 for that, below for nearly all others,
   * −Infinity where it cannot be told.
   */
  readonly bears: (written: string) => number;
  /** What the second, independent reading makes of it, in stored form; absent when there was none. */
  readonly second: string | undefined;
  /** Whether another engine, asked about the same picture, reads the same. */
  readonly confirmed: boolean;
  readonly features: Features;
  readonly evidence: readonly Evidence[];
  /** What speaks so strongly against the value that no probability lets it pass without a person. */
  readonly barred: boolean;
}

interface Change {
  readonly value?: string;
  readonly written?: string;
  readonly barred?: boolean;
  readonly confirmed?: boolean;
  readonly evidence?: readonly Evidence[];
  readonly features?: Partial<Features>;
}

/** The draft with values replaced, and evidence and features added to those it has. */
export function revised(draft: FieldDraft, change: Change): FieldDraft {
  return {
    ...draft,
    value: change.value ?? draft.value,
    written: change.written ?? draft.written,
    barred: change.barred ?? draft.barred,
    confirmed: change.confirmed ?? draft.confirmed,
    evidence: [...draft.evidence, ...(change.evidence ?? [])],
    features: { ...draft.features, ...change.features },
  };
}

/** One more check that the value passes. */
export function passing(draft: FieldDraft, evidence: Evidence, checks = 1): FieldDraft {
  return revised(draft, { evidence: [evidence], features: { checks: draft.features.checks + checks } });
}

/** Something speaks against the value, so that a person has to look. */
export function barring(draft: FieldDraft, evidence: Evidence): FieldDraft {
  return revised(draft, { evidence: [evidence], barred: true });
}

/** Every kind has its text in both languages. */
type EvidenceKind = MessageKey extends infer Key ? (Key extends `scan.evidence.${infer Kind}` ? Kind : never) : never;

export function evidenceOf(kind: EvidenceKind, values: Evidence['values'] = {}): Evidence {
  return { kind, values };
}
