import { FIELD_KEYS } from '../../domain/fields.js';
import type { Finding } from '../../domain/finding.js';
import { personKeyOfBytes } from '../../domain/person-key.js';
import { createReference } from '../../domain/reference-index.js';
import { foundRowTooLarge } from '../../validators/reader/row-too-large.js';
import { gravest } from '../../validators/index.js';
import { ShardWriter } from '../shard/shard-writer.js';
import { AcceptedRows } from './accepted-rows.js';
import { AcceptedTally } from './accepted-tally.js';
import type { CheckSetup, ChunkResult, ChunkTask, QuarantinedRow, TableSetup } from './chunk-task.js';
import { FastRow } from '../fast/fast-row.js';
import { recordKey } from './record-key.js';
import { RowBuffer } from './row-buffer.js';
import { RecordReader } from './record-reader.js';
import { RowChecker, storedJson } from './row-checker.js';

const DOCUMENT_NUMBERS = [FIELD_KEYS.indexOf('cert_num_man'), FIELD_KEYS.indexOf('cert_num_woman')];

/**
 * Turns one chunk of bytes into accepted rows (a shard file, keys, digests) and quarantined rows. Rows that are certainly
 * clean are taken from the bytes; all others go through `RowChecker` as text.
 */
export class ChunkProcessor {
  private readonly onAccepted: ((row: RowBuffer) => void) | undefined;
  private readonly setup: CheckSetup;
  private readonly framed: boolean;
  private readonly records: RecordReader;
  private readonly checker: RowChecker;
  private readonly fast: FastRow;
  private readonly row = new RowBuffer();
  private readonly shard: ShardWriter;
  private accepted = new AcceptedRows();
  private tally: AcceptedTally | undefined;
  private quarantined: QuarantinedRow[] = [];
  private flagCounts: Record<string, number> = {};
  private rows = 0;
  private flagged = 0;
  private fastRows = 0;
  private task!: ChunkTask;

  /** @param onAccepted sees each accepted row as its digest does; the buffer is reused. */
  constructor(setup: CheckSetup, table: TableSetup, onAccepted?: (row: RowBuffer) => void) {
    this.onAccepted = onAccepted;
    this.setup = setup;
    this.framed = table.framed;
    this.records = new RecordReader(table);
    const reference = createReference(setup.tables);
    const scansPresent = table.scansPresent === undefined ? undefined : new Set(table.scansPresent);
    const { settings, today, area } = setup;
    const checkSetup = { reference, settings, today, area, scansPresent };
    this.checker = new RowChecker(checkSetup);
    this.fast = new FastRow(checkSetup, table, this.row);
    this.shard = new ShardWriter(setup.createTableSql);
  }

  process(task: ChunkTask): ChunkResult {
    const { records } = this;
    this.begin(task);
    records.load(task);
    let id = task.firstId;
    let line = task.firstLine;
    for (; records.scanner.next(); id += 1) {
      const rowLine = this.framed ? records.frameNumber() : line;
      if (!records.isBlank()) this.takeRow(id, rowLine);
      line = this.framed ? rowLine + 1 : line + records.scanner.lines;
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
    const { records } = this;
    this.rows += 1;
    if (this.setup.fastPath && records.isRegular() && this.fast.fill(id, records.bytes, records.scanner)) {
      this.fastRows += 1;
      this.accept(id, line, false);
      return;
    }
    this.takeSlowly(id, line);
  }

  private takeSlowly(id: number, line: number): void {
    const broken = this.records.findings();
    if (broken.length > 0) return this.quarantine(id, line, broken);
    const { texts, extras } = this.records.texts();
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
    this.quarantined.push({ id, line, cells: JSON.stringify(this.records.cells()), findings: JSON.stringify(findings), codes });
  }

  private countFlags(findings: readonly Finding[]): void {
    this.flagged += 1;
    for (const code of new Set(findings.map((finding) => finding.code))) this.flagCounts[code] = (this.flagCounts[code] ?? 0) + 1;
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
