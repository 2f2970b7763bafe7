import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registryPath } from '../../src/store/open.js';
import { aHost, runIn } from '../helpers/host.js';
import { initWords } from '../helpers/password.js';
import { editSheet } from '../import/quarantine/a-quarantine.js';

const SAMPLE = new URL('../../samples/messy.xlsx', import.meta.url).pathname;

const folder = mkdtempSync(join(tmpdir(), 'mreg-quarantine-'));
const home = join(folder, 'home');
const sheetPath = join(folder, '待修复.xlsx');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const mreg = (...args: string[]) => runIn(aHost(), [...args, '--home', home]);

interface Row {
  readonly id: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly reasons: readonly { readonly code: string; readonly fields: readonly string[] }[];
}

async function json<T>(...args: string[]): Promise<T> {
  const { stdout, stderr } = await mreg(...args, '--json');
  return JSON.parse(stdout === '' ? stderr : stdout) as T;
}

async function openRows(): Promise<readonly Row[]> {
  return (await json<{ rows: readonly Row[] }>('quarantine', 'list', '--limit', '500')).rows;
}

function stored(sql: string): readonly unknown[] {
  const database = new Database(registryPath(home), { readonly: true });
  try {
    return database.prepare(sql).pluck().all();
  } finally {
    database.close();
  }
}

/** A row that lacks nothing but a name: typing one in repairs it. */
async function nameless(): Promise<{ readonly id: number; readonly field: string }> {
  const row = (await openRows()).find(
    ({ reasons }) => reasons.length === 1 && reasons[0]?.code === 'required-missing' && reasons[0].fields[0]?.startsWith('name_') === true,
  );
  if (row === undefined) throw new Error('the sample has no row that only lacks a name');
  return { id: row.id, field: row.reasons[0]?.fields[0] ?? '' };
}

beforeAll(async () => {
  await mreg(...initWords());
  await mreg('import', SAMPLE);
});

describe('mreg quarantine', () => {
  it('lists open rows with reasons and counts, no number whole in either form', async () => {
    const { code, stdout } = await mreg('quarantine', 'list', '--limit', '500');
    expect(code).toBe(0);
    expect(stdout).toContain('required-missing');
    expect(stdout).not.toMatch(/\d{15}/u);
    expect(JSON.stringify(await openRows())).not.toMatch(/\d{15}/u);
  });

  it('narrows the list to a rule, and names the rule that was probably meant', async () => {
    const { rows, total } = await json<{ rows: readonly Row[]; total: number }>('quarantine', 'list', '--rule', 'required-missing');
    expect(total).toBe(rows.length);
    expect(rows.every(({ reasons }) => reasons.some(({ code }) => code === 'required-missing'))).toBe(true);
    const mistyped = await mreg('quarantine', 'list', '--rule', 'required-mising', '--json');
    expect(mistyped.code).toBe(2);
    expect(mistyped.stderr).toContain('required-missing');
  });

  it('shows one row with its reasons, its advice and its masked cells', async () => {
    const { id } = await nameless();
    const { stdout } = await mreg('quarantine', 'show', String(id), '--lang', 'en');
    expect(stdout).toMatch(/waits for repair[\s\S]*required-missing[\s\S]*Advice:/u);
    expect(stdout).not.toMatch(/\d{15}/u);
  });

  it.each([
    ['show 0', ['quarantine', 'show', '0'], 'quarantine.bad-id'],
    ['show of a row that is not there', ['quarantine', 'show', '999999'], 'quarantine.unknown'],
    ['a batch that is no number', ['quarantine', 'list', '--batch', 'x'], 'quarantine.bad-id'],
  ])('refuses %s', async (_name, args, key) => {
    expect(await json(...args)).toMatchObject({ error: { code: key } });
  });

  it('exports, takes the repair back once, and leaves the others where they are', async () => {
    const { id, field } = await nameless();
    const before = (await openRows()).length;
    expect((await mreg('quarantine', 'export', sheetPath)).code).toBe(0);
    await editSheet(sheetPath, (cell) => (cell(id, field).value = '李文静'));
    const summary = await json<{ batches: readonly number[] }>('quarantine', 'retry', sheetPath);
    expect(summary).toMatchObject({ rows: before, loaded: 1, still_wrong: 0, unchanged: before - 1 });
    expect((await openRows()).length).toBe(before - 1);
    expect(stored(`SELECT r.${field} FROM quarantine q JOIN registration r ON r.id = q.repaired_as WHERE q.id = ${id}`)).toEqual([
      '李文静',
    ]);
    expect(await json('quarantine', 'retry', sheetPath)).toMatchObject({ loaded: 0, resolved: 1, batches: [] });
  });

  it('writes each step into the ledger', () => {
    const kinds = stored("SELECT body ->> '$.kind' FROM ledger_entry WHERE body ->> '$.kind' LIKE 'quarantine.%' ORDER BY seq");
    expect(kinds).toEqual(['quarantine.export', 'quarantine.retry']);
  });

  it('leaves a registry that the ledger proves, repaired rows included', async () => {
    expect(await mreg('ledger', 'verify', '--state')).toMatchObject({ code: 0 });
  });

  it('keeps a sheet that is there', async () => {
    expect(existsSync(sheetPath)).toBe(true);
    expect((await mreg('quarantine', 'export', sheetPath)).code).toBe(2);
  });

  it('refuses a workbook that is no repair sheet', async () => {
    const other = join(folder, 'other.xlsx');
    copyFileSync(SAMPLE, other);
    const { code, stderr } = await mreg('quarantine', 'retry', other, '--json');
    expect([code, (JSON.parse(stderr) as { error: { code: string } }).error.code]).toEqual([3, 'quarantine.no-repair-sheet']);
  });

  it('discards with a reason, after asking', async () => {
    const [row] = await openRows();
    const id = String(row?.id);
    expect((await mreg('quarantine', 'discard', id, '--reason', '空白行')).code).toBe(2);
    expect(await json('quarantine', 'discard', id, '--reason', '空白行', '--yes')).toMatchObject({ discarded: 1 });
    expect(await json('quarantine', 'show', id)).toMatchObject({ state: 'discarded', reason: '空白行', resolved_by: '测试员' });
    expect((await openRows()).map((open) => open.id)).not.toContain(row?.id);
  });

  it('undoes a retry batch: the row waits again', async () => {
    const [batch] = stored("SELECT id FROM batch WHERE kind = 'retry'");
    const [id] = stored("SELECT id FROM quarantine WHERE state = 'repaired'");
    expect((await mreg('batch', 'undo', String(batch), '--reason', '看错', '--yes')).code).toBe(0);
    expect(await json('quarantine', 'show', String(id))).toMatchObject({ state: 'open', repaired_as: null });
  });
});
