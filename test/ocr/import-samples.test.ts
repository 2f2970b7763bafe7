import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FieldKey } from '../../src/domain/fields.js';
import type { Standing } from '../../src/domain/scan.js';
import { initWords } from '../helpers/password.js';
import { run, runJson } from '../helpers/run.js';

const SCANS = fileURLToPath(new URL('../../samples/scans/', import.meta.url));
const FILES = ['reissue.jpg', 'stubs.tif', 'volume.pdf', 'worn.jpg'] as const;

interface Content {
  readonly pages: readonly { readonly template: string; readonly row: Readonly<Partial<Record<FieldKey, string>>> }[];
  readonly disagreements?: readonly { readonly row: number; readonly field: FieldKey; readonly keyed: string }[];
}

const content = JSON.parse(readFileSync(join(SCANS, 'content.json'), 'utf8')) as Readonly<Record<string, Content>>;
const folder = mkdtempSync(join(tmpdir(), 'mreg-scans-'));
const home = join(folder, 'home');
let said: Readonly<Record<string, unknown>>;

/** The real program on the committed scans, models and all; once for all tests. */
beforeAll(async () => {
  expect(await run([...initWords(), '--home', home])).toMatchObject({ code: 0 });
  const { document } = await runJson(['import', ...FILES.map((name) => join(SCANS, name)), '--home', home]);
  said = document as typeof said;
}, 600_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function stored(sql: string): readonly unknown[] {
  const database = new Database(join(home, 'registry.db'), { readonly: true });
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

function idsOf(table: 'registration' | 'quarantine'): ReadonlySet<number> {
  return new Set((stored(`SELECT id FROM ${table}`) as readonly { readonly id: number }[]).map(({ id }) => id));
}

interface StoredField {
  readonly file: string;
  readonly page: number;
  readonly template: string;
  readonly rowId: number;
  readonly key: FieldKey;
  readonly value: string;
  readonly standing: Standing;
}

function fieldsRead(): readonly StoredField[] {
  return stored(
    `SELECT f.name AS file, p.page, p.template, p.row_id AS rowId, v.key, v.value, v.standing
       FROM scan_page p JOIN batch_file f ON f.batch_id = p.batch_id AND f.file_no = p.file_no JOIN scan_field v ON v.row_id = p.row_id
      ORDER BY p.row_id, v.ordinal`,
  ) as readonly StoredField[];
}

function truthOf({ file, page, key }: Pick<StoredField, 'file' | 'page' | 'key'>): string {
  return content[file.split('/').at(-1) ?? '']?.pages[page - 1]?.row[key] ?? '';
}

describe('the committed scans, imported by the real program', () => {
  it('are each taken for the form they are, one of them upside down', () => {
    const pages = stored(
      `SELECT f.name AS file, p.page, p.outcome, p.template
         FROM scan_page p JOIN batch_file f ON f.batch_id = p.batch_id AND f.file_no = p.file_no ORDER BY f.name, p.page`,
    ) as readonly { file: string; page: number; outcome: string; template: string }[];
    const expected = FILES.flatMap((file) => content[file]?.pages.map(({ template }, index) => [file, index + 1, 'read', template]) ?? []);
    expect(pages.map(({ file, page, outcome, template }) => [file.split('/').at(-1), page, outcome, template])).toEqual(expected);
  });

  it('give no wrong value that would pass without a person', () => {
    const sure = fieldsRead().filter(({ key, standing }) => standing !== 'doubtful' && key !== 'dept_code');
    expect(sure.length).toBeGreaterThan(40);
    expect(sure.filter((field) => field.value !== truthOf(field))).toEqual([]);
  });

  it('are read nearly without a fault where they are printed', () => {
    const printed = fieldsRead().filter(({ file, key }) => !file.endsWith('worn.jpg') && key !== 'dept_code');
    const right = printed.filter((field) => field.value === truthOf(field));
    expect(right.length / printed.length).toBeGreaterThan(0.96);
    const numbers = printed.filter(({ key }) => key.startsWith('cert_num'));
    expect(numbers.filter((field) => field.value !== truthOf(field))).toEqual([]);
  });

  it('become records with what stands on them, or wait: nothing is loaded whose fields need a person', () => {
    const doubtful = new Set(fieldsRead().flatMap(({ rowId, standing }) => (standing === 'doubtful' ? [rowId] : [])));
    const loaded = idsOf('registration');
    const waiting = idsOf('quarantine');
    expect([...doubtful].filter((id) => loaded.has(id))).toEqual([]);
    expect(loaded.size + waiting.size).toBe(6);
    expect(said).toMatchObject({ accepted: loaded.size, quarantined: waiting.size });
  });

  it('show where a keyed row is not as its scan', async () => {
    expect(await run(['import', join(SCANS, 'keyed.zip'), '--home', home])).toMatchObject({ code: 0 });
    const differences = content['keyed.zip']?.disagreements ?? [];
    expect(stored('SELECT key, keyed, state FROM scan_check')).toEqual(
      differences.map(({ field, keyed }) => ({ key: field, keyed, state: 'open' })),
    );
  }, 300_000);
});
