import { join } from 'node:path';
import { withFreshFolder, withFreshHome } from '../lib/fresh-home.js';
import { runMeasured, type Measured } from '../lib/measured-child.js';
import { MREG, ROOT } from '../lib/work-files.js';

/** The whole command `mreg import FILE` into an empty home; making the home is not counted. Checks that no row was lost. */
export async function importWithMreg(file: string, rows: number): Promise<Measured> {
  return withFreshHome(async (home) => {
    const run = await runMeasured(process.execPath, [MREG, '--home', home, '--no-progress', '--json', 'import', file]);
    const summary = JSON.parse(run.stdout) as Record<'rows' | 'accepted' | 'quarantined' | 'already_present', number>;
    const found = summary.accepted + summary.quarantined + summary.already_present;
    if (summary.rows !== rows || found !== rows) throw new Error(`mreg lost rows: ${run.stdout}`);
    return run;
  });
}

/** The yardstick: the sqlite3 shell loads the file into one table of text, without a check, an index or a ledger. */
export async function importWithSqlite(file: string, rows: number): Promise<Measured> {
  return withFreshFolder(async (folder) => {
    const database = join(folder, 'plain.db');
    const run = await runMeasured('sqlite3', [database, '.mode csv', `.import ${file} t`]);
    const count = await runMeasured('sqlite3', [database, 'SELECT count(*) FROM t']);
    if (Number(count.stdout) !== rows) throw new Error(`sqlite3 found ${count.stdout.trim()} rows, not ${rows}`);
    return run;
  });
}

/** exceljs' streaming reader alone, every cell looked at and nothing done with it. */
export async function readWithExceljs(file: string, rows: number): Promise<Measured> {
  const run = await runMeasured(process.execPath, [join(ROOT, 'build', 'bench', 'import', 'exceljs-reader.js'), file]);
  if (Number(run.stdout) !== rows + 1) throw new Error(`exceljs found ${run.stdout.trim()} rows, not ${rows} and a header`);
  return run;
}
