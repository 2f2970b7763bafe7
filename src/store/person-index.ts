import { personKey } from '../domain/person-key.js';
import type { Registry, Sqlite } from './open.js';

interface Documents {
  readonly id: number;
  readonly cert_num_man: string;
  readonly cert_num_woman: string;
}

/** The index of persons: which registrations a document number occurs in, on either side of the couple. */
export class PersonIndex {
  private readonly database: Sqlite;

  constructor({ database }: Registry) {
    this.database = database;
  }

  /** Enters the parties of a range of registrations one by one, in the caller's transaction. Doing it again changes nothing. */
  addRange(firstId: number, lastId: number): void {
    const rows = this.database.prepare<[number, number], Documents>(
      'SELECT id, cert_num_man, cert_num_woman FROM registration WHERE id BETWEEN ? AND ?',
    );
    const insert = this.database.prepare('INSERT OR IGNORE INTO registration_person(person_key, id) VALUES (?, ?)');
    for (const { id, cert_num_man: man, cert_num_woman: woman } of rows.all(firstId, lastId)) {
      for (const number of [man, woman]) if (number !== '') insert.run(personKey(number), id);
    }
  }

  /** Takes over a shard of entries in key order: each page of the index is touched once. Its own transaction. */
  addShard(path: string): void {
    this.database.prepare('ATTACH ? AS shard').run(path);
    try {
      this.database.exec('INSERT OR IGNORE INTO registration_person SELECT person_key, id FROM shard.person');
    } finally {
      this.database.exec('DETACH shard');
    }
  }
}
