const HEAD_ROWS = 20;

export interface SampledRow {
  /** From 0, in the order of the file. */
  readonly index: number;
  readonly cells: readonly string[];
}

/**
 * Rows spread evenly over a file whose length is not known until its end: every row at first, then every second, every
 * fourth. A leak is judged on some hundred rows; the others need not be held.
 */
export class RowSample {
  count = 0;
  /** The first rows, where a header may stand. */
  readonly head: SampledRow[] = [];
  readonly #most: number;
  #rows: SampledRow[] = [];
  #step = 1;

  constructor(most: number) {
    this.#most = most;
  }

  add(cells: readonly string[]): void {
    const row = { index: this.count, cells };
    this.count += 1;
    if (this.head.length < HEAD_ROWS) this.head.push(row);
    if (row.index % this.#step !== 0) return;
    this.#rows.push(row);
    if (this.#rows.length < this.#most * 2) return;
    this.#step *= 2;
    this.#rows = this.#rows.filter(({ index }) => index % this.#step === 0);
  }

  get rows(): readonly SampledRow[] {
    return this.#rows;
  }
}
