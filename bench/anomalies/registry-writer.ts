import type { SampleRow } from '../../samples/generate/row.js';
import { FIELD_KEYS } from '../../src/domain/fields.js';
import { REGISTRATION_COLUMNS } from '../../src/store/migrations/0001-registry.js';
import type { Registry } from '../../src/store/open.js';

export type RowState = 'active' | 'deleted';

/** Ids that one batch gave out. */
interface Range {
  readonly firstId: number;
  lastId: number;
}

/** Room for the ids of each batch. */
const BATCH_ROOM = 10_000_000;
const AT = '2025-11-01T09:30:00.000+08:00';
const FLAGS = '[{"code":"jurisdiction","severity":"warning","fields":["dept_code"]}]';

/** Writes registrations into a registry as imports would have left them: rows, batches, rows in quarantine. */
export class RegistryWriter {
  private readonly registry: Registry;
  private readonly insert;
  private readonly quarantined;
  private readonly batches = new Map<number, Range>();

  constructor(registry: Registry) {
    this.registry = registry;
    const places = Array.from({ length: REGISTRATION_COLUMNS.length + 1 }, () => '?').join(', ');
    this.insert = registry.database.prepare(`INSERT INTO registration(id, ${REGISTRATION_COLUMNS.join(', ')}) VALUES (${places})`);
    this.quarantined = registry.database.prepare(
      `INSERT INTO quarantine(id, batch_id, file_no, line, cells, findings, state) VALUES (?, ?, 1, 1, ?, '[]', 'open')`,
    );
  }

  /** @returns the id */
  add(
    batch: number,
    source: string,
    row: SampleRow,
    { state = 'active', flagged = false }: { readonly state?: RowState; readonly flagged?: boolean } = {},
  ): number {
    const id = this.nextId(batch, source);
    this.insert.run(id, state, id, id, ...FIELD_KEYS.map((field) => row[field]), '', flagged ? FLAGS : '');
    return id;
  }

  quarantine(batch: number, source: string, cells: Partial<SampleRow>): void {
    this.quarantined.run(this.nextId(batch, source), batch, JSON.stringify(cells));
  }

  private nextId(batch: number, source: string): number {
    const range = this.batches.get(batch) ?? this.open(batch, source);
    range.lastId += 1;
    return range.lastId;
  }

  private open(batch: number, source: string): Range {
    this.registry.database
      .prepare(
        `INSERT INTO batch(id, state, source, kind, actor, area, started_at, ended_at, paths, options) VALUES (?, 'done', ?, 'import', '样例', '', ?, ?, '[]', '{}')`,
      )
      .run(batch, source, AT, AT);
    const range = { firstId: batch * BATCH_ROOM + 1, lastId: batch * BATCH_ROOM };
    this.batches.set(batch, range);
    return range;
  }

  /** Writes down which ids each batch gave out; call once, at the end. */
  close(): void {
    const file = this.registry.database.prepare(
      `INSERT INTO batch_file(batch_id, file_no, name, path, sha256, bytes, sheet, encoding, layout, mapping, first_id, last_id, state)
       VALUES (?, 1, 'a.csv', '/a.csv', '', 0, '', 'utf-8', '{}', '{}', ?, ?, 'done')`,
    );
    for (const [id, { firstId, lastId }] of this.batches) file.run(id, firstId, lastId);
  }
}
