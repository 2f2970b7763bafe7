import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { headersOf } from '../../samples/generate/spelling.js';
import { COMMANDS } from '../../src/commands/catalogue.js';
import { passwordFile } from '../helpers/password.js';
import { csvOf } from '../helpers/rows.js';
import { aProvince, POSTS, rowsOf, usernameOf, type Province, type Who } from './a-province.js';
import { MATRIX, OPEN_COMMANDS, type MatrixRow } from './matrix.js';

const COLUMNS = ['nobody', ...Object.keys(POSTS)] as readonly Who[];

let province: Province;
let files = 0;
const numbers = new Map([
  ['@blank', ' '],
  ['@digest', 'a'.repeat(64)],
]);

beforeAll(async () => {
  province = await aProvince();
  writeFileSync(inFolder('rows.csv'), csvOf([headersOf('modern'), ...rowsOf(72).slice(0, -1)]));
  writeFileSync(inFolder('empty.json'), '{}');
  writeFileSync(inFolder('scan.pdf'), '%PDF-1.4\n%%EOF\n');
  await province.run('approver', ['key', 'create', 'approver', '--out', inFolder('approver.key'), '--passphrase-file', passwordFile()]);
  const rows = await answer('county', ['quarantine', 'list']);
  const entries = await answer('county', ['ledger', 'list', '--kind', 'import.start']);
  numbers.set('@row', String((rows as { rows: { id: number }[] }).rows[0]?.id));
  numbers.set('@entry', String((entries as { entries: { seq: number }[] }).entries[0]?.seq));
  numbers.set('@request', await requestOfRegistrar());
  numbers.set('@returned', await requestOfRegistrar());
  await province.run('county', ['request', 'return', numbers.get('@returned') ?? '', '--opinion', 'x']);
});

function inFolder(name: string): string {
  return join(province.folder, name);
}

async function requestOfRegistrar(): Promise<string> {
  const form = ['--plan-sha256', numbers.get('@digest') ?? '', '--reason', 'x'];
  const receipt = await answer('registrar', ['request', 'submit', 'correction', inFolder('scan.pdf'), ...form]);
  return (receipt as { request: string }).request;
}

async function answer(who: Who, words: readonly string[]): Promise<unknown> {
  return JSON.parse((await province.run(who, words)).stdout);
}

function wordFor(word: string, who: Who): string {
  if (word === '@self') return usernameOf(who);
  const known = numbers.get(word);
  if (known !== undefined) return known;
  if (word === '@new') return inFolder(`new-${(files += 1)}`);
  return word.startsWith('@') ? inFolder(word.slice(1)) : word;
}

async function cellOf({ words, shows, onCopy }: MatrixRow, who: Who): Promise<string> {
  const where = onCopy ? province.copy() : province;
  const typed = words.map((word) => wordFor(word, who));
  const { code, stdout, stderr } = await where.run(who, typed);
  if (code === 4) return stderr.includes('"token.') ? 't' : '4';
  if (code === 1 || code === 130) return `(${stderr})`;
  return shows === undefined || (code === 0 && JSON.stringify(JSON.parse(stdout)).includes(shows)) ? '+' : '-';
}

function isOf(path: string, { words }: MatrixRow): boolean {
  return words.join(' ').startsWith(path);
}

describe('who may do what', () => {
  it('is said for every command', () => {
    const asked = COMMANDS.filter(({ access }) => access !== 'open').map(({ path }) => path);
    expect(asked.filter((path) => !MATRIX.some((row) => isOf(path, row)))).toEqual([]);
    expect(MATRIX.filter((row) => !asked.some((path) => isOf(path, row)))).toEqual([]);
  });

  it('is asked of nobody where no session is needed', () => {
    const open = COMMANDS.filter(({ access }) => access === 'open').map(({ path }) => path);
    expect(open.toSorted()).toEqual(OPEN_COMMANDS.toSorted());
  });

  it.each(MATRIX.map((row) => [row.words.join(' '), row] as const))('%s', async (_words, row) => {
    const cells: string[] = [];
    for (const who of COLUMNS) cells.push(await cellOf(row, who));
    expect(cells.join(' ')).toBe(row.cells);
  });

  it('is in the ledger when refused: the command, and nothing of what was asked of it', async () => {
    await province.run('registrar there', ['batch', 'undo', '1', '--reason', '证件 990101196001011234']);
    const { stdout } = await province.run('auditor', ['ledger', 'list', '--kind', 'access.refuse', '--limit', '1']);
    expect(stdout).toContain('batch undo');
    expect(stdout).toContain('registrar-there');
    expect(readFileSync(join(province.home, 'registry.db')).includes('990101196001011234')).toBe(false);
  });
});
