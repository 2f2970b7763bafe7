interface Sized {
  readonly bytes: number;
}

/** How much of the input is done, by bytes: the pages of a volume are known only when it is opened. */
export class InputShare {
  private readonly before: Float64Array;
  private readonly total: number;

  constructor(scans: readonly Sized[]) {
    this.before = new Float64Array(scans.length);
    let total = 0;
    scans.forEach(({ bytes }, index) => {
      this.before[index] = total;
      total += bytes;
    });
    this.total = total;
  }

  /** 0 to 1. @param part how much of the scan with this index is done */
  at(index: number, { bytes }: Sized, part: number): number {
    return this.total === 0 ? 0 : Math.min(1, ((this.before[index] ?? 0) + bytes * part) / this.total);
  }
}
