import { MregError } from '../../domain/error.js';
import type { PageReading } from '../../domain/scan.js';
import { openScan } from '../../ocr/pages/open-scan.js';
import type { OpenScan, PageImage } from '../../ocr/pages/scan.js';
import { failedReading, type PageAnswer, type PageRequest, type Refusal } from './page-message.js';

/** What makes fields of a page. */
export interface PageReads {
  readonly id: string;
  read(page: PageImage): Promise<PageReading>;
  close(): Promise<void>;
}

/** Answers requests about scans, one at a time. The scan that was read last stays open: a volume is not opened anew for each page. */
export class PageServer {
  private readonly reader: PageReads;
  private opened: { readonly path: string; readonly scan: OpenScan } | undefined;

  constructor(reader: PageReads) {
    this.reader = reader;
  }

  async answer(request: PageRequest): Promise<PageAnswer> {
    const { kind, seq, path } = request;
    try {
      const scan = await this.open(path);
      if (kind === 'open') return { kind: 'opened', seq, opened: { type: scan.type, pages: scan.pages } };
      return { kind: 'read', seq, reading: await this.read(scan, request.page) };
    } catch (cause) {
      if (!(cause instanceof MregError)) throw cause;
      return { kind: 'refused', seq, refusal: refusalOf(cause) };
    }
  }

  /** A page that is broken fails alone; anything that is no refusal is a bug, and not the page's. */
  private async read(scan: OpenScan, page: number): Promise<PageReading> {
    try {
      return await this.reader.read(await scan.page(page));
    } catch (cause) {
      if (!(cause instanceof MregError) || cause.kind !== 'input-refused') throw cause;
      return failedReading(cause.key, this.reader.id);
    }
  }

  private async open(path: string): Promise<OpenScan> {
    if (this.opened?.path === path) return this.opened.scan;
    await this.closeScan();
    this.opened = { path, scan: await openScan({ path }) };
    return this.opened.scan;
  }

  async close(): Promise<void> {
    await this.closeScan();
    await this.reader.close();
  }

  private async closeScan(): Promise<void> {
    const opened = this.opened;
    this.opened = undefined;
    await opened?.scan.close();
  }
}

export function refusalOf({ kind, key, values }: MregError): Refusal {
  return { errorKind: kind, key, values };
}
