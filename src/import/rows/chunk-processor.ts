import { FIELD_KEYS, isFieldKey, type FieldKey } from '../../domain/fields.js';
import type { Finding } from '../../domain/finding.js';
import { personKeyOfBytes } from '../../domain/person-key.js';
import { createReference } from '../../domain/reference-index.js';
import { foundEncodingDamaged } from '../../validators/reader/encoding-damaged.js';
import { foundRowCutOff } from '../../validators/reader/row-cut-off.js';
import { foundTooFewCells } from '../../validators/reader/row-too-few-cells.js';
import { foundRowTooLarge } from '../../validators/reader/row-too-large.js';
import { foundTooManyCells } from '../../validators/reader/row-too-many-cells.js';
import { QUOTE } from '../chunks/dialect.js';
import { gravest } from '../../validators/index.js';
import { decodeChunk } from '../chunks/decode-chunk.js';
import { RecordScanner } from '../chunks/record-scanner.js';
import { ShardWriter } from '../shard/shard-writer.js';
import { AcceptedRows } from './accepted-rows.js';
import { AcceptedTally } from './accepted-tally.js';
import type { CheckSetup, ChunkResult, ChunkTask, QuarantinedRow, TableSetup } from './chunk-task.js';
import { FastRow } from '../fast/fast-row.js';
import { recordKey } from './record-key.js';
import { RowBuffer } from './row-buffer.js';
import { NOTHING_RAW, RowChecker, storedJson, type RawCells } from './row-checker.js';

const REPLACEMENT = Buffer.from('\ufffd');
const NONE: readonly Finding[] = [];
const DOCUMENT_NUMBERS = [FIELD_KEYS.indexOf('cert_num_man'), FIELD_KEYS.indexOf('cert_num_woman')];

/**
 * Turns one chunk of bytes into accepted rows (a shard file, keys, digests) and quarantined rows. Rows that are certainly
 * clean are taken from the bytes; all others go through `RowChecker` as text.
 */
export class ChunkProcessor {
  private readonly onAccepted: ((row: RowBuffer) => void) | undefined;
  private readonly setup: CheckSetup;
  private readonly table: TableSetup;
  private readonly checker: RowChecker;
  private readonly scanner: RecordScanner;
  private readonly fast: FastRow;
  private readonly row = new RowBuffer();
  private readonly shard: ShardWriter;
  private bytes: Buffer = Buffer.alloc(0);
  private accepted = new AcceptedRows();
  private tally: AcceptedTally | undefined;
  private quarantined: QuarantinedRow[] = [];
  private flagCounts: Record<string, number> = {};
  private rows = 0;
  private flagged = 0;
  private fastRows = 0;
  private task!: ChunkTask;
  /** Whether the chunk holds U+FFFD at all, so that most rows need no search for it. */
  private hasDamage = false;
  private readonly columnOf: readonly number[];
  private readonly extraColumns: readonly (readonly [number, string])[];
  private readonly delimiter: string;

  /** @param onAccepted sees each accepted row as its digest does; the buffer is reused. */
  constructor(setup: CheckSetup, table: TableSetup, onAccepted?: (row: RowBuffer) => void) {
    this.onAccepted = onAccepted;
    this.setup = setup;
    this.table = table;
    const reference = createReference(setup.tables);
    const scansPresent = table.scansPresent === undefined ? undefined : new Set(table.scansPresent);
    const checkSetup = { reference, settings: setup.settings, today: setup.today, scansPresent };
    this.checker = new RowChecker(checkSetup);
    this.scanner = new RecordScanner(table.dialect);
    this.fast = new FastRow(checkSetup, table, this.row);
    this.shard = new ShardWriter(setup.createTableSql);
    this.columnOf = FIELD_KEYS.map((key) => table.columns.indexOf(key));
    this.extraColumns = table.extras.flatMap((name, column) => (name === undefined ? [] : [[column, name] as const]));
    this.delimiter = String.fromCharCode(table.dialect.delimiter);
  }

