import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { FIELD_KEYS, type FieldKey } from '../../src/domain/fields.js';
import { withFreshHome } from '../lib/fresh-home.js';
import { MREG } from '../lib/work-files.js';
import type { Cases } from './cases.js';
import { runTogether, type Ran } from './processes.js';

export interface Imported extends Ran {
  readonly loaded: number;
  readonly waiting: number;
  /** Values in the registry that are not what the page says, as `page field`. */
  readonly wrong: readonly string[];
}

/** `mreg import` of all pages into a fresh home, and what is then in its registry. */
export async function importPages({ folder, truths }: Cases): Promise<Imported> {
  return withFreshHome(async (home) => {
    const ran = await runTogether([[MREG, '--home', home, '--quiet', 'import', folder]]);
    const database = new Database(join(home, 'registry.db'), { readonly: true });
    try {
      const loaded = database.prepare(LOADED).all() as (Record<FieldKey, string> & { file: string })[];
      const waiting = database.prepare('SELECT COUNT(*) AS n FROM quarantine').get() as { n: number };
      const rows = new Map(truths.map(({ name, row }) => [name, row]));
      const wrong = loaded.flatMap((record) => {
        const truth = rows.get(basename(record.file));
        // The office's code follows from its name, and where the scan lies from the import: neither stands on the page.
        const keys = FIELD_KEYS.filter((key) => key !== 'dept_code' && key !== 'scan_files');
        return keys.filter((key) => record[key] !== truth?.[key]).map((key) => `${basename(record.file)} ${key}`);
      });
      return { ...ran, loaded: loaded.length, waiting: waiting.n, wrong };
    } finally {
      database.close();
    }
  });
}

const LOADED = `SELECT f.name AS file, ${FIELD_KEYS.map((key) => `r.${key}`).join(', ')}
  FROM registration r JOIN scan_page p ON p.row_id = r.id JOIN batch_file f ON f.batch_id = p.batch_id AND f.file_no = p.file_no
 WHERE r.state = 'active'`;
