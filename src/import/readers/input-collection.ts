import { posix } from 'node:path';
import type { TableProblem } from '../../tables/table-kind.js';

/** One table to read. */
export interface InputFile {
  /** For people: a path as it was given, `a.zip!/b/c.csv` for a member of a package. */
  readonly name: string;
  /** The bytes: the file itself, or the unpacked copy. */
  readonly localPath: string;
  readonly kind: 'csv' | 'xlsx';
  readonly bytes: number;
  /** Lower-cased base names of the scans that came along; `undefined` when the input has none at all. */
  readonly scans: ReadonlySet<string> | undefined;
}

/** Where the bytes of a scan are: a file of its own, or a member of a package. */
export type ScanPlace = { readonly path: string } | { readonly archive: string; readonly entry: string };

export interface ScanEntry {
  readonly name: string;
  readonly place: ScanPlace;
  /** Known for members of packages, where it costs nothing to know. */
  readonly bytes?: number;
}

export type SkipReason = 'no-header' | 'hidden' | 'link' | 'special-file' | 'unknown-type' | 'other-archive' | 'duplicate' | TableProblem;

/** Something in a folder or package that was passed over; the message is `import.skipped.${reason}`. */
export interface SkippedEntry {
  readonly name: string;
  readonly reason: SkipReason;
}

export interface OpenedInputs {
  readonly files: readonly InputFile[];
  readonly skipped: readonly SkippedEntry[];
  readonly scans: readonly ScanEntry[];
}

interface Group {
  readonly files: Omit<InputFile, 'scans'>[];
  readonly scanNames: Set<string>;
}

/**
 * Gathers what the paths of one command hold, a group for each path. The scans of a group belong to its tables;
 * a group of scans only (`import list.csv pages/`) lends them to all.
 */
export class InputCollection {
  readonly #groups: Group[] = [];
  readonly #skipped: SkippedEntry[] = [];
  readonly #scans: ScanEntry[] = [];
  readonly #seen = new Set<string>();
  #unpacked = 0;

  beginGroup(): void {
    this.#groups.push({ files: [], scanNames: new Set() });
  }

  addFile(file: Omit<InputFile, 'scans'>): void {
    this.#groups.at(-1)?.files.push(file);
  }

  addScan(scan: ScanEntry): void {
    this.#scans.push(scan);
    this.#groups.at(-1)?.scanNames.add(posix.basename(scan.name.replaceAll('\\', '/')).toLowerCase());
  }

  skip(name: string, reason: SkipReason): void {
    this.#skipped.push({ name, reason });
  }

  /** Whether a file, by its real path, is met for the first time. */
  isNew(realPath: string): boolean {
    const isNew = !this.#seen.has(realPath);
    this.#seen.add(realPath);
    return isNew;
  }

  /** A name for the next unpacked member: never the one the package gives it. */
  nextUnpackedName(): string {
    this.#unpacked += 1;
    return `unpacked-${String(this.#unpacked).padStart(5, '0')}`;
  }

  result(): OpenedInputs {
    const lent = this.#groups.filter((group) => group.files.length === 0).flatMap((group) => [...group.scanNames]);
    const files = this.#groups.flatMap((group) => withScans(group, lent));
    return { files, skipped: this.#skipped, scans: this.#scans };
  }
}

function withScans(group: Group, lent: readonly string[]): InputFile[] {
  const names = new Set([...group.scanNames, ...lent]);
  const scans = names.size === 0 ? undefined : names;
  return group.files.map((file) => ({ ...file, scans }));
}
