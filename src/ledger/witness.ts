import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A folder outside the home, on another disk or in another house, that keeps a copy of every checkpoint and, since its first use,
 * the key they are believed by. Whoever rewrites the ledger would have to rewrite it there, too. Nothing in it is ever replaced.
 *
 * `<ledger>.key` holds verifier keys, one a line; `<ledger>.<size>.note` a signed checkpoint.
 */
export interface WitnessReading {
  readonly path: string;
  /** `empty`: there is a folder, but nothing of this ledger in it, as where a disk is not mounted. */
  readonly state: 'read' | 'empty' | 'unreachable';
  readonly verifierKeys: readonly string[];
  readonly notes: readonly WitnessNote[];
}

export interface WitnessNote {
  /** Entries, by the name of the file. */
  readonly treeSize: number;
  readonly note: string;
}

/** What a witness is given to keep. */
export interface WitnessedCheckpoint {
  readonly treeSize: number;
  readonly note: string;
  /** The key that signed it. */
  readonly verifierKey: string;
}

/** `refused`: what the folder holds speaks of another ledger, so it must not be added to. */
export type WitnessCopy = 'copied' | 'present' | 'unreachable' | 'refused';

const SIZE_DIGITS = 12;

export function readWitness(path: string, origin: string): WitnessReading {
  try {
    const notes = noteFiles(path, origin).map((name) => readNote(join(path, name)));
    const keyPath = keyFile(path, origin);
    const verifierKeys = existsSync(keyPath) ? linesOf(readFileSync(keyPath, 'utf8')) : [];
    return { path, state: notes.length + verifierKeys.length === 0 ? 'empty' : 'read', verifierKeys, notes };
  } catch {
    return { path, state: 'unreachable', verifierKeys: [], notes: [] };
  }
}

/** Adds a checkpoint to what the witness keeps; the first one brings its key along. Never throws: the checkpoint stands in any case. */
export function copyToWitness(path: string, origin: string, checkpoint: WitnessedCheckpoint, isFirst = false): WitnessCopy {
  const held = readWitness(path, origin);
  // A folder that became empty is a disk that is not there: pinning a key anew would forget the old one.
  if (held.state === 'unreachable' || (held.state === 'empty' && !isFirst)) return 'unreachable';
  try {
    if (held.state === 'empty') writeWhole(keyFile(path, origin), `${checkpoint.verifierKey}\n`);
    else if (!held.verifierKeys.includes(checkpoint.verifierKey)) return 'refused';
    return addNote(held, join(path, noteName(origin, checkpoint.treeSize)), checkpoint);
  } catch {
    return 'unreachable';
  }
}

function addNote(held: WitnessReading, notePath: string, { treeSize, note }: WitnessedCheckpoint): WitnessCopy {
  const same = held.notes.find((kept) => kept.treeSize === treeSize);
  if (same !== undefined) return same.note === note ? 'present' : 'refused';
  if (held.notes.some((kept) => kept.treeSize > treeSize)) return 'refused';
  writeWhole(notePath, note);
  return 'copied';
}

/** The file is there whole or not at all; flushed, because the disk may be unplugged next. */
function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { flush: true });
  renameSync(`${path}.new`, path);
}

/** A name that any file system takes: an origin may hold slashes. */
function stem(origin: string): string {
  return encodeURIComponent(origin);
}

function keyFile(path: string, origin: string): string {
  return join(path, `${stem(origin)}.key`);
}

function noteName(origin: string, treeSize: number): string {
  return `${stem(origin)}.${String(treeSize).padStart(SIZE_DIGITS, '0')}.note`;
}

function noteFiles(path: string, origin: string): readonly string[] {
  const prefix = `${stem(origin)}.`;
  return readdirSync(path)
    .filter((name) => name.startsWith(prefix) && /^\d{12}\.note$/u.test(name.slice(prefix.length)))
    .toSorted();
}

function readNote(path: string): WitnessNote {
  return { treeSize: Number(path.slice(-SIZE_DIGITS - '.note'.length, -'.note'.length)), note: readFileSync(path, 'utf8') };
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
