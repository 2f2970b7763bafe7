import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FIELD_KEYS } from '../../src/domain/fields.js';
import type { ExportFormat } from '../../src/domain/approval.js';
import { runMeasured, type Measured } from '../lib/measured-child.js';
import { MREG, ROOT } from '../lib/work-files.js';
import type { ApprovedHome } from './approved-home.js';

/** The whole command `mreg export run`: token, masks, marks, ledger, fsync. Checks that every row left. */
export async function exportWithMreg(
  { home, tokenFile }: ApprovedHome,
  format: ExportFormat,
  out: string,
  rows: number,
): Promise<Measured> {
  rmSync(out, { force: true });
  const args = ['export', 'run', '--token', tokenFile, '--out', out, '--format', format];
  const run = await runMeasured(process.execPath, [MREG, '--home', home, '--no-progress', '--json', ...args]);
  const summary = JSON.parse(run.stdout) as { rows: number; bytes: number };
  if (summary.rows !== rows || statSync(out).size !== summary.bytes) throw new Error(`mreg lost rows: ${run.stdout}`);
  return run;
}

/** The yardstick: the sqlite3 shell writes the same rows as they are stored, without a mask, a mark or a ledger. */
export async function exportWithSqlite({ home }: ApprovedHome, out: string): Promise<Measured> {
  rmSync(out, { force: true });
  const query = `SELECT ${FIELD_KEYS.join(', ')} FROM registration WHERE state = 'active' ORDER BY id`;
  const run = await runMeasured('sqlite3', ['-csv', join(home, 'registry.db'), `.once ${out}`, query]);
  if (statSync(out).size === 0) throw new Error('sqlite3 wrote nothing');
  return run;
}

/** exceljs' streaming writer of the cells that mreg exported. */
export async function writeWithExceljs(jsonLines: string, out: string, rows: number): Promise<Measured> {
  rmSync(out, { force: true });
  const run = await runMeasured(process.execPath, [join(ROOT, 'build', 'bench', 'export', 'exceljs-writer.js'), jsonLines, out]);
  if (Number(run.stdout) !== rows) throw new Error(`exceljs wrote ${run.stdout.trim()} rows, not ${rows}`);
  return run;
}
