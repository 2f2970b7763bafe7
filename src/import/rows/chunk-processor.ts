import { isUtf8 } from 'node:buffer';
import { FIELD_KEYS, isFieldKey, type FieldKey } from '../../domain/fields.js';
import type { Finding } from '../../domain/finding.js';
import { createReference } from '../../domain/reference-index.js';
import { foundEncodingDamaged } from '../../validators/reader/encoding-damaged.js';
import { foundRowCutOff } from '../../validators/reader/row-cut-off.js';
import { foundTooFewCells } from '../../validators/reader/row-too-few-cells.js';
import { foundRowTooLarge } from '../../validators/reader/row-too-large.js';
import { foundTooManyCells } from '../../validators/reader/row-too-many-cells.js';
import { QUOTE } from '../chunks/dialect.js';
import { RecordScanner } from '../chunks/record-scanner.js';
import { ShardWriter } from '../shard/shard-writer.js';
import { AcceptedRows } from './accepted-rows.js';
import type { CheckSetup, ChunkResult, ChunkTask, QuarantinedRow, TableSetup } from './chunk-task.js';
import { FastRow } from '../fast/fast-row.js';
import { recordKey } from './record-key.js';
import { RowBuffer } from './row-buffer.js';
import { RowChecker, storedJson, type RawCells } from './row-checker.js';

/**
 * Turns one chunk of bytes into accepted rows (a shard file, keys, digests) and quarantined rows. Rows that are certainly
 * clean are taken from the bytes; all others go through `RowChecker` as text.
 */
export class ChunkProcessor {
  private readonly setup: CheckSetup;
  private readonly table: TableSetup;
  private readonly checker: RowChecker;
  private readonly scanner: RecordScanner;
  private readonly fast: FastRow;
  private readonly row = new RowBuffer();
  private readonly shard: ShardWriter;
  private bytes: Buffer = Buffer.alloc(0);
  private accepted = new AcceptedRows();
  private quarantined: QuarantinedRow[] = [];
  private flagCounts: Record<string, number> = {};
  private rows = 0;
  private flagged = 0;
  private fastRows = 0;
  private task!: ChunkTask;

  constructor(setup: CheckSetup, table: TableSetup) {
    this.setup = setup;
    this.table = table;
    const reference = createReference(setup.tables);
    const scansPresent = table.scansPresent === undefined ? undefined : new Set(table.scansPresent);
    const checkSetup = { reference, settings: setup.settings, today: setup.today, scansPresent };
    this.checker = new RowChecker(checkSetup);
    this.scanner = new RecordScanner(table.dialect);
    this.fast = new FastRow(checkSetup, table, this.row);
    this.shard = new ShardWriter(setup.createTableSql);
  }

  process(task: ChunkTask): ChunkResult {
    this.begin(task);
    this.bytes = asUtf8(task, this.table.encoding);
    this.scanner.load(this.bytes, this.bytes.length);
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
    const cells = this.readCells();
    const broken = this.readerFindings(cells);
    if (broken.length > 0) return this.quarantine(id, line, cells, broken);
    const checked = this.checker.check(cells);
    if (checked.findings.some((finding) => finding.severity === 'error')) return this.quarantine(id, line, cells, checked.findings);
    const values = FIELD_KEYS.map((key) => checked.values[key]);
    values.push(storedJson(checked.raw), storedJson(checked.findings));
    if (!this.row.fill(id, values)) return this.quarantine(id, line, cells, [foundRowTooLarge()]);
    if (checked.findings.length > 0) this.countFlags(checked.findings);
    this.accept(id, line, checked.findings.length > 0);
  }

  private accept(id: number, line: number, flagged: boolean): void {
    const key = recordKey(this.row);
    const slot = this.accepted.add(id - this.task.firstId, key, line, flagged);
    if (this.task.shardPath === undefined) {
      this.row.contentDigestInto(this.accepted.digests, slot);
      return;
    }
    this.row.digestInto(this.accepted.digests, slot);
    this.shard.append(id, key, line, this.row);
  }

  private quarantine(id: number, line: number, cells: RawCells, findings: readonly Finding[]): void {
    const codes = [...new Set(findings.map((finding) => finding.code))];
    this.quarantined.push({ id, line, cells: JSON.stringify(cells), findings: JSON.stringify(findings), codes });
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

  private readCells(): RawCells {
    const cells: Record<string, string> = {};
    if (this.scanner.broken) return { '#1': this.cellText(0) };
    const { lead } = this;
    const kept = Math.min(this.scanner.cells, this.scanner.starts.length);
    for (let cell = lead; cell < kept; cell += 1) {
      const name = this.nameOf(cell - lead);
      const text = name === undefined ? '' : this.cellText(cell);
      if (name !== undefined && text !== '') cells[name] = text;
    }
    return cells;
  }

  private nameOf(column: number): string | undefined {
    const { columns, extras } = this.table;
    return column < columns.length ? (columns[column] ?? extras[column]) : `#${column + 1}`;
  }

  private readerFindings(cells: RawCells): readonly Finding[] {
    const { scanner, table } = this;
    const found = scanner.cells - this.lead;
    const expected = table.columns.length;
    if (scanner.broken) return [foundRowCutOff()];
    if (found < expected) return [foundTooFewCells(found, expected)];
    if (found > expected && this.hasExtraText()) return [foundTooManyCells(found, expected)];
    const damaged = this.columnsWith(cells, '\ufffd');
    return damaged.length > 0 ? [foundEncodingDamaged(table.encoding, damaged)] : [];
  }

  private columnsWith(cells: RawCells, character: string): FieldKey[] {
    return Object.keys(cells).filter((name) => cells[name]?.includes(character) === true).filter(isFieldKey);
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
      repeatsInside: accepted.hasRepeats(),
      quarantined: this.quarantined,
      flagCounts: this.flagCounts,
      lastLine,
    };
  }
}

/** Damaged bytes become U+FFFD, which sends just their row to quarantine. */
function asUtf8({ bytes, length }: ChunkTask, encoding: string): Buffer {
  const piece = Buffer.from(bytes.buffer, 0, length);
  if (encoding === 'utf-8' && isUtf8(piece)) return piece;
  return Buffer.from(new TextDecoder(encoding).decode(piece));
}
