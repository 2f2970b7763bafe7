import { join } from 'node:path';
import { MregError } from '../../domain/error.js';
import { kindByName } from '../../tables/file-kind.js';
import type { InputCollection } from './input-collection.js';
import { tableKind } from '../../tables/table-kind.js';
import { writePieces } from './write-file.js';
import { ZipArchive } from '../../tables/zip-archive.js';
import type { ZipEntry, ZipLimits } from '../../tables/zip-archive.js';
import { isUnsafeName } from '../../tables/zip-name.js';

interface Unpacking {
  readonly inputs: InputCollection;
  readonly workDirectory: string;
  readonly limits: ZipLimits;
  readonly signal: AbortSignal | undefined;
}

/**
 * Takes the tables out of a package. A package that tries to escape, hides an archive in itself, is encrypted or names two
 * members alike is refused whole: what remains of it would not be what the county meant to send.
 */
export async function openPackage(path: string, unpacking: Unpacking): Promise<void> {
  const archive = await ZipArchive.open(path, path, unpacking.limits);
  try {
    archive.entries.forEach((entry) => refuseHostile(path, entry));
    refuseSameNames(path, archive.entries);
    for (const entry of archive.entries) if (!entry.isFolder) await openEntry(path, archive, entry, unpacking);
  } finally {
    await archive.close();
  }
}

function refuseHostile(file: string, entry: ZipEntry): void {
  const isArchive = !entry.isFolder && ['package', 'other-archive'].includes(kindByName(entry.name));
  if (isUnsafeName(entry.name)) throw refused('import.zip-unsafe-name', file, entry);
  if (entry.isEncrypted) throw refused('import.zip-encrypted', file, entry);
  if (isArchive) throw refused('import.zip-nested', file, entry);
}

function refuseSameNames(file: string, entries: readonly ZipEntry[]): void {
  const names = new Set<string>();
  for (const entry of entries) {
    if (names.has(entry.name)) throw refused('import.zip-same-name', file, entry);
    names.add(entry.name);
  }
}

function refused(key: string, file: string, entry: ZipEntry): MregError {
  return new MregError('input-refused', key, { file, entry: entry.name });
}

async function openEntry(file: string, archive: ZipArchive, entry: ZipEntry, unpacking: Unpacking): Promise<void> {
  const { inputs } = unpacking;
  const name = `${file}!/${entry.name}`;
  const kind = kindByName(entry.name);
  if (kind === 'hidden') return inputs.skip(name, 'hidden');
  if (entry.isLink) return inputs.skip(name, 'link');
  if (kind === 'scan') return inputs.addScan({ name, place: { archive: file, entry: entry.name }, bytes: entry.bytes });
  if (kind === 'unknown') return inputs.skip(name, 'unknown-type');
  await unpackTable(name, archive, entry, unpacking);
}

async function unpackTable(name: string, archive: ZipArchive, entry: ZipEntry, unpacking: Unpacking): Promise<void> {
  const { inputs, workDirectory, limits, signal } = unpacking;
  const localPath = join(workDirectory, inputs.nextUnpackedName());
  const bytes = await writePieces(localPath, archive.read(entry, signal));
  const found = await tableKind(localPath, name, limits);
  if (found.kind === 'problem') return inputs.skip(name, found.problem);
  if (found.kind === 'package') throw new MregError('input-refused', 'import.zip-nested', { file: archive.file, entry: entry.name });
  inputs.addFile({ name, localPath, kind: found.kind, bytes });
}
