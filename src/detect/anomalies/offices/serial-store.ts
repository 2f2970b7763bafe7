/** Serials of a page stand side by side: certificates are numbered in order, so pages fill. */
const PAGE_BITS = 8;
const PAGE_SIZE = 1 << PAGE_BITS;

/** The certificates of one series by serial, with the registration that first had each. */
export class SerialSeries {
  /** `J440104-2015`, `粤穗结字0104`: what comes before the serial. */
  readonly label: string;
  count = 0;
  private readonly pages = new Map<number, Float64Array>();

  constructor(label: string) {
    this.label = label;
  }

  /** @returns the registration that has the serial already, or 0 when this is the first */
  add(serial: number, id: number): number {
    const page = this.pageOf(serial);
    const at = serial & (PAGE_SIZE - 1);
    const first = page[at] ?? 0;
    if (first !== 0) return first;
    page[at] = id;
    this.count += 1;
    return 0;
  }

  /** The registration that has a serial; 0 when none has. */
  idOf(serial: number): number {
    return this.pages.get(serial >>> PAGE_BITS)?.[serial & (PAGE_SIZE - 1)] ?? 0;
  }

  /** Ascending. */
  *serials(): Generator<number> {
    for (const number of [...this.pages.keys()].toSorted((left, right) => left - right)) {
      const page = this.pages.get(number);
      for (let at = 0; at < PAGE_SIZE; at += 1) if (page?.[at] !== undefined && page[at] !== 0) yield number * PAGE_SIZE + at;
    }
  }

  private pageOf(serial: number): Float64Array {
    const number = serial >>> PAGE_BITS;
    const known = this.pages.get(number);
    if (known !== undefined) return known;
    const page = new Float64Array(PAGE_SIZE);
    this.pages.set(number, page);
    return page;
  }
}
