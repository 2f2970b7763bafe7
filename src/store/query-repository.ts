import { FIELD_KEYS } from '../domain/fields.js';
import type { RowValues } from '../domain/registration.js';
import type { Registry, Sqlite } from './open.js';

/** A registration as a look-up reads it. */
export type FoundRegistration = RowValues & {
  readonly id: number;
  readonly state: string;
  /** Present when the person is found only by a registration that was merged into this one. */
  readonly foundBy?: MergedRegistration;
};

export interface MergedRegistration {
  readonly registration: RowValues;
  /** Its man is in this one's columns of the woman. */
  readonly exchanged: boolean;
}

/** Look-ups of one user on one day, as the ledger holds them. */
export interface DailyUse {
  readonly actor: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** Persons or certificates looked up. */
  readonly count: number;
}

export interface NewRecordCertificate {
  readonly serial: string;
  readonly day: string;
  readonly kind: 'record' | 'no-record';
  readonly used_for: string;
  readonly person: string;
  readonly registrations: number;
  readonly issued_by: string;
  readonly sha256: string;
  readonly ledger_seq: number;
}

const COLUMNS = ['id', 'state', ...FIELD_KEYS].map((name) => `r.${name}`).join(', ');
/** Rows taken into the index of certificates in one transaction: a load beside it waits no longer than that. */
const ROWS_INDEXED_AT_ONCE = 500_000;

/** Finds registrations by person and by certificate. Writing methods belong inside the caller's transaction, but for `indexCertificates`. */
export class QueryRepository {
  private readonly database: Sqlite;
  private readonly byPerson;
  private readonly byCertificate;
  private readonly standingFor;

  constructor({ database }: Registry) {
    this.database = database;
    this.byPerson = database.prepare<[number], FoundRegistration>(
      `SELECT ${COLUMNS} FROM registration_person p JOIN registration r ON r.id = p.id WHERE p.person_key = ? AND r.state <> 'deleted' ORDER BY r.op_date, r.id`,
    );
    this.standingFor = database.prepare<[number], FoundRegistration & { readonly exchanged: number }>(
      `WITH RECURSIVE follower(id, exchanged) AS (
         SELECT survivor_id, exchanged FROM registration_merge WHERE superseded_id = ? AND undone_seq = 0
         UNION ALL
         SELECT m.survivor_id, follower.exchanged <> m.exchanged FROM follower JOIN registration_merge m ON m.superseded_id = follower.id AND m.undone_seq = 0)
       SELECT ${COLUMNS}, exchanged FROM follower JOIN registration r ON r.id = follower.id WHERE r.state = 'active'`,
    );
    this.byCertificate = database.prepare<[string], FoundRegistration>(
      `SELECT ${COLUMNS} FROM registration_certificate c JOIN registration r ON r.id = c.id AND r.cert_no = c.cert_no
       WHERE c.cert_no = ? AND r.state <> 'deleted' ORDER BY r.op_date, r.id`,
    );
  }

  /**
   * In order of date, either side of the couple; a key of a hashed number may bring others along. Where the number stands only in
   * a registration that was merged into another, the other comes too: it is the one that speaks for the marriage.
   */
  ofPerson(personKey: number): readonly FoundRegistration[] {
    const found = this.byPerson.all(personKey);
    const standing = found.filter(({ state }) => state === 'superseded').flatMap((merged) => this.survivorOf(merged));
    const known = new Set(found.map(({ id }) => id));
    const added = [...new Map(standing.filter(({ id }) => !known.has(id)).map((survivor) => [survivor.id, survivor])).values()];
    return added.length === 0 ? found : [...found, ...added].toSorted(byDay);
  }

  private survivorOf(merged: FoundRegistration): readonly FoundRegistration[] {
    const row = this.standingFor.get(merged.id);
    if (row === undefined) return [];
    const { exchanged, ...survivor } = row;
    return [{ ...survivor, foundBy: { registration: merged, exchanged: exchanged === 1 } }];
  }

  /** Normalised number. */
  ofCertificate(certificateNumber: string): readonly FoundRegistration[] {
    return this.byCertificate.all(certificateNumber);
  }

  /** Takes registrations that came since the last time into the index of certificates, in runs of their own transactions. */
  indexCertificates(onRows: (done: number, last: number) => void = () => undefined): void {
    const last = this.number('SELECT max(id) FROM registration');
    for (let done = this.indexedTo(); done < last; done = this.indexedTo()) {
      this.indexUpTo(Math.min(done + ROWS_INDEXED_AT_ONCE, last));
      onRows(done, last);
    }
  }

  private indexedTo(): number {
    return this.number('SELECT last_id FROM registration_certificate_end');
  }

  /** Ids grow from load to load, so all that is new lies behind the last one. Sorted, so that each page of the index is touched once. */
  private indexUpTo(to: number): void {
    const insert = this.database.prepare<[number]>(
      `INSERT OR IGNORE INTO registration_certificate SELECT cert_no, r.id FROM registration r, registration_certificate_end e
       WHERE r.id > e.last_id AND r.id <= ? AND cert_no <> '' ORDER BY cert_no, r.id`,
    );
    const advance = this.database.prepare<[number]>('UPDATE registration_certificate_end SET last_id = ?');
    const run = this.database.transaction(() => {
      insert.run(to);
      advance.run(to);
    });
    run.immediate();
  }

  private number(sql: string): number {
    return Number(this.database.prepare(sql).pluck().get() ?? 0);
  }

  /** How many persons each user looked up each day, from the ledger. @param since first time, as stored */
  dailyUse(since: string): readonly DailyUse[] {
    return this.database
      .prepare<[string], DailyUse>(
        `SELECT body ->> '$.actor' AS actor, substr(body ->> '$.at', 1, 10) AS day, sum(coalesce(body ->> '$.body.persons', 1)) AS count
         FROM ledger_entry WHERE instr(body, '"kind":"query.') > 0 AND json_valid(body) AND body ->> '$.kind' GLOB 'query.*' AND body ->> '$.at' >= ?
         GROUP BY actor, day ORDER BY actor, day`,
      )
      .all(since);
  }

  /** Record certificates issued on a day by an area, for the next serial number. */
  issuedOn(day: string, serialPrefix: string): number {
    return (
      this.database
        .prepare<[string, string], number>('SELECT count(*) FROM record_certificate WHERE day = ? AND serial GLOB ?')
        .pluck()
        .get(day, `${serialPrefix}*`) ?? 0
    );
  }

  addRecordCertificate(certificate: NewRecordCertificate): void {
    this.database
      .prepare(
        `INSERT INTO record_certificate(serial, day, kind, used_for, person, registrations, issued_by, sha256, ledger_seq)
         VALUES (@serial, @day, @kind, @used_for, @person, @registrations, @issued_by, @sha256, @ledger_seq)`,
      )
      .run(certificate);
  }
}

function byDay(left: FoundRegistration, right: FoundRegistration): number {
  return left.op_date === right.op_date ? left.id - right.id : left.op_date < right.op_date ? -1 : 1;
}
