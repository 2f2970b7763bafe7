import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { openPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { MregError } from '../domain/error.js';
import { fileError } from './file-error.js';
import { entryName } from './zip-name.js';

/** What an archive may be before it counts as a bomb. They hold for what is really unpacked, not for what it claims. */
export interface ZipLimits {
  readonly maxEntries: number;
  readonly maxEntryBytes: number;
  readonly maxTotalBytes: number;
  /** Unpacked bytes for each packed byte. */
  readonly maxRatio: number;
}

export interface ZipEntry {
  readonly name: string;
  /** As declared; `read` proves it. */
  readonly bytes: number;
  readonly isFolder: boolean;
  readonly isLink: boolean;
  readonly isEncrypted: boolean;
  readonly record: Entry;
}

const STORED = 0;
const DEFLATED = 8;
const LOCAL_HEADER_BYTES = 30;
/** Larger pieces than zlib's own 16 KiB: fewer turns of the event loop for each megabyte. */
const CHUNK_BYTES = 256 * 1024;
/** Below this a high ratio is only a short file of blanks. */
const RATIO_MATTERS_FROM_BYTES = 1024 * 1024;

/** A ZIP archive that is read with suspicion: limits, sizes and checksums are checked on the bytes that come out. */
export class ZipArchive {
  readonly entries: readonly ZipEntry[];
  /** As messages call it. */
  readonly file: string;
  readonly #zip: ZipFile;
  readonly #handle: FileHandle;
  readonly #limits: ZipLimits;
  #totalBytes = 0;

  private constructor(
    file: string,
    opened: { readonly zip: ZipFile; readonly handle: FileHandle },
    limits: ZipLimits,
    entries: readonly ZipEntry[],
  ) {
    this.file = file;
    this.#zip = opened.zip;
    this.#handle = opened.handle;
    this.#limits = limits;
    this.entries = entries;
  }

  /**
   * `file` is the name to use in messages.
   * @throws MregError `import.zip-broken`, `import.zip-too-many-entries`, `import.zip-overlap`, `import.zip-encrypted`
   */
  static async open(path: string, file: string, limits: ZipLimits): Promise<ZipArchive> {
    let zip: ZipFile | undefined;
    try {
      zip = await openPromise(path, { autoClose: false, decodeStrings: false });
      if (zip.entryCount > limits.maxEntries)
        throw refused('import.zip-too-many-entries', { file, entries: zip.entryCount, limit: limits.maxEntries });
      const entries = await listEntries(zip);
      refuseOverlap(file, entries);
      return new ZipArchive(file, { zip, handle: await open(path, 'r') }, limits, entries);
    } catch (cause) {
      zip?.close();
      throw archiveError(cause, file, '');
    }
  }

  async close(): Promise<void> {
    this.#zip.close();
    await this.#handle.close();
  }

  /**
   * The unpacked bytes of an entry. Read it to the end: size and checksum are proved there.
   * @throws MregError `import.zip-bomb`, `import.zip-broken`, `import.zip-encrypted`, `import.zip-method`
   */
  async *read(entry: ZipEntry, signal?: AbortSignal): AsyncGenerator<Buffer> {
    if (entry.isEncrypted) throw refused('import.zip-encrypted', { file: this.file, entry: entry.name });
    this.#refuseBomb(entry, entry.bytes);
    let bytes = 0;
    let checksum = 0;
    try {
      for await (const chunk of await this.#unpacked(entry)) {
        signal?.throwIfAborted();
        bytes += chunk.length;
        this.#totalBytes += chunk.length;
        this.#refuseBomb(entry, bytes);
        checksum = crc32(chunk, checksum);
        yield chunk;
      }
    } catch (cause) {
      throw archiveError(cause, this.file, entry.name);
    }
    if (bytes !== entry.bytes || checksum !== entry.record.crc32)
      throw broken(this.file, entry.name, bytes === entry.bytes ? 'CRC-32' : `${bytes} ≠ ${entry.bytes}`);
  }

  async #unpacked(entry: ZipEntry): Promise<AsyncIterable<Buffer>> {
    const method = entry.record.compressionMethod;
    if (method !== STORED && method !== DEFLATED) throw refused('import.zip-method', { file: this.file, entry: entry.name, method });
    const { fileDataStart } = await this.#zip.readLocalFileHeaderPromise(entry.record, { minimal: true });
    const packed = this.#packed(fileDataStart, fileDataStart + entry.record.compressedSize);
    return method === STORED ? packed : inflated(packed);
  }

  /** Read through our own handle: a stream of yauzl that is abandoned half read brings the process down when its archive closes. */
  async *#packed(from: number, to: number): AsyncGenerator<Buffer> {
    for (let at = from; at < to;) {
      const length = Math.min(CHUNK_BYTES, to - at);
      const { bytesRead, buffer } = await this.#handle.read(Buffer.allocUnsafeSlow(length), 0, length, at);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
      at += bytesRead;
    }
  }

  #refuseBomb(entry: ZipEntry, bytes: number): void {
    const { maxEntryBytes, maxTotalBytes, maxRatio } = this.#limits;
    const byRatio = Math.max(RATIO_MATTERS_FROM_BYTES, entry.record.compressedSize * maxRatio);
    const limit = Math.min(maxEntryBytes, maxTotalBytes, byRatio);
    const isTooLong = bytes > limit || bytes > entry.bytes || this.#totalBytes > maxTotalBytes;
    if (isTooLong) throw refused('import.zip-bomb', { file: this.file, entry: entry.name, bytes, limit: Math.min(limit, entry.bytes) });
  }
}

