import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { MregError } from '../../domain/error.js';
import type { MappingOptions } from '../mapping/header-mapping.js';
import { readBlocks } from '../../tables/blocks.js';
import { DELIMITERS, delimiterNamed, findCsvHeader, firstCellsSeen } from './csv-dialect.js';
import type { CsvHeader, Delimiter } from './csv-dialect.js';
import { sampleLines } from './csv-sample.js';
import { DetectingScan } from '../../tables/detecting-scan.js';
import { byteOrderMark, CSV_ENCODINGS, encodingNamed, unmarkedUtf16 } from '../../tables/encoding-name.js';
import type { CsvEncoding, EncodingScan } from '../../tables/encoding-scan.js';
import { withFile } from '../../tables/file-error.js';
import { Gb18030Scan } from '../../tables/gb18030-scan.js';
import { countLines } from './line-count.js';
import { LineLengths } from './line-lengths.js';
import { Utf16Scan } from '../../tables/utf16-scan.js';
import { Utf8Scan } from '../../tables/utf8-scan.js';

export interface InspectOptions extends MappingOptions {
  readonly encoding?: string | undefined;
  /** `,` `;` `|` or a tab, also as `tab`. */
  readonly delimiter?: string | undefined;
  /** A file with a longer line is refused before anything of it is loaded. */
  readonly mostLineBytes?: number;
}

/** Everything that must be known of a CSV file before its rows are read. Offsets are bytes from the start of the file. */
export interface CsvLayout extends CsvHeader {
  /** Hex, of the whole file. */
  readonly sha256: string;
  readonly bytes: number;
  readonly encoding: CsvEncoding;
  /** 0 when the file has no byte order mark. */
  readonly bomBytes: number;
  /** Lines with bytes that are no character: so few that the file is read and these rows are quarantined. */
  readonly damaged: { readonly count: number; readonly firstOffset: number; readonly firstLine: number } | undefined;
}

/** Enough for a header under any title, and for the delimiter; small enough to be kept. */
const SAMPLE_BYTES = 256 * 1024;
/** Of all lines; one is always allowed. More is not a damaged file but a wrong encoding. */
const TOLERATED_DAMAGE = 0.001;
/** No row of a registration is shorter, so this bounds the lines of a file before they are counted. */
const SHORTEST_LINE_BYTES = 20;

interface Scanned {
  readonly sample: Buffer;
  readonly sha256: string;
  readonly bytes: number;
  readonly bomBytes: number;
  readonly scan: EncodingScan;
}

/**
 * Reads a CSV file once and says how it is to be read: encoding, delimiter, header, where the data begins.
 * @throws MregError `import.file-missing`, `-permission`, `-is-folder`, `-empty`, `-unreadable`, `import.not-text`,
 *   `import.encoding` (with line and offset), `import.cr-line-ends`, `import.record-too-long`, `import.no-header`
 */
export async function inspectCsv(path: string, options: InspectOptions = {}, signal?: AbortSignal): Promise<CsvLayout> {
  const wished = options.encoding === undefined ? undefined : encodingNamed(options.encoding);
  const delimiters = options.delimiter === undefined ? DELIMITERS : [delimiterNamed(options.delimiter)];
  return await withFile(
    path,
    async (file) =>
      await inspectWith(file, path, { wished, delimiters, mapping: options, mostLineBytes: options.mostLineBytes ?? Infinity }, signal),
  );
}

interface Wishes {
  readonly wished: CsvEncoding | undefined;
  readonly delimiters: readonly Delimiter[];
  readonly mapping: MappingOptions;
  readonly mostLineBytes: number;
}

async function inspectWith(file: FileHandle, path: string, wishes: Wishes, signal: AbortSignal | undefined): Promise<CsvLayout> {
  const bytes = await sizeOf(file, path);
  const scanned = await scanFile(file, bytes, path, wishes, signal);
  const damaged = await judgeDamage(file, scanned, path, wishes, signal);
  if (endsLinesByCr(scanned.sample)) throw new MregError('input-refused', 'import.cr-line-ends', { file: path });
  const { encoding, header } = headerOf(scanned, path, wishes);
  return { ...header, sha256: scanned.sha256, bytes: scanned.bytes, encoding, bomBytes: scanned.bomBytes, damaged };
}

async function sizeOf(file: FileHandle, path: string): Promise<number> {
  const status = await file.stat();
  if (status.isDirectory()) throw new MregError('input-refused', 'import.file-is-folder', { file: path });
  if (status.isFile() && status.size === 0) throw new MregError('input-refused', 'import.file-empty', { file: path });
  return status.size;
}

async function scanFile(file: FileHandle, size: number, path: string, wishes: Wishes, signal: AbortSignal | undefined): Promise<Scanned> {
  const hash = createHash('sha256');
  const sample = await readSample(file);
  const { scan, bomBytes } = scanFor(sample, path, wishes.wished);
  const mostDamage = toleratedLines(size / SHORTEST_LINE_BYTES);
  const lines = new LineLengths(wishes.mostLineBytes);
  let bytes = 0;
  for await (const block of readBlocks(file, signal)) {
    hash.update(block.bytes);
    scan.push(block.bytes, block.offset);
    // In UTF-16 a byte of another character may look like a line end; such a file is looked at again as UTF-8.
    if (!(scan instanceof Utf16Scan)) refuseLongLine(lines.push(block), path, wishes);
    bytes += block.bytes.length;
    if ((scan.damage?.count ?? 0) > mostDamage) break;
  }
  scan.finish();
  return { sample, sha256: hash.digest('hex'), bytes, bomBytes, scan };
}