  process(task: ChunkTask): ChunkResult {
    this.begin(task);
    const { bytes, broken } = decodeChunk(task, this.table);
    this.bytes = bytes;
    this.hasDamage = bytes.includes(REPLACEMENT);
    this.scanner.load(bytes, bytes.length, broken);
    let id = task.firstId;
    let line = task.firstLine;
    for (; this.scanner.next(); id += 1) {
      const rowLine = this.table.framed ? this.frameNumber() : line;
      if (!this.isBlank()) this.takeRow(id, rowLine);
      line = this.table.framed ? rowLine + 1 : line + this.scanner.lines;
    }
    if (task.shardPath !== undefined && this.accepted.count > 0) this.shard.writeTo(task.shardPath);
    return this.result(line);
  }

  private begin(task: ChunkTask): void {
    this.task = task;
    this.accepted = new AcceptedRows();
    this.quarantined = [];
    this.flagCounts = {};
    this.rows = 0;
    this.flagged = 0;
    this.fastRows = 0;
    this.tally = this.setup.tally ? new AcceptedTally() : undefined;
    this.shard.reset();
  }

  private takeRow(id: number, line: number): void {
    this.rows += 1;
    if (this.setup.fastPath && this.isRegular() && this.fast.fill(id, this.bytes, this.scanner)) {
      this.fastRows += 1;
      this.accept(id, line, false);
      return;
    }
    this.takeSlowly(id, line);
  }

  private takeSlowly(id: number, line: number): void {
    const broken = this.readerFindings();
    if (broken.length > 0) return this.quarantine(id, line, broken);
    const { texts, extras } = this.readTexts();
    const checked = this.checker.checkTexts(texts, extras);
    const { findings } = checked;
    if (findings.length > 0 && gravest(findings) === 'error') return this.quarantine(id, line, findings);
    const stored = [...checked.list, storedJson(checked.raw), findings.length === 0 ? '' : storedJson(findings)];
    if (!this.row.fill(id, stored)) return this.quarantine(id, line, [foundRowTooLarge()]);
    if (findings.length > 0) this.countFlags(findings);
    this.accept(id, line, findings.length > 0);
  }

  private accept(id: number, line: number, flagged: boolean): void {
    const key = recordKey(this.row);
    this.tally?.add(this.row);
    this.onAccepted?.(this.row);
    const slot = this.accepted.add(id - this.task.firstId, key, line, flagged);
    if (this.task.shardPath === undefined) {
      this.row.contentDigestInto(this.accepted.digests, slot);
      return;
    }
    this.row.digestInto(this.accepted.digests, slot);
    for (const field of DOCUMENT_NUMBERS) this.enterPerson(field);
    this.shard.append(id, key, line, this.row);
  }

  private enterPerson(field: number): void {
    const { bytes, starts, ends } = this.row;
    const start = starts[field] as number;
    const end = ends[field] as number;
    if (end > start) this.accepted.addPerson(personKeyOfBytes(bytes, start, end));
  }

  private quarantine(id: number, line: number, findings: readonly Finding[]): void {
    const codes = [...new Set(findings.map((finding) => finding.code))];
    this.quarantined.push({ id, line, cells: JSON.stringify(this.readCells()), findings: JSON.stringify(findings), codes });
  }

  private countFlags(findings: readonly Finding[]): void {
    this.flagged += 1;
    for (const code of new Set(findings.map((finding) => finding.code))) this.flagCounts[code] = (this.flagCounts[code] ?? 0) + 1;
  }

  /** Cells before the first data cell: frames carry their row number. */
  private get lead(): number {
    return this.table.framed ? 1 : 0;
  }

  private isRegular(): boolean {
    const { scanner, table } = this;
    return !scanner.broken && !scanner.escaped && scanner.cells - this.lead === table.columns.length;
  }

