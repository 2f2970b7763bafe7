import type { ocrPageMessages as zh } from '../zh/ocr-page.js';

export const ocrPageMessages: Record<keyof typeof zh, string> = {
  'ocr-page.empty': '{file} is empty and has no page',
  'ocr-page.empty.hint': 'Scan it again, or ask the sender for the complete file',
  'ocr-page.unknown-format': '{file} is no scan that can be read',
  'ocr-page.unknown-format.hint': 'PNG, JPEG, TIFF and PDF are read, told by what is in the file and not by its name; convert others first',
  'ocr-page.file-too-large': '{file} has {bytes} bytes, more than the limit of {limit}',
  'ocr-page.file-too-large.hint': 'Split it into several files, a volume each',
  'ocr-page.too-many-pages': '{file} has {pages} pages, more than the limit of {limit}',
  'ocr-page.too-many-pages.hint': 'Split it into several files, a volume each',
  'ocr-page.too-many-pixels': '{file} page {page} is {width}×{height} pixels, more than the limit of {limit}; it was not decoded',
  'ocr-page.too-many-pixels.hint': 'Check where it comes from; if it is a record, scan it again at 300 dpi',
  'ocr-page.password': '{file} is protected by a password',
  'ocr-page.password.hint': 'Remove the password in a PDF program, save a copy and try again',
  'ocr-page.broken': '{file} is broken and cannot be opened ({detail})',
  'ocr-page.broken.hint': 'Scan it again, or transfer the file again',
  'ocr-page.page-broken': '{file} page {page} is broken and cannot be read ({detail})',
  'ocr-page.page-broken.hint': 'Scan this page again; the other pages of the file are not affected',
  'ocr-page.no-such-page': '{file} has no page {page}; it has {pages}',
  'ocr-page.no-such-page.hint': 'Pages are counted from 1',
  'ocr-page.nothing-to-read': 'there is no scan to read: {paths}',
  'ocr-page.nothing-to-read.hint': 'name PNG, JPEG, TIFF or PDF files, or folders that hold some',
};
