import type { Registry, Sqlite } from './open.js';

export type BatchState = 'loading' | 'done' | 'undone' | 'refused';

export interface BatchRow {
  readonly id: number;
  readonly state: BatchState;
  readonly source: string;
  readonly kind: 'import' | 'retry';
  readonly actor: string;
  /** What the codes of the loader's area begin with. */
  readonly area: string;
  readonly started_at: string;
  readonly ended_at: string | null;
  /** JSON: the tables planned, in order. */
  readonly paths: string;
  readonly options: string;
  readonly parent_batch_id: number | null;
  readonly undone_at: string | null;
  readonly undo_reason: string | null;
}

export interface BatchFileRow {
  readonly batch_id: number;
  readonly file_no: number;
  readonly name: string;
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly sheet: string;
  readonly encoding: string;
  readonly layout: string;
  readonly mapping: string;
  readonly first_id: number;
  readonly last_id: number;
  readonly state: 'loading' | 'done';
}

export interface BatchCounts {
  readonly rows: number;
  readonly accepted: number;
  readonly flagged: number;
  readonly quarantined: number;
  readonly already_present: number;
}

export interface ChunkRow extends BatchCounts {
  readonly batch_id: number;
  readonly file_no: number;
  readonly seq: number;
  readonly end_offset: number;
  readonly end_line: number;
  readonly first_id: number;
  readonly last_id: number;
  readonly tally: string;
  readonly ledger_seq: number;
}

export type NewBatch = Pick<BatchRow, 'source' | 'kind' | 'actor' | 'area' | 'started_at' | 'paths' | 'options' | 'parent_batch_id'>;
export type NewBatchFile = Omit<BatchFileRow, 'first_id' | 'last_id' | 'state'>;

/** All but the digests, which are large. */
const CHUNK_COLUMNS =
  'batch_id, file_no, seq, end_offset, end_line, first_id, last_id, rows, accepted, flagged, quarantined, already_present, tally, ledger_seq';
const COUNTS = ['rows', 'accepted', 'flagged', 'quarantined', 'already_present'] as const;
const SUMS = COUNTS.map((name) => `coalesce(sum(${name}), 0) AS ${name}`).join(', ');

const WITHIN = 'substr(area, 1, length(?)) = ?';

/** Batches, their files and their chunk checkpoints. Writing methods belong inside the caller's transaction. */
export class BatchRepository {
  private readonly database: Sqlite;

  constructor(registry: Registry) {
    this.database = registry.database;
  }

  /** @param reach what the areas begin with; '' for all. */
  list(reach: string): BatchRow[] {
    return this.database.prepare<[string, string], BatchRow>(`SELECT * FROM batch WHERE ${WITHIN} ORDER BY id`).all(reach, reach);
  }

  find(id: number): BatchRow | undefined {
    return this.database.prepare<[number], BatchRow>('SELECT * FROM batch WHERE id = ?').get(id);
  }

  /** Unfinished batches of an area, and of none inside or around it: each is judged by its own. */
  unfinished(area: string): BatchRow[] {
    return this.database.prepare<[string], BatchRow>("SELECT * FROM batch WHERE state = 'loading' AND area = ? ORDER BY id").all(area);
  }

  children(id: number): BatchRow[] {
    return this.database.prepare<[number], BatchRow>('SELECT * FROM batch WHERE parent_batch_id = ? ORDER BY id').all(id);
  }

  files(batchId: number): BatchFileRow[] {
    return this.database.prepare<[number], BatchFileRow>('SELECT * FROM batch_file WHERE batch_id = ? ORDER BY file_no').all(batchId);
  }

  file(batchId: number, fileNo: number): BatchFileRow | undefined {
    return this.database
      .prepare<[number, number], BatchFileRow>('SELECT * FROM batch_file WHERE batch_id = ? AND file_no = ?')
      .get(batchId, fileNo);
  }

  /**
   * Whole loadings of these very bytes in a batch that still stands. One for another area does not count: it left other rows
   * in quarantine. Nor does what was repaired of them: rows of a scan are loaded one by one under its hash.
   */
  loadedBefore(sha256: string, sheet: string, area: string): BatchFileRow | undefined {
    return this.database
      .prepare<[string, string, string], BatchFileRow>(
        `SELECT f.* FROM batch_file f JOIN batch b ON b.id = f.batch_id
         WHERE f.sha256 = ? AND f.sheet = ? AND f.state = 'done' AND b.area = ? AND b.kind = 'import' AND b.state IN ('loading', 'done') ORDER BY f.batch_id LIMIT 1`,
      )
      .get(sha256, sheet, area);
  }