  private isBlank(): boolean {
    const { starts, ends } = this.scanner;
    const cells = Math.min(this.scanner.cells, starts.length);
    for (let cell = this.lead; cell < cells; cell += 1) if ((ends[cell] as number) > (starts[cell] as number)) return false;
    return true;
  }

  private frameNumber(): number {
    return Number(this.cellText(0));
  }

  private cellText(cell: number): string {
    const { starts, ends, escaped } = this.scanner;
    const start = starts[cell] as number;
    const text = this.bytes.toString('utf8', start, ends[cell]);
    return escaped && this.bytes[start - 1] === QUOTE ? text.replaceAll('""', '"') : text;
  }

  /** The row as the file has it, by field or header: what quarantine keeps. */
  private readCells(): RawCells {
    if (this.scanner.broken) return { '#1': this.cellText(0) };
    const cells: Record<string, string> = {};
    this.cellTexts().forEach((text, column) => {
      const name = this.nameOf(column);
      if (name !== undefined && text !== '') cells[name] = text;
    });
    return cells;
  }

  private readTexts(): { texts: readonly string[]; extras: RawCells } {
    const cells = this.cellTexts();
    const texts = this.columnOf.map((column) => (column === -1 ? '' : (cells[column] ?? '')));
    let extras: Record<string, string> | undefined;
    for (const [column, name] of this.extraColumns) {
      const text = cells[column];
      if (text !== undefined && text !== '') (extras ??= {})[name] = text;
    }
    return { texts, extras: extras ?? NOTHING_RAW };
  }

  /** The cells in column order. A record with no quote is decoded at once: a call for each cell costs five times as much. */
  private cellTexts(): string[] {
    const { scanner } = this;
    if (!scanner.hasQuotes) {
      const text = this.bytes.toString('utf8', scanner.starts[this.lead], scanner.ends[Math.min(scanner.cells, scanner.starts.length) - 1]);
      return text.split(this.delimiter);
    }
    const texts: string[] = [];
    const kept = Math.min(scanner.cells, scanner.starts.length);
    for (let cell = this.lead; cell < kept; cell += 1) texts.push(this.cellText(cell));
    return texts;
  }

  private nameOf(column: number): string | undefined {
    const { columns, extras } = this.table;
    return column < columns.length ? (columns[column] ?? extras[column]) : `#${column + 1}`;
  }

  private readerFindings(): readonly Finding[] {
    const { scanner, table } = this;
    if (scanner.broken) return [foundRowCutOff()];
    const found = scanner.cells - this.lead;
    const expected = table.columns.length;
    if (found < expected) return [foundTooFewCells(found, expected)];
    if (found > expected && this.hasExtraText()) return [foundTooManyCells(found, expected)];
    const damaged = this.damagedFields();
    return damaged.length > 0 ? [foundEncodingDamaged(table.encoding, damaged)] : NONE;
  }

  private damagedFields(): FieldKey[] {
    const { recordStart, recordEnd } = this.scanner;
    const at = this.hasDamage ? this.bytes.indexOf(REPLACEMENT, recordStart) : -1;
    if (at === -1 || at >= recordEnd) return [];
    const cells = this.readCells();
    return Object.keys(cells)
      .filter((name) => cells[name]?.includes('\ufffd') === true)
      .filter(isFieldKey);
  }

  private hasExtraText(): boolean {
    const { starts, ends } = this.scanner;
    const cells = Math.min(this.scanner.cells, starts.length);
    for (let cell = this.table.columns.length + this.lead; cell < cells; cell += 1) {
      if ((ends[cell] as number) > (starts[cell] as number)) return true;
    }
    return false;
  }

  private result(lastLine: number): ChunkResult {
    const { accepted } = this;
    return {
      seq: this.task.seq,
      rows: this.rows,
      accepted: accepted.count,
      flagged: this.flagged,
      fast: this.fastRows,
      ...accepted.trimmed(),
      repeats: accepted.repeats(),
      quarantined: this.quarantined,
      flagCounts: this.flagCounts,
      tally: this.tally?.counts(),
      lastLine,
    };
  }
}