function refuseLongLine(offset: number | undefined, file: string, { mostLineBytes }: Wishes): void {
  if (offset !== undefined) throw new MregError('input-refused', 'import.record-too-long', { file, offset, bytes: mostLineBytes });
}

async function readSample(file: FileHandle): Promise<Buffer> {
  const buffer = Buffer.alloc(SAMPLE_BYTES);
  const { bytesRead } = await file.read(buffer, 0, SAMPLE_BYTES, 0);
  return buffer.subarray(0, bytesRead);
}

function scanFor(sample: Buffer, path: string, wished: CsvEncoding | undefined): { scan: EncodingScan; bomBytes: number } {
  const mark = byteOrderMark(sample);
  if (mark !== undefined && wished !== undefined && mark.encoding !== wished)
    throw misnamed(path, wished, mark.encoding, { line: 1, offset: 0 });
  const encoding = mark?.encoding ?? wished ?? unmarkedUtf16(sample);
  if (encoding === undefined && looksBinary(sample)) throw new MregError('input-refused', 'import.not-text', { file: path });
  return { scan: scanOf(encoding), bomBytes: mark?.bytes ?? 0 };
}

function scanOf(encoding: CsvEncoding | undefined): EncodingScan {
  if (encoding === undefined) return new DetectingScan();
  if (encoding === 'utf-8') return new Utf8Scan({ probing: false });
  return encoding === 'gb18030' ? new Gb18030Scan() : new Utf16Scan(encoding);
}

/** Text has no zero bytes; a few may come from a field a database padded, and then a rule names the row. */
function looksBinary(sample: Buffer): boolean {
  let zeros = 0;
  for (let at = sample.indexOf(0); at >= 0; at = sample.indexOf(0, at + 1)) zeros += 1;
  return zeros > sample.length / 100;
}

/** Old Macintosh text: the whole file would be one line. */
function endsLinesByCr(sample: Buffer): boolean {
  const at = sample.indexOf('\r');
  return at >= 0 && at < sample.length - 2 && !sample.includes('\n');
}

function toleratedLines(lines: number): number {
  return Math.max(1, Math.floor(lines * TOLERATED_DAMAGE));
}

async function judgeDamage(
  file: FileHandle,
  scanned: Scanned,
  path: string,
  wishes: Wishes,
  signal: AbortSignal | undefined,
): Promise<CsvLayout['damaged']> {
  const { damage, encoding } = scanned.scan;
  if (damage === undefined) return undefined;
  const lines = await countLines(file, encoding, damage.firstOffset, signal);
  const firstLine = lines.before + 1;
  if (damage.count <= toleratedLines(lines.all)) return { ...damage, firstLine };
  throw misnamed(path, encoding, otherEncoding(scanned, encoding, wishes), { line: firstLine, offset: damage.firstOffset });
}

interface Place {
  readonly line: number;
  readonly offset: number;
}

/** Without a better suggestion the file is simply damaged, and the message must not send the user to try encodings. */
function misnamed(file: string, encoding: CsvEncoding, suggestion: CsvEncoding | undefined, place: Place): MregError {
  if (suggestion === undefined) return new MregError('input-refused', 'import.encoding-damaged', { file, encoding, ...place });
  return new MregError('input-refused', 'import.encoding', { file, encoding, suggestion, ...place });
}

/** Another encoding in which the sample has a header and no damage. */
function otherEncoding(scanned: Scanned, encoding: CsvEncoding, wishes: Wishes): CsvEncoding | undefined {
  if (scanned.bomBytes > 0) return undefined;
  return CSV_ENCODINGS.find(
    (other) => other !== encoding && isCleanIn(scanned.sample, other) && headerIn(scanned, other, wishes) !== undefined,
  );
}

function isCleanIn(sample: Buffer, encoding: CsvEncoding): boolean {
  const scan = scanOf(encoding);
  scan.push(sample, 0);
  return scan.damage === undefined;
}

function headerOf(scanned: Scanned, path: string, wishes: Wishes): { encoding: CsvEncoding; header: CsvHeader } {
  const { encoding } = scanned.scan;
  const header = headerIn(scanned, encoding, wishes);
  if (header !== undefined) return { encoding, header };
  const other = otherEncoding(scanned, encoding, wishes);
  if (other !== undefined && wishes.wished !== undefined) throw misnamed(path, encoding, other, { line: 1, offset: 0 });
  const reread = other !== undefined && isWhole(scanned) ? headerIn(scanned, other, wishes) : undefined;
  if (other !== undefined && reread !== undefined) return { encoding: other, header: reread };
  throw noHeader(scanned, path, encoding, wishes);
}

function headerIn(scanned: Scanned, encoding: CsvEncoding, wishes: Wishes): CsvHeader | undefined {
  const lines = sampleLines(scanned.sample, encoding, scanned.bomBytes, isWhole(scanned));
  return findCsvHeader(lines, wishes.delimiters, wishes.mapping);
}

function isWhole(scanned: Scanned): boolean {
  return scanned.bytes <= scanned.sample.length;
}

function noHeader(scanned: Scanned, path: string, encoding: CsvEncoding, wishes: Wishes): MregError {
  const lines = sampleLines(scanned.sample, encoding, scanned.bomBytes, isWhole(scanned));
  const seen = firstCellsSeen(lines, wishes.delimiters[0] ?? ',').join(' · ');
  return new MregError('input-refused', 'import.no-header', { file: path, encoding, seen });
}