  create(batch: NewBatch): number {
    const insert = this.database.prepare(
      `INSERT INTO batch(state, source, kind, actor, area, started_at, paths, options, parent_batch_id)
       VALUES ('loading', @source, @kind, @actor, @area, @started_at, @paths, @options, @parent_batch_id)`,
    );
    return Number(insert.run(batch).lastInsertRowid);
  }

  /** Gives the file the ids after the highest one taken; `mostRows` is an upper bound until the file is done. */
  startFile(file: NewBatchFile, mostRows: number): number {
    const top = this.database.prepare('SELECT coalesce(max(last_id), 0) FROM batch_file').pluck().get();
    const firstId = Number(top) + 1;
    this.database
      .prepare(
        `INSERT INTO batch_file(batch_id, file_no, name, path, sha256, bytes, sheet, encoding, layout, mapping, first_id, last_id, state)
         VALUES (@batch_id, @file_no, @name, @path, @sha256, @bytes, @sheet, @encoding, @layout, @mapping, @first_id, @last_id, 'loading')`,
      )
      .run({ ...file, first_id: firstId, last_id: firstId + mostRows - 1 });
    return firstId;
  }

  finishFile(batchId: number, fileNo: number, lastId: number): void {
    this.database
      .prepare("UPDATE batch_file SET state = 'done', last_id = ? WHERE batch_id = ? AND file_no = ?")
      .run(lastId, batchId, fileNo);
  }

  finish(batchId: number, endedAt: string): void {
    this.database.prepare("UPDATE batch SET state = 'done', ended_at = ? WHERE id = ?").run(endedAt, batchId);
  }

  markUndone(batchId: number, at: string, reason: string): void {
    this.database.prepare("UPDATE batch SET state = 'undone', undone_at = ?, undo_reason = ? WHERE id = ?").run(at, reason, batchId);
  }

  addChunk(chunk: ChunkRow, digests: Uint8Array): void {
    this.database
      .prepare(
        `INSERT INTO batch_chunk(batch_id, file_no, seq, end_offset, end_line, first_id, last_id, rows, accepted, flagged, quarantined, already_present, tally, ledger_seq, digests)
         VALUES (@batch_id, @file_no, @seq, @end_offset, @end_line, @first_id, @last_id, @rows, @accepted, @flagged, @quarantined, @already_present, @tally, @ledger_seq, @digests)`,
      )
      .run({ ...chunk, digests });
  }

  lastChunk(batchId: number, fileNo: number): ChunkRow | undefined {
    return this.database
      .prepare<[number, number], ChunkRow>(
        `SELECT ${CHUNK_COLUMNS} FROM batch_chunk WHERE batch_id = ? AND file_no = ? ORDER BY seq DESC LIMIT 1`,
      )
      .get(batchId, fileNo);
  }

  /** The chunk a row id lies in. */
  chunkOf(id: number): ChunkRow | undefined {
    return this.database
      .prepare<[number, number], ChunkRow>(`SELECT ${CHUNK_COLUMNS} FROM batch_chunk WHERE first_id <= ? AND last_id >= ?`)
      .get(id, id);
  }

  chunkBefore({ batch_id, file_no, seq }: ChunkRow): ChunkRow | undefined {
    return this.database
      .prepare<[number, number, number], ChunkRow>(
        `SELECT ${CHUNK_COLUMNS} FROM batch_chunk WHERE batch_id = ? AND file_no = ? AND seq < ? ORDER BY seq DESC LIMIT 1`,
      )
      .get(batch_id, file_no, seq);
  }

  /** Counts of a batch, or of one of its files. */
  counts(batchId: number, fileNo?: number): BatchCounts {
    const which = fileNo === undefined ? '' : ' AND file_no = ?';
    const parameters = fileNo === undefined ? [batchId] : [batchId, fileNo];
    return this.database
      .prepare<number[], BatchCounts>(`SELECT ${SUMS} FROM batch_chunk WHERE batch_id = ?${which}`)
      .get(...parameters) as BatchCounts;
  }

  tallies(batchId: number): string[] {
    return this.database.prepare<[number], string>('SELECT tally FROM batch_chunk WHERE batch_id = ?').pluck().all(batchId);
  }
}
