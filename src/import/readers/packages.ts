import type { Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { MregError } from '../../domain/error.js';
import { fileError } from '../../tables/file-error.js';
import { kindByName } from '../../tables/file-kind.js';
import { InputCollection } from './input-collection.js';
import type { OpenedInputs } from './input-collection.js';
import { openPackage } from './package-entries.js';
import { tableKind, tableProblemError } from '../../tables/table-kind.js';
import type { ZipLimits } from '../../tables/zip-archive.js';

export type { InputFile, OpenedInputs, ScanEntry, ScanPlace, SkippedEntry } from './input-collection.js';
export type PackageLimits = ZipLimits;

/** A county's box of 187,000 pages fits; a bomb of a few kilobytes does not. */
export const DEFAULT_PACKAGE_LIMITS: PackageLimits = {
  maxEntries: 1_000_000,
  maxEntryBytes: 4 * 1024 ** 3,
  maxTotalBytes: 16 * 1024 ** 3,
  maxRatio: 250,
};

interface Opening {
  readonly inputs: InputCollection;
  readonly workDirectory: string;
  readonly limits: PackageLimits;
  readonly signal: AbortSignal | undefined;
}

/**
 * Finds the tables in files, folders and ZIP packages. Members of packages are unpacked into `workDirectory` under names of
 * our own making; scans stay where they are and are listed. What was passed over is named with its reason.
 * A path that is given directly must be readable, or it is an error; inside a folder or package it is skipped.
 * @throws MregError `import.file-missing` and its like, `import.old-workbook` and its like, `import.zip-*`, `import.disk-full`
 */
export async function openInputs(
  paths: readonly string[],
  workDirectory: string,
  limits: PackageLimits = DEFAULT_PACKAGE_LIMITS,
  signal?: AbortSignal,
): Promise<OpenedInputs> {
  const opening: Opening = { inputs: new InputCollection(), workDirectory, limits, signal };
  for (const path of paths) await openPath(path, opening);
  return opening.inputs.result();
}

async function openPath(path: string, opening: Opening): Promise<void> {
  const status = await statusOf(path);
  opening.inputs.beginGroup();
  if (status.isDirectory()) return await openFolder(path, opening);
  if (!status.isFile()) throw new MregError('input-refused', 'import.special-file', { file: path });
  if (kindByName(basename(path)) === 'scan') return opening.inputs.addScan({ name: path, place: { path } });
  if (kindByName(basename(path)) === 'other-archive') throw new MregError('input-refused', 'import.other-archive', { file: path });
  await openFile(path, status.size, opening);
}

async function statusOf(path: string): Promise<Stats> {
  return await stat(path).catch((cause: unknown) => {
    throw fileError(cause, path);
  });
}

async function openFile(path: string, bytes: number, opening: Opening): Promise<void> {
  const { inputs, limits } = opening;
  if (!inputs.isNew(await realpath(path))) return inputs.skip(path, 'duplicate');
  const found = await tableKind(path, path, limits);
  if (found.kind === 'problem') throw tableProblemError(path, found.problem);
  if (found.kind === 'package') return await openPackage(path, opening);
  inputs.addFile({ name: path, localPath: path, kind: found.kind, bytes });
}

async function openFolder(folder: string, opening: Opening): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw fileError(cause, folder);
  });
  const sorted = entries.toSorted((left, right) => (left.name < right.name ? -1 : 1));
  for (const entry of sorted) {
    opening.signal?.throwIfAborted();
    const path = join(folder, entry.name);
    if (kindByName(entry.name) === 'hidden') opening.inputs.skip(path, 'hidden');
    else if (entry.isSymbolicLink()) opening.inputs.skip(path, 'link');
    else if (entry.isDirectory()) await openFolder(path, opening);
    else if (entry.isFile()) await openMember(path, opening);
    else opening.inputs.skip(path, 'special-file');
  }
}

/** A file in a folder: what a program could not read when named directly is here passed over and reported. */
async function openMember(path: string, opening: Opening): Promise<void> {
  const { inputs, limits } = opening;
  const kind = kindByName(basename(path));
  if (kind === 'scan') return inputs.addScan({ name: path, place: { path } });
  if (kind === 'unknown' || kind === 'other-archive') return inputs.skip(path, kind === 'unknown' ? 'unknown-type' : 'other-archive');
  const found = await tableKind(path, path, limits);
  if (found.kind === 'problem') return inputs.skip(path, found.problem);
  await openFile(path, (await statusOf(path)).size, opening);
}
