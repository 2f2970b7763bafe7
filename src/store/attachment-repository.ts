import type { Registry, Sqlite } from './open.js';

export interface AttachmentRow {
  /** Lower-case hex: the name of its file. */
  readonly sha256: string;
  readonly bytes: number;
  readonly type: string;
}

/** A scan as it came with a request. */
export interface RequestAttachmentRow extends AttachmentRow {
  /** The event it came with. */
  readonly event_seq: number;
  /** What its file was called, document numbers masked. */
  readonly name: string;
}

/** Which scans there are and what they belong to; their bytes are files. Writing methods belong inside the caller's transaction. */
export class AttachmentRepository {
  private readonly database: Sqlite;

  constructor(registry: Pick<Registry, 'database'>) {
    this.database = registry.database;
  }

  /** Known from before or not: the same bytes are one attachment. */
  add({ sha256, bytes, type }: AttachmentRow): void {
    this.database.prepare('INSERT OR IGNORE INTO attachment(sha256, bytes, type) VALUES (?, ?, ?)').run(sha256, bytes, type);
  }

  link(request: string, { sha256, event_seq: eventSeq, name }: Omit<RequestAttachmentRow, 'bytes' | 'type'>): void {
    this.database
      .prepare('INSERT OR IGNORE INTO request_attachment(request, sha256, event_seq, name) VALUES (?, ?, ?, ?)')
      .run(request, sha256, eventSeq, name);
  }

  ofRequest(request: string): RequestAttachmentRow[] {
    return this.database
      .prepare<[string], RequestAttachmentRow>(
        `SELECT a.sha256, a.bytes, a.type, r.event_seq, r.name FROM request_attachment r JOIN attachment a USING (sha256)
         WHERE r.request = ? ORDER BY r.event_seq, r.name, a.sha256`,
      )
      .all(request);
  }
}
