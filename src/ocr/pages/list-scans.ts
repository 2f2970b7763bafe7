import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { MregError } from '../../domain/error.js';
import { naturalOrder } from '../../lib/natural-order.js';
import { fileError } from '../../tables/file-error.js';

const SCAN_NAMES: ReadonlySet<string> = new Set(['.png', '.jpg', '.jpeg', '.jpe', '.tif', '.tiff', '.pdf']);

export interface ListedScans {
  /** Paths, in the order in which their pages make up a volume. */
  readonly files: readonly string[];
  /** What lies in the folders and is no scan by its name, a link, or no file. */
  readonly skipped: readonly string[];
}

/**
 * The scans that paths name, in the order given; of a folder all that are in it, folders within it too, numbers in names by their size:
 * page 2 comes before page 10. Links in folders are not followed.
 * @throws MregError `input-refused` for a path that is not there or is no file; `usage` when there is nothing to read at all
 */
export async function listScans(paths: readonly string[]): Promise<ListedScans> {
  const files: string[] = [];
  const skipped: string[] = [];
  for (const path of paths) {
    const status = await stat(path).catch((cause: unknown) => {
      throw fileError(cause, path);
    });
    if (status.isDirectory()) await listFolder(path, files, skipped);
    else if (status.isFile()) files.push(path);
    else throw new MregError('input-refused', 'import.special-file', { file: path });
  }
  if (files.length === 0) throw new MregError('usage', 'ocr-page.nothing-to-read', { paths: paths.join(' ') });
  return { files, skipped };
}

async function listFolder(folder: string, files: string[], skipped: string[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw fileError(cause, folder);
  });
  for (const entry of entries.toSorted((left, right) => naturalOrder(left.name, right.name))) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await listFolder(path, files, skipped);
    else if (entry.isFile() && SCAN_NAMES.has(extname(entry.name).toLowerCase())) files.push(path);
    else skipped.push(path);
  }
}
