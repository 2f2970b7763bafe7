import type { JsonValue } from '../lib/json-value.js';
import { firstKeyOf } from '../domain/record-key-day.js';
import type { OfficeChange, OfficeSuccessor } from '../domain/office-change.js';
import type { Sqlite } from './open.js';

/** Who wrote something down, when, and where the ledger says so. */
export interface WrittenBy {
  readonly actor: string;
  readonly at: string;
  readonly ledgerSeq: number;
}

export type RecordedChange = OfficeChange & WrittenBy;

interface ChangeRow {
  readonly kind: OfficeChange['kind'];
  readonly office: string;
  readonly day: string;
  readonly name: string;
  readonly region: string;
  readonly successors: string;
  readonly request: string;
  readonly actor: string;
  readonly at: string;
  readonly ledger_seq: number;
}

/** A JSON object an office wrote about itself: its profile, or its equipment. */
export type OfficeSheet = Readonly<Record<string, JsonValue>>;

export type WrittenSheet = WrittenBy & { readonly office: string; readonly sheet: OfficeSheet };

interface SheetRow {
  readonly office: string;
  readonly sheet: string;
  readonly actor: string;
  readonly at: string;
  readonly ledger_seq: number;
}

/** The two kinds of sheet, and the column that holds each. */
const SHEET_COLUMNS = { office_profile: 'profile', office_equipment: 'items' } as const;

export type SheetTable = keyof typeof SHEET_COLUMNS;

/** Registrations under one office code after some day. */
export interface LaterRecords {
  readonly code: string;
  readonly count: number;
  /** Stored form of the latest date. */
  readonly last: string;
}

/** What was decided about offices and what they wrote down. Writing methods belong inside the caller's transaction. */
export class OfficeRepository {
  private readonly database: Sqlite;

  constructor(database: Sqlite) {
    this.database = database;
  }

  /** Every change in the order of the decisions. */
  changes(): readonly RecordedChange[] {
    return this.database.prepare<[], ChangeRow>('SELECT * FROM office_change ORDER BY id').all().map(changeOf);
  }

  addChange(change: OfficeChange, { actor, at, ledgerSeq }: WrittenBy): void {
    this.database
      .prepare(
        `INSERT INTO office_change(kind, office, day, name, region, successors, request, actor, at, ledger_seq)
         VALUES (@kind, @office, @day, @name, @region, @successors, @request, @actor, @at, @ledger_seq)`,
      )
      .run({ ...rowOf(change), actor, at, ledger_seq: ledgerSeq });
  }

  sheets(table: SheetTable): readonly WrittenSheet[] {
    return this.database
      .prepare<[], SheetRow>(`SELECT office, ${SHEET_COLUMNS[table]} AS sheet, actor, at, ledger_seq FROM ${table} ORDER BY office`)
      .all()
      .map(sheetOf);
  }

  sheet(table: SheetTable, office: string): WrittenSheet | undefined {
    return this.sheets(table).find((written) => written.office === office);
  }

  storeSheet(table: SheetTable, { office, sheet, actor, at, ledgerSeq }: WrittenSheet): void {
    this.database
      .prepare(`INSERT OR REPLACE INTO ${table}(office, ${SHEET_COLUMNS[table]}, actor, at, ledger_seq) VALUES (?, ?, ?, ?, ?)`)
      .run(office, JSON.stringify(sheet), actor, at, ledgerSeq);
  }

  /** Registrations dated on a day (yyyymmdd) or later, under this code or a longer one that begins with it. */
  recordsFrom(code: string, day: number): readonly LaterRecords[] {
    return this.database
      .prepare<{ code: string; key: number }, LaterRecords>(
        `SELECT r.dept_code AS code, count(*) AS count, max(r.op_date) AS last
         FROM registration_key k JOIN registration r ON r.id = k.id
         WHERE k.record_key >= @key AND r.state = 'active' AND substr(r.dept_code, 1, length(@code)) = @code
         GROUP BY r.dept_code ORDER BY r.dept_code`,
      )
      .all({ code, key: firstKeyOf(day) });
  }
}

function rowOf(change: OfficeChange): Omit<ChangeRow, keyof WrittenBy | 'ledger_seq'> {
  const { kind, office, request } = change;
  const empty = { kind, office, request, name: '', region: '', successors: '[]' };
  if (change.kind === 'open') return { ...empty, day: change.firstDay, name: change.name, region: change.region };
  if (change.kind === 'rename') return { ...empty, day: change.firstDay, name: change.name };
  return { ...empty, day: change.lastDay, successors: JSON.stringify(change.successors) };
}

function changeOf(row: ChangeRow): RecordedChange {
  const { kind, office, day, name, region, request, actor, at, ledger_seq: ledgerSeq } = row;
  const by = { office, request, actor, at, ledgerSeq };
  if (kind === 'open') return { kind, ...by, firstDay: day, name, region };
  if (kind === 'rename') return { kind, ...by, firstDay: day, name };
  return { kind, ...by, lastDay: day, successors: JSON.parse(row.successors) as readonly OfficeSuccessor[] };
}

function sheetOf({ office, sheet, actor, at, ledger_seq: ledgerSeq }: SheetRow): WrittenSheet {
  return { office, sheet: JSON.parse(sheet) as OfficeSheet, actor, at, ledgerSeq };
}
