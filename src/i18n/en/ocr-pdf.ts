import type { ocrPdfMessages as zh } from '../zh/ocr-pdf.js';

export const ocrPdfMessages: Record<keyof typeof zh, string> = {
  'ocr-pdf.name': 'not the name of a PDF: {path}',
  'ocr-pdf.name.hint': 'give --out a name that ends in .pdf',
  'ocr-pdf.file-exists': 'the file is there already: {path}',
  'ocr-pdf.file-exists.hint': 'give another name, or add --force',
  'ocr-pdf.no-page': 'none of {pages} pages can be opened: no PDF was written',
  'ocr-pdf.no-page.hint': 'mreg ocr read says what is wrong with each file',
  'ocr-pdf.interrupted': 'interrupted: {path} was not written',
  'ocr-pdf.interrupted.hint': 'run it again; it begins anew',
  'ocr-pdf.bad-quality': 'a JPEG quality of {quality} is not between 1 and 100',
  'ocr-pdf.bad-quality.hint': 'without --quality it is 80',
  'ocr-pdf.bad-dpi': 'a resolution of {dpi} is not between 50 and 1200',
  'ocr-pdf.bad-dpi.hint': '--dpi 200 is usual; without it pages stay as scanned',
  'ocr-pdf.progress': 'writing',
  'ocr-pdf.missing': '{file}, page {page} cannot be read',
  'ocr-pdf.done': '{file}: {pages} pages of {files} files ({forms} of them forms) in {seconds} s, {rate} pages a minute',
  'ocr-pdf.without-text': 'no text: {file}, page {page}: {reason}',
  'ocr-pdf.without-picture': 'left empty: {file}, page {page}: {reason}',
  'ocr-pdf.unknown-problem': 'reading failed',
  'ocr-pdf.skipped': '{count} more files of the folders are no scans and were left out',
  'ocr-pdf.whole-numbers': 'The text holds whole document numbers: the file is readable by you alone, keep it as the paper is kept.',
};
