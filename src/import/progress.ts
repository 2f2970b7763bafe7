/** How far a long operation has come; `done` and `total` in bytes or rows of the source. */
export interface ImportProgress {
  readonly done: number;
  readonly total: number;
  readonly rows: number;
  readonly accepted: number;
  readonly quarantined: number;
}

export type OnImportProgress = (progress: ImportProgress) => void;
