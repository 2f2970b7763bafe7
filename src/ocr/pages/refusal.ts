import { MregError } from '../../domain/error.js';
import type { MessageValues } from '../../domain/error.js';
import type { ScanLimits } from './scan.js';

/** A page as messages call it. */
export interface PagePlace {
  readonly file: string;
  readonly page: number;
}

export function brokenPage({ file, page }: PagePlace, cause?: unknown): MregError {
  const values: MessageValues = { file, page, detail: cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : '' };
  return new MregError('input-refused', 'ocr-page.page-broken', values, { cause });
}

export function refuseLargePage({ file, page }: PagePlace, width: number, height: number, limits: ScanLimits): void {
  if (width * height <= limits.maxPixels) return;
  throw new MregError('input-refused', 'ocr-page.too-many-pixels', { file, page, width, height, limit: limits.maxPixels });
}

export function refuseManyPages(file: string, pages: number, limits: ScanLimits): void {
  if (pages <= limits.maxPages) return;
  throw new MregError('input-refused', 'ocr-page.too-many-pages', { file, pages, limit: limits.maxPages });
}
