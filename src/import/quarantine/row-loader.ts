import { hash } from 'node:crypto';
import { FIELD_KEYS } from '../../domain/fields.js';
import type { Finding } from '../../domain/finding.js';
import { appendEntry } from '../../ledger/append.js';
import { BatchRepository } from '../../store/batch-repository.js';
import type { Registry } from '../../store/open.js';
import { PersonIndex } from '../../store/person-index.js';
import { RepairedRows } from '../../store/repaired-rows.js';
import { foundRowTooLarge } from '../../validators/reader/row-too-large.js';
import { foundDifferingFromRegistry } from '../repeats.js';
import { IDENTITY_FIELDS, recordKey } from '../rows/record-key.js';
import { storedJson } from '../rows/row-checker.js';
import { DIGEST_BYTES, RowBuffer } from '../rows/row-buffer.js';
import type { LoadedRow, RepairedRow, RowLoader, RowLoading, RowsLoaded } from './retry.js';

/** One call's rows of one batch: a file of the retry batch with a single chunk, whole when the call returns. */
interface Part {
  readonly batchId: number;
  readonly fileNo: number;
  readonly firstId: number;
  readonly digests: Buffer;
  readonly lines: number[];
  readonly flags: Record<string, number>;
  flagged: number;
}

/**
 * Loads repaired rows by the rules of an import: the same identity, the same digests, the same ledger entries, so that
 * `ledger verify --state` and `batch undo` see no difference. The caller holds the import lock.
 */
export class RepairLoader implements RowLoader {
  private readonly registry: Registry;
  private readonly batches: BatchRepository;
  private readonly rows: RepairedRows;
  private readonly persons: PersonIndex;
  private readonly buffer = new RowBuffer();

  constructor(registry: Registry) {
    this.registry = registry;
    this.batches = new BatchRepository(registry);
    this.rows = new RepairedRows(registry, IDENTITY_FIELDS);
    this.persons = new PersonIndex(registry);
  }

  load(rows: readonly RepairedRow[], loading: RowLoading): RowsLoaded {
    const batches = new Map(loading.batches);
    const loaded: LoadedRow[] = [];
    for (const parentId of new Set(rows.map((row) => row.batchId))) {
      const own = rows.filter((row) => row.batchId === parentId);
      const outcome = this.loadOfBatch(own, parentId, batches.get(parentId), loading);
      loaded.push(...outcome.rows);
      if (outcome.batchId !== undefined) batches.set(parentId, outcome.batchId);
    }
    return { batches, rows: loaded };
  }

  /** No batch is opened for rows that are all present or refused. */
  private loadOfBatch(rows: readonly RepairedRow[], parentId: number, known: number | undefined, loading: RowLoading) {
    let part: Part | undefined;
    const outcomes = rows.map((row): LoadedRow => {
      const judged = this.judge(row);
      if (typeof judged !== 'number') return judged;
      part ??= this.openPart(known ?? this.openBatch(parentId, loading), rows.length, loading);
      return this.add(part, row, judged);
    });
    if (part !== undefined) this.closePart(part, loading);
    return { batchId: part?.batchId ?? known, rows: outcomes };
  }

  /** The record key of a row that is new, or why it is not loaded. */
  private judge(row: RepairedRow): number | LoadedRow {
    const { id } = row;
    if (!this.fill(0, row)) return { kind: 'refused', id, findings: [foundRowTooLarge()] };
    const key = recordKey(this.buffer);
    const twin = this.rows.twinOf(key, row.values);
    if (twin === undefined) return key;
    if (twin.sameContent) return { kind: 'already-present', id, registrationId: twin.id };
    return { kind: 'refused', id, findings: [foundDifferingFromRegistry(twin.id)] };
  }

  private fill(id: number, { values, raw, findings }: RepairedRow): boolean {
    return this.buffer.fill(id, [...FIELD_KEYS.map((key) => values[key]), storedJson(raw), storedJson(findings)]);
  }

  private add(part: Part, row: RepairedRow, key: number): LoadedRow {
    const id = part.firstId + part.lines.length;
    this.fill(id, row);
    this.buffer.digestInto(part.digests, part.lines.length * DIGEST_BYTES);
    this.rows.add({ id, recordKey: key, line: row.line, values: row.values, raw: storedJson(row.raw), flags: storedJson(row.findings) });
    part.lines.push(row.line);
    if (row.findings.length > 0) countFlags(part, row.findings);
    return { kind: 'loaded', id: row.id, registrationId: id, flagged: row.findings.length > 0 };
  }

  private openBatch(parentId: number, { sheet, at, actor, area }: RowLoading): number {
    const source = this.batches.find(parentId)?.source ?? 'other';
    const paths = JSON.stringify({ paths: [sheet.path], tables: [{ sha256: sheet.sha256, sheet: '', name: sheet.name }] });
    const origin = { source, kind: 'retry' as const, actor, area, parent_batch_id: parentId };
    const batch = this.batches.create({ ...origin, started_at: at, paths, options: '{}' });
    appendEntry(this.registry.database, { at, actor, kind: 'import.start', body: { batch, source, area, tables: 1, retries: parentId } });
    this.batches.finish(batch, at);
    return batch;
  }

  /** No sheet name: a workbook's own sheets have one, so importing the repair sheet itself is never "already imported". */
  private openPart(batchId: number, mostRows: number, { sheet, encoding = 'xlsx', at, actor }: RowLoading): Part {
    const fileNo = this.batches.files(batchId).length + 1;
    const { name, path, sha256, bytes } = sheet;
    const file = {
      batch_id: batchId,
      file_no: fileNo,
      name,
      path,
      sha256,
      bytes,
      sheet: '',
      encoding,
      layout: '{}',
      mapping: '[]',
    };
    const firstId = this.batches.startFile(file, mostRows);
    const body = { batch: batchId, file: fileNo, name, sheet: '', sha256, bytes, encoding };
    appendEntry(this.registry.database, { at, actor, kind: 'import.file', body });
    return { batchId, fileNo, firstId, digests: Buffer.alloc(mostRows * DIGEST_BYTES), lines: [], flags: {}, flagged: 0 };
  }

  private closePart(part: Part, { at, actor }: RowLoading): void {
    const { batchId, fileNo, firstId, flagged, lines } = part;
    const accepted = lines.length;
    const lastId = firstId + accepted - 1;
    const digests = part.digests.subarray(0, accepted * DIGEST_BYTES);
    const counts = { first_id: firstId, last_id: lastId, rows: accepted, accepted, flagged, quarantined: 0, already_present: 0 };
    const body = { batch: batchId, file: fileNo, chunk: 1, ...counts, content_sha256: hash('sha256', digests, 'hex') };
    const { seq } = appendEntry(this.registry.database, { at, actor, kind: 'import.chunk', body });
    const place = { batch_id: batchId, file_no: fileNo, seq: 1, end_offset: 0, end_line: Math.max(...lines) };
    this.batches.addChunk({ ...place, ...counts, tally: JSON.stringify({ reasons: {}, flags: part.flags }), ledger_seq: seq }, digests);
    this.persons.addRange(firstId, lastId);
    this.batches.finishFile(batchId, fileNo, lastId);
  }
}

function countFlags(part: Part, findings: readonly Finding[]): void {
  part.flagged += 1;
  for (const code of new Set(findings.map((finding) => finding.code))) part.flags[code] = (part.flags[code] ?? 0) + 1;
}