function inflated(packed: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  const inflate = createInflateRaw({ chunkSize: CHUNK_BYTES });
  pipeline(Readable.from(packed), inflate, () => {
    // A failure reaches the reader of `inflate`, which the pipeline destroys with it.
  });
  return inflate;
}

async function listEntries(zip: ZipFile): Promise<ZipEntry[]> {
  const entries: ZipEntry[] = [];
  for await (const record of zip.eachEntry()) entries.push(describe(record));
  return entries;
}

function describe(record: Entry): ZipEntry {
  const name = entryName(record);
  return {
    name,
    bytes: record.uncompressedSize,
    isFolder: name.endsWith('/'),
    isLink: isUnixLink(record),
    isEncrypted: record.isEncrypted(),
    record,
  };
}

/** Unix packers keep the file mode in the upper half of the attributes; 0o12 is a symbolic link. */
function isUnixLink(record: Entry): boolean {
  return record.versionMadeBy >> 8 === 3 && record.externalFileAttributes >>> 28 === 0o12;
}

/** Entries that share bytes are how a small archive unpacks to petabytes (Fifield, "A better zip bomb", 2019). */
function refuseOverlap(file: string, entries: readonly ZipEntry[]): void {
  const byOffset = entries.toSorted((left, right) => left.record.relativeOffsetOfLocalHeader - right.record.relativeOffsetOfLocalHeader);
  let end = 0;
  for (const { name, record } of byOffset) {
    if (record.relativeOffsetOfLocalHeader < end) throw refused('import.zip-overlap', { file, entry: name });
    end = record.relativeOffsetOfLocalHeader + LOCAL_HEADER_BYTES + record.fileNameLength + record.compressedSize;
  }
}

/** Keeps our own errors and those of the file system apart from what makes the archive unreadable. */
function archiveError(cause: unknown, file: string, entry: string): unknown {
  const known = fileError(cause, file);
  if (known instanceof MregError || !(known instanceof Error) || known.name === 'AbortError') return known;
  if (known.message.includes('strong encryption')) return refused('import.zip-encrypted', { file, entry });
  return broken(file, entry, known.message.split('\n', 1)[0] ?? '', cause);
}

function broken(file: string, entry: string, detail: string, cause?: unknown): MregError {
  return new MregError('input-refused', 'import.zip-broken', { file: entry === '' ? file : `${file}!/${entry}`, detail }, { cause });
}

function refused(key: string, values: Record<string, string | number>): MregError {
  return new MregError('input-refused', key, values);
}
