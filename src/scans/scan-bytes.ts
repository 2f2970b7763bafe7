import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import type { PackageLimits, ScanEntry, ScanPlace } from '../import/readers/packages.js';
import { fileError } from '../tables/file-error.js';
import { ZipArchive, type ZipEntry } from '../tables/zip-archive.js';

interface OpenArchive {
  readonly path: string;
  readonly archive: ZipArchive;
  readonly entries: ReadonlyMap<string, ZipEntry>;
}

const PIECE_BYTES = 1_048_576;

/** The bytes of scans, wherever they lie. The package that was read last stays open: its directory is read once, not for every page. */
export class ScanBytes {
  private readonly limits: PackageLimits;
  private readonly signal: AbortSignal;
  private opened: OpenArchive | undefined;

  constructor(limits: PackageLimits, signal: AbortSignal) {
    this.limits = limits;
    this.signal = signal;
  }

  /** @throws MregError `import.file-missing` and its like, `import.zip-broken` and its like, when the bytes are not what they should be */
  read({ place }: Pick<ScanEntry, 'place'>): AsyncGenerator<Uint8Array> {
    return 'path' in place ? this.readFile(place.path) : this.readMember(place);
  }

  private async *readMember(place: Extract<ScanPlace, { archive: string }>): AsyncGenerator<Uint8Array> {
    const { archive, entries } = await this.archiveOf(place);
    // The package was closed and is another one now.
    const entry = entries.get(place.entry);
    if (entry === undefined) throw fileError(Object.assign(new Error(place.entry), { code: 'ENOENT', syscall: 'open' }), place.entry);
    yield* archive.read(entry, this.signal);
  }

  private async *readFile(path: string): AsyncGenerator<Uint8Array> {
    let file: FileHandle | undefined;
    try {
      file = await open(path, 'r');
      for (;;) {
        const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(PIECE_BYTES));
        if (bytesRead === 0) return;
        this.signal.throwIfAborted();
        yield buffer.subarray(0, bytesRead);
      }
    } catch (cause) {
      throw fileError(cause, path);
    } finally {
      await file?.close();
    }
  }

  private async archiveOf(place: Extract<ScanPlace, { archive: string }>): Promise<OpenArchive> {
    if (this.opened?.path === place.archive) return this.opened;
    await this.close();
    const archive = await ZipArchive.open(place.archive, place.archive, this.limits);
    this.opened = { path: place.archive, archive, entries: new Map(archive.entries.map((entry) => [entry.name, entry])) };
    return this.opened;
  }

  async close(): Promise<void> {
    const opened = this.opened;
    this.opened = undefined;
    await opened?.archive.close();
  }
}
