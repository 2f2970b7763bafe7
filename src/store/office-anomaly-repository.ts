import { fieldOf } from '../domain/fields.js';
import type { UserDay } from '../domain/usage-statistics.js';
import type { Registry, Sqlite } from './open.js';

/** Rows by what they say of office and registrar, as stored or, in quarantine, as the file said. */
export interface RowsOfRegistrar {
  readonly code: string;
  readonly name: string;
  readonly operator: string;
  readonly rows: number;
}

/** Ids of one file of a batch that stands. */
export interface LoadedRange {
  readonly batch: number;
  readonly source: string;
  readonly firstId: number;
  readonly lastId: number;
}

/** What tells couples apart. */
export interface NumberedRegistration {
  readonly id: number;
  readonly deptCode: string;
  readonly date: string;
  readonly nameMan: string;
  readonly nameWoman: string;
  readonly numberMan: string;
  readonly numberWoman: string;
  readonly birthMan: string;
  readonly birthWoman: string;
}

/** What was registered where, by whom, when; parts that are not given do not matter. */
export interface RegistrationPlace {
  readonly code: string;
  readonly name: string;
  readonly operator?: string;
  /** What the date begins with: `2019-05-20`, `2019-05`. */
  readonly date: string;
  readonly firstId: number;
}

/** Something a person did to records by hand, at a time of day. */
export interface HandWork {
  readonly actor: string;
  /** As stored, `2026-05-20T09:30:00.000+08:00`. */
  readonly at: string;
}

/** Examples are looked for among so many ids: records of one day were loaded together, and a search of everything would take minutes. */
const IDS_SEARCHED = 50_000;

/** Reads what rules about offices and registrars need besides the registrations themselves. */
export class OfficeAnomalyRepository {
  private readonly database: Sqlite;
  private readonly byId;
  private readonly ofPlace;

  constructor({ database }: Registry) {
    this.database = database;
    this.byId = database.prepare<[number], NumberedRegistration>(
      `SELECT id, dept_code AS deptCode, op_date AS date, name_man AS nameMan, name_woman AS nameWoman, cert_num_man AS numberMan,
         cert_num_woman AS numberWoman, birth_man AS birthMan, birth_woman AS birthWoman FROM registration WHERE id = ?`,
    );
    this.ofPlace = database.prepare<Record<string, string | number | null>, { id: number; deptCode: string }>(
      `SELECT id, dept_code AS deptCode FROM registration WHERE id BETWEEN @firstId AND @lastId AND state = 'active' AND dept_code = @code
         AND (@code <> '' OR dept_name = @name) AND (@operator IS NULL OR operator = @operator) AND substr(op_date, 1, length(@date)) = @date
       ORDER BY id LIMIT @most`,
    );
  }

  registration(id: number): NumberedRegistration | undefined {
    return this.byId.get(id);
  }

  examples({ code, name, operator, date, firstId }: RegistrationPlace, most: number): readonly { id: number; deptCode: string }[] {
    return this.ofPlace.all({ code, name, operator: operator ?? null, date, firstId, lastId: firstId + IDS_SEARCHED, most });
  }

  /** Registrations that were loaded with a warning. */
  flaggedRows(): readonly RowsOfRegistrar[] {
    return this.rowsOfRegistrars("FROM registration WHERE state = 'active' AND flags <> ''");
  }

  /** Registrations that were deleted and are not here in another row of the same content. */
  deletedRows(): readonly RowsOfRegistrar[] {
    return this.rowsOfRegistrars(
      `FROM registration r WHERE state = 'deleted' AND NOT EXISTS (SELECT 1 FROM registration_key k WHERE k.record_key = r.record_key)`,
    );
  }

  private rowsOfRegistrars(from: string): readonly RowsOfRegistrar[] {
    return this.database
      .prepare<[], RowsOfRegistrar>(
        `SELECT dept_code AS code, max(dept_name) AS name, operator, count(*) AS rows ${from}
         GROUP BY dept_code, iif(dept_code = '', dept_name, ''), operator ORDER BY dept_code, operator`,
      )
      .all();
  }

