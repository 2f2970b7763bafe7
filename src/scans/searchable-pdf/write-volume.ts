import { existsSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { MregError } from '../../domain/error.js';
import { maskNumbersIn } from '../../domain/masking.js';
import { listScans } from '../../ocr/pages/list-scans.js';
import { openScan } from '../../ocr/pages/open-scan.js';
import type { OpenScan } from '../../ocr/pages/scan.js';
import type { PageTextReader } from '../../ocr/page-text/page-text.js';
import { requireFolderOf, stageFile } from '../../report/staged-file.js';
import { writeSearchablePdf, type PdfPage } from '../../report/pdf/searchable-pdf.js';
import { bytesOfJpeg, missingPage, volumePage, type PictureWish } from './volume-page.js';

export interface VolumeRequest extends PictureWish {
  readonly paths: readonly string[];
  readonly out: string;
  /** Writes over a file that is there. */
  readonly force: boolean;
}

export interface VolumeDeps {
  /** Opened when the first page comes. */
  readonly openReader: () => Promise<PageTextReader>;
  /** What stands, unseen, on a page that cannot be shown. */
  readonly missingText: (file: string, page: number) => string;
  readonly producer: string;
  readonly signal: AbortSignal;
  /** After each page. `fraction`: how much of the files is done. */
  readonly onPage: (progress: { readonly pages: number; readonly fraction: number }) => void;
}

/** A page without text, or without its picture. */
export interface PageProblem {
  readonly file: string;
  readonly page: number;
  /** The key of a message and its values, where the reason is known; '' otherwise. */
  readonly problem: string;
  readonly values: MregError['values'];
}

export interface VolumeSummary {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly files: number;
  readonly pages: number;
  /** Pages of known forms; the others were read line by line. */
  readonly forms: number;
  /** In the file with their picture, but not to be searched. */
  readonly without_text: readonly PageProblem[];
  /** In the file as empty pages: their picture cannot be read. */
  readonly without_picture: readonly PageProblem[];
  readonly skipped: readonly string[];
}

/**
 * Writes the scans of a volume as one PDF that can be searched. The file appears under its name when it is whole, for its owner alone:
 * what is to be searched holds whole document numbers.
 * @throws MregError `usage` for a file that is there or is no PDF by its name, `input-refused` when not one page can be shown,
 *   `interrupted` by the signal; nothing is left behind
 */
export async function writeVolume(request: VolumeRequest, deps: VolumeDeps): Promise<VolumeSummary> {
  const { out, force } = request;
  if (extname(out).toLowerCase() !== '.pdf') throw new MregError('usage', 'ocr-pdf.name', { path: out });
  if (!force && existsSync(out)) throw new MregError('usage', 'ocr-pdf.file-exists', { path: out });
  requireFolderOf(out);
  const { files, skipped } = await listScans(request.paths);
  const volume = new Volume(request, deps);
  try {
    const title = maskNumbersIn(basename(out, extname(out)));
    const file = await stageFile(out, (sink) => writeSearchablePdf(sink, { title, producer: deps.producer }, volume.pages(files)));
    file.publish();
    const { bytes, sha256 } = file;
    return { file: out, bytes, sha256, files: files.length, ...volume.counts(), skipped };
  } finally {
    await volume.close();
  }
}

class Volume {
  private readonly request: VolumeRequest;
  private readonly deps: VolumeDeps;
  private reader: Promise<PageTextReader> | undefined;
  private written = 0;
  private forms = 0;
  private readonly withoutText: PageProblem[] = [];
  private readonly withoutPicture: PageProblem[] = [];

  constructor(request: VolumeRequest, deps: VolumeDeps) {
    this.request = request;
    this.deps = deps;
  }

  async *pages(files: readonly string[]): AsyncGenerator<PdfPage> {
    for (const [at, file] of files.entries()) {
      const scan = await openScan({ path: file }).catch((cause: unknown) => this.noPicture(file, 1, cause));
      try {
        yield* this.pagesOf(file, scan, (share) => (at + share) / files.length);
      } finally {
        await scan?.close();
      }
    }
    if (this.written === this.withoutPicture.length) throw new MregError('input-refused', 'ocr-pdf.no-page', { pages: this.written });
  }

  private async *pagesOf(file: string, scan: OpenScan | undefined, fraction: (share: number) => number): AsyncGenerator<PdfPage> {
    const count = scan?.pages ?? 1;
    for (let page = 1; page <= count; page += 1) {
      if (this.deps.signal.aborted) throw new MregError('interrupted', 'ocr-pdf.interrupted', { path: this.request.out });
      const made =
        (scan === undefined ? undefined : await this.page(file, scan, page)) ??
        (await missingPage(this.deps.missingText(nameOf(file), page)));
      yield page === 1 ? { ...made, bookmark: nameOf(file) } : made;
      this.written += 1;
      this.deps.onPage({ pages: this.written, fraction: fraction(page / count) });
    }
  }

  private async page(file: string, scan: OpenScan, number: number): Promise<PdfPage | undefined> {
    const page = await scan.page(number).catch((cause: unknown) => this.noPicture(file, number, cause));
    if (page === undefined) return undefined;
    this.reader ??= this.deps.openReader();
    // Without an engine no page could be read: that is no trouble of this page.
    const reader = await this.reader;
    const text = await reader.read(page).catch((cause: unknown) => {
      this.withoutText.push(problemOf(file, number, cause));
      return undefined;
    });
    if (text !== undefined && text.template !== '') this.forms += 1;
    return await volumePage(page, text, this.request, await bytesOfJpeg(file, scan));
  }

  /** A page that cannot be read must not keep the others from being written. */
  private noPicture(file: string, page: number, cause: unknown): undefined {
    if (!(cause instanceof MregError) || cause.kind !== 'input-refused') throw cause;
    this.withoutPicture.push(problemOf(file, page, cause));
    return undefined;
  }

  counts(): Pick<VolumeSummary, 'pages' | 'forms' | 'without_text' | 'without_picture'> {
    return { pages: this.written, forms: this.forms, without_text: this.withoutText, without_picture: this.withoutPicture };
  }

  async close(): Promise<void> {
    // What could not be opened was reported with the first page.
    await (await this.reader?.catch(() => undefined))?.close();
  }
}

const nameOf = (file: string): string => maskNumbersIn(basename(file));

function problemOf(file: string, page: number, cause: unknown): PageProblem {
  const known = cause instanceof MregError ? { problem: cause.key, values: cause.values } : { problem: '', values: {} };
  return { file, page, ...known };
}
