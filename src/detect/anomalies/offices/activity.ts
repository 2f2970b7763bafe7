import type { ScannedRow } from '../scan.js';
import { AT } from '../scan.js';
import { packDate } from '../timeline/day.js';
import { CountTable } from './count-table.js';
import { Registrars, type Registrar } from './registrars.js';

/** Keys of the table: registrar × 2²⁷ + date (yyyymmdd, which is less than 2²⁷). */
const DATE_ROOM = 134_217_728;

/** What one registrar registered on one date. */
export interface RegistrarDay {
  readonly registrar: Registrar;
  /** yyyymmdd, 00 for what is not known, 0 for no date. */
  readonly date: number;
  readonly count: number;
  readonly firstId: number;
}

/** How many registrations each registrar made on each date: what most rules about offices are judged from. */
export class OfficeActivity {
  readonly registrars = new Registrars();
  private readonly table = new CountTable();
  private judged: readonly RegistrarDay[] | undefined;

  add(id: number, row: ScannedRow): void {
    this.table.add(this.registrars.of(row).index * DATE_ROOM + packDate(row[AT.op_date] ?? ''), id);
  }

  /** In the order of first ids; call when all rows are in. */
  days(): readonly RegistrarDay[] {
    this.judged ??= [...this.readDays()];
    return this.judged;
  }

  private *readDays(): Generator<RegistrarDay> {
    for (const { key, count, firstId } of this.table.entries()) {
      const registrar = this.registrars.all[Math.floor(key / DATE_ROOM)];
      if (registrar !== undefined) yield { registrar, date: key % DATE_ROOM, count, firstId };
    }
  }
}
