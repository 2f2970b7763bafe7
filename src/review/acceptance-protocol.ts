import type { Box } from '../domain/scan.js';

/** What the page and the server say to each other about samples of batches. Types only. Values are whole: they are compared with the paper. */

export interface AcceptanceField {
  readonly key: string;
  readonly label: string;
  /** '' where the record has none: then the paper must have none. */
  readonly value: string;
  /** Where on the picture it was read. */
  readonly box: Box | undefined;
}

export interface AcceptanceGroup {
  readonly title: string;
  readonly fields: readonly AcceptanceField[];
}

export interface AcceptanceTask {
  readonly kind: 'acceptance';
  readonly name: `acceptance-${number}`;
  /** What the server had when it made this; sent back. */
  readonly seen: string;
  readonly isOpen: boolean;
  /** What was found, by whom and when; empty while it is open. */
  readonly decided: string;
  readonly title: string;
  /** File and page, or file and row. */
  readonly place: string;
  /** Of the straightened picture; absent when there is none and the paper itself has to be looked at. */
  readonly page: { readonly width: number; readonly height: number } | undefined;
  /** Said above the fields: the record changed since the drawing, or the reviewer had a hand in it. */
  readonly notice: string;
  readonly groups: readonly AcceptanceGroup[];
  /** Keys of the fields that were marked. */
  readonly wrong: readonly string[];
}

/** Sent when a record was compared with the paper; no key: it is right in every field. */
export interface AcceptanceRequest {
  readonly seen: string;
  readonly wrong: readonly string[];
}
