import type { LifeEvent, LifeEventKind } from '../domain/life-event.js';
import type { Sqlite } from './open.js';

export interface NewShareLoad {
  readonly kind: LifeEventKind;
  readonly file: string;
  readonly sha256: string;
  readonly authority: string;
  readonly purpose: string;
  readonly at: string;
  readonly actor: string;
  readonly rows: number;
  readonly ledgerSeq: number;
}

/** A file that was loaded, as stored. */
export interface ShareLoad {
  readonly id: number;
  readonly kind: LifeEventKind;
  readonly file: string;
  readonly sha256: string;
  readonly authority: string;
  readonly purpose: string;
  readonly at: string;
  readonly actor: string;
  readonly rows: number;
  readonly added: number;
  readonly ledger_seq: number;
}

export interface StoredLifeEvent extends LifeEvent {
  readonly id: number;
  readonly loadId: number;
}

type LineEvent = LifeEvent & { readonly line: number };

const KEY = 'kind = ? AND person_key = ? AND spouse_key = ? AND spouse_name = ? AND happened_on = ? AND reference = ?';
const COLUMNS = `id, load_id AS loadId, kind, person_key AS personKey, person_name AS personName, spouse_key AS spouseKey,
  spouse_name AS spouseName, happened_on AS happenedOn, reference`;

/** Deaths, divorces in court and revocations that other departments handed over. */
export class LifeEventRepository {
  private readonly database: Sqlite;

  constructor(database: Sqlite) {
    this.database = database;
  }

  /** How many of these are not known yet; one that the list has twice counts once. */
  countNew(events: readonly LifeEvent[]): number {
    const find = this.database.prepare(`SELECT 1 FROM life_event WHERE ${KEY}`);
    const added = new Set(events.map((event) => JSON.stringify(keyOf(event))));
    return [...added].filter((key) => find.get(...(JSON.parse(key) as Key)) === undefined).length;
  }

  /** Stores a file's events in the caller's transaction; those that are known already stay as they are. */
  add(load: NewShareLoad, events: readonly LineEvent[]): { readonly loadId: number; readonly added: number } {
    const loadId = Number(
      this.database
        .prepare(
          `INSERT INTO share_load(kind, file, sha256, authority, purpose, at, actor, rows, added, ledger_seq)
           VALUES (@kind, @file, @sha256, @authority, @purpose, @at, @actor, @rows, 0, @ledgerSeq)`,
        )
        .run(load).lastInsertRowid,
    );
    const insert = this.database.prepare(
      `INSERT OR IGNORE INTO life_event(load_id, line, person_name, kind, person_key, spouse_key, spouse_name, happened_on, reference)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    let added = 0;
    for (const event of events) added += insert.run(loadId, event.line, event.personName, ...keyOf(event)).changes;
    this.database.prepare('UPDATE share_load SET added = ? WHERE id = ?').run(added, loadId);
    return { loadId, added };
  }

  loads(): readonly ShareLoad[] {
    return this.database.prepare<[], ShareLoad>('SELECT * FROM share_load ORDER BY id').all();
  }

  /** All events, or those of files loaded since a day. */
  *events(since = ''): Generator<StoredLifeEvent> {
    yield* this.database
      .prepare<[string], StoredLifeEvent>(
        `SELECT ${COLUMNS} FROM life_event WHERE load_id IN (SELECT id FROM share_load WHERE at >= ?) ORDER BY id`,
      )
      .iterate(since);
  }
}

type Key = [kind: string, personKey: number, spouseKey: number, spouseName: string, happenedOn: string, reference: string];

function keyOf({ kind, personKey, spouseKey, spouseName, happenedOn, reference }: LifeEvent): Key {
  return [kind, personKey, spouseKey, spouseName, happenedOn, reference];
}
