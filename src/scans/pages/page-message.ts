import type { ErrorKind, MessageValues } from '../../domain/error.js';
import type { ReferenceTables } from '../../domain/reference.js';
import type { ModelFiles } from '../../ocr/engines/model-files.js';
import type { SecondOpinion } from '../../ocr/reading/second-opinion.js';
import type { Template } from '../../ocr/templates/template.js';
import type { PageReading } from '../../domain/scan.js';

/** What a reader of pages is opened with; plain, so that it can be handed to another process. */
export interface ReaderSetup {
  readonly tables: ReferenceTables;
  /** Asia/Shanghai date as yyyymmdd. */
  readonly today: number;
  readonly templates: readonly Template[];
  readonly models: ModelFiles;
  readonly secondOpinion: SecondOpinion;
}

export type PageRequest =
  | { readonly kind: 'open'; readonly seq: number; readonly path: string }
  | { readonly kind: 'read'; readonly seq: number; readonly path: string; readonly page: number };

/** A failure with a reason a user can act on, on its way between processes. */
export interface Refusal {
  readonly errorKind: ErrorKind;
  readonly key: string;
  readonly values: MessageValues;
}

export interface OpenedPages {
  readonly type: string;
  readonly pages: number;
}

export type PageAnswer =
  | { readonly kind: 'ready'; readonly reader: string }
  | { readonly kind: 'opened'; readonly seq: number; readonly opened: OpenedPages }
  | { readonly kind: 'read'; readonly seq: number; readonly reading: PageReading }
  | { readonly kind: 'refused'; readonly seq: number; readonly refusal: Refusal }
  | { readonly kind: 'cannot-start'; readonly refusal: Refusal };

/** An answer as a process sends it. */
export interface SentAnswer {
  readonly answer: PageAnswer;
  /** What the process holds in memory. */
  readonly residentBytes: number;
}

/** The reading of a page that could not be read. @param problem the key of the message that says why */
export function failedReading(problem: string, reader: string): PageReading {
  const straightening = { turn: 0, skewDegrees: 0, scale: 1, width: 0, height: 0 } as const;
  return { outcome: 'failed', problem, template: '', templateVersion: 0, reader, straightening, fields: [] };
}