  /** Rows that were refused, also those repaired since: what was wrong was wrong. */
  quarantinedRows(): readonly RowsOfRegistrar[] {
    return this.database
      .prepare<[], RowsOfRegistrar>(
        `SELECT code, max(name) AS name, operator, count(*) AS rows FROM (
           SELECT trim(coalesce(${cell('dept_code')}, '')) AS code, trim(coalesce(${cell('dept_name')}, '')) AS name, trim(coalesce(${cell('operator')}, '')) AS operator
           FROM quarantine WHERE state <> 'undone' AND json_valid(cells))
         GROUP BY code, iif(code = '', name, ''), operator ORDER BY code, operator`,
      )
      .all();
  }

  /** Certificates and office codes of deleted registrations, and of rows that wait in quarantine, as their files wrote them. */
  setAsideCertificates(): readonly { readonly certificate: string; readonly code: string }[] {
    return this.database
      .prepare<[], { certificate: string; code: string }>(
        `SELECT ${cell('cert_no')} AS certificate, trim(coalesce(${cell('dept_code')}, '')) AS code
         FROM quarantine WHERE state IN ('open', 'discarded') AND json_valid(cells) AND ${cell('cert_no')} <> ''
         UNION ALL SELECT cert_no, dept_code FROM registration WHERE state = 'deleted' AND cert_no <> ''`,
      )
      .all();
  }

  /** In the order of ids. */
  loadedRanges(): readonly LoadedRange[] {
    return this.database
      .prepare<[], LoadedRange>(
        `SELECT f.batch_id AS batch, b.source, f.first_id AS firstId, f.last_id AS lastId FROM batch_file f JOIN batch b ON b.id = f.batch_id
         WHERE b.state <> 'undone' AND f.last_id >= f.first_id ORDER BY f.first_id`,
      )
      .all();
  }

  /**
   * Records changed by each user on each day; taking back a whole file counts once. @param since first time, as stored
   */
  dailyChanges(since: string): readonly UserDay[] {
    return this.database
      .prepare<[string], UserDay>(
        `SELECT actor, substr(at, 1, 10) AS day, sum(iif(EXISTS (
           SELECT 1 FROM batch_file f WHERE f.first_id = e.first_id AND f.last_id = e.last_id), 1, last_id - first_id + 1)) AS count
         FROM registration_event e WHERE at >= ? GROUP BY actor, day ORDER BY actor, day`,
      )
      .all(since);
  }

  /** The same by the office of the first record changed. */
  dailyChangesOfOffices(since: string): readonly UserDay[] {
    return this.database
      .prepare<[string], UserDay>(
        `SELECT r.dept_code AS actor, substr(at, 1, 10) AS day, sum(iif(EXISTS (
           SELECT 1 FROM batch_file f WHERE f.first_id = e.first_id AND f.last_id = e.last_id), 1, e.last_id - e.first_id + 1)) AS count
         FROM registration_event e JOIN registration r ON r.id = e.first_id WHERE at >= ? AND r.dept_code <> '' GROUP BY r.dept_code, day ORDER BY r.dept_code, day`,
      )
      .all(since);
  }

  /** Records a user changed on a day. */
  changedRecords(actor: string, day: string, most: number): readonly { id: number; deptCode: string }[] {
    return this.database
      .prepare<[string, string, number], { id: number; deptCode: string }>(
        `SELECT r.id, r.dept_code AS deptCode FROM registration_event e JOIN registration r ON r.id = e.first_id
         WHERE e.actor = ? AND substr(e.at, 1, 10) = ? ORDER BY r.id LIMIT ?`,
      )
      .all(actor, day, most);
  }

  /** Changes of records and repaired or discarded rows, one of each ledger entry. @param since first time, as stored */
  handWork(since: string): readonly HandWork[] {
    return this.database
      .prepare<[string, string], HandWork>(
        `SELECT actor, max(at) AS at FROM (
           SELECT actor, at, ledger_seq FROM registration_event WHERE at >= ?
           UNION ALL SELECT resolved_by, resolved_at, ledger_seq FROM quarantine WHERE resolved_at >= ? AND resolved_by IS NOT NULL)
         GROUP BY ledger_seq, actor ORDER BY actor, at`,
      )
      .all(since, since);
  }
}

/** The text of a field in a quarantined row. */
function cell(field: Parameters<typeof fieldOf>[0]): string {
  return `cells ->> '$.${fieldOf(field).key}'`;
}
