import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { aProvince, HERE, type Province, type Who } from '../access/a-province.js';
import { unzipped } from '../helpers/unzip.js';

interface Row {
  readonly name: string;
  readonly number: string;
  readonly cert_no: string;
}

let province: Province;
let row: Row;

beforeAll(async () => {
  province = await aProvince();
  const database = new Database(join(province.home, 'registry.db'), { readonly: true });
  const sql =
    "SELECT name_man AS name, cert_num_man AS number, cert_no FROM registration WHERE length(cert_num_man) = 18 AND op_type = 'IA' LIMIT 1";
  row = database.prepare<[], Row>(sql).get() ?? expect.unreachable();
  database.close();
  writeFileSync(number(), row.number, { mode: 0o600 });
});

const number = (): string => join(province.folder, 'number.txt');

async function answer(who: Who, ...words: readonly string[]): Promise<Record<string, unknown>> {
  const { stdout, stderr } = await province.run(who, ['query', ...words, '--purpose', '核对']);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Record<string, unknown>;
}

describe('a registration of one district', () => {
  it.each(['registrar', 'county', 'city', 'province'] as const)('is shown whole to %s', async (who) => {
    const { registrations } = await answer(who, 'person', '--id-number-file', number());
    expect(registrations).toMatchObject([{ scope: 'own', cert_no: row.cert_no, man: { name: row.name } }]);
  });

  it.each(['registrar there', 'county there', 'city there'] as const)('is no more to %s than that there is one', async (who) => {
    const known = await answer(who, 'person', '--id-number-file', number(), '--name', row.name, '--unmasked');
    expect(known['registrations']).toMatchObject([{ scope: 'elsewhere', op_type: 'IA', dept_code: HERE }]);
    expect(JSON.stringify(known)).not.toContain(row.cert_no);
    expect(JSON.stringify(known)).not.toContain(row.number);
    expect((await answer(who, 'person', '--id-number-file', number()))['registrations']).toEqual([]);
    expect((await answer(who, 'person', '--id-number-file', number(), '--name', '别人'))['registrations']).toEqual([]);
    expect(await answer(who, 'certificate', row.cert_no)).toMatchObject({ registrations: [], elsewhere: 1 });
  });

  it('is on no certificate of another district, which speaks of its own registry only', async () => {
    const words = ['--name', row.name, '--id-number-file', number(), '--use', 'internal'];
    const issue = (who: Who, file: string) => answer(who, 'certificate-of-record', ...words, '--out', join(province.folder, file));
    expect(await issue('registrar', 'here.docx')).toMatchObject({ kind: 'record', serial: expect.stringMatching(/^440103-/u) });
    expect(await issue('registrar there', 'there.docx')).toMatchObject({ kind: 'no-record', serial: expect.stringMatching(/^440605-/u) });
    const text = unzipped(readFileSync(join(province.folder, 'there.docx')))['word/document.xml'];
    expect(text).toContain('佛山市');
    expect(text).not.toContain(row.cert_no);
  });
});

/** Who made the look-ups, as the auditor reads it. */
const lookUpsListed = async (...words: readonly string[]) => {
  const { stdout } = await province.run('auditor', ['ledger', 'list', '--kind', 'query', '--limit', '1000', ...words]);
  return (JSON.parse(stdout) as { entries: { actor: string }[] }).entries.map(({ actor }) => actor);
};

describe('who looked it up', () => {
  it('is read by the auditor, by region and by person', async () => {
    await answer('registrar', 'certificate', row.cert_no);
    await answer('registrar there', 'certificate', row.cert_no);
    const here = await lookUpsListed('--region', HERE);
    expect(here.length).toBeGreaterThan(0);
    expect(here.filter((actor) => actor.includes('there'))).toEqual([]);
    const there = await lookUpsListed('--region', '440600');
    expect(there.length).toBeGreaterThan(0);
    expect(there.filter((actor) => !actor.includes('there'))).toEqual([]);
    expect((await lookUpsListed()).length).toBeGreaterThan(here.length);
  });

  it.each([
    ['query', 'person', '--id-number-file', 'x', '--purpose', 'x'],
    ['ledger', 'checkpoint'],
    ['ledger', 'witness', 'add', '/tmp'],
    ['ledger', 'witness', 'remove', '/tmp'],
    ['batch', 'undo', '1', '--reason', 'x'],
  ])('but the auditor changes nothing: %s %s', async (...words) => expect((await province.run('auditor', words)).code).toBe(4));

  it.each([
    ['ledger', 'list'],
    ['ledger', 'show', '1'],
    ['ledger', 'prove', '1'],
    ['ledger', 'verify', '--state'],
    ['ledger', 'witness', 'list'],
    ['query', 'patrol'],
  ])('and reads all of it: %s %s', async (...words) => expect((await province.run('auditor', words)).code).toBe(0));
});
