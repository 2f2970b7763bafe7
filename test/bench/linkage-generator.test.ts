import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { GENERATOR_PROFILES, type GeneratorProfileName } from '../../bench/linkage/generate/profiles.js';
import { HEADER } from '../../bench/linkage/generate/row-text.js';
import { RegistrationStream, type LabelledPair } from '../../bench/linkage/generate/stream.js';
import { FILES, writeArchive } from '../../bench/linkage/generate/write.js';
import { checkCharacter } from '../../samples/generate/identity-numbers.js';

const COLUMNS = HEADER.trim().split(',');

interface Made {
  readonly rows: ReadonlyMap<number, Readonly<Record<string, string>>>;
  readonly text: string;
  readonly pairs: readonly LabelledPair[];
}

function make(records: number, seed: number, profile: GeneratorProfileName): Made {
  const texts: string[] = [];
  const rows = new Map<number, Readonly<Record<string, string>>>();
  const pairs: LabelledPair[] = [];
  const row = ({ token, text }: { readonly token: number; readonly text: string }): void => {
    texts.push(text);
    const cells = text.trimEnd().split(',');
    rows.set(token, Object.fromEntries(COLUMNS.map((column, index) => [column, cells[index] ?? ''])));
  };
  new RegistrationStream({ records, seed, profile }, { row, pair: (pair) => void pairs.push(pair) }).run();
  return { rows, text: texts.join(''), pairs };
}

const IDENTITY = ['op_type', 'op_date', 'cert_no', 'dept_code', 'name_man', 'cert_num_man', 'name_woman', 'cert_num_woman'];

describe.each(Object.keys(GENERATOR_PROFILES) as GeneratorProfileName[])('the archive of profile %s', (profile) => {
  const { rows, text, pairs } = make(4_000, 7, profile);
  const duplicates = pairs.filter(({ relation }) => relation === 'duplicate');
  const rowOf = (token: number): Readonly<Record<string, string>> => rows.get(token) ?? {};

  it('has exactly as many rows as were ordered, each with a token of its own', () => {
    expect(text.split('\n').length).toBe(4_001);
    expect([...rows.keys()].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 4_000 }, (_, index) => index + 1));
  });

  it('is the same for the same seed only', () => {
    expect(make(4_000, 7, profile).text).toBe(text);
    expect(make(4_000, 8, profile).text).not.toBe(text);
  });

  it('labels about one row in twenty as a second paper', () => {
    expect(duplicates.length).toBeGreaterThan(120);
    expect(duplicates.length).toBeLessThan(320);
  });

  it('labels pairs of rows that are there, of one type when they are one event', () => {
    expect(pairs.filter(({ first, second }) => first === second || !rows.has(first) || !rows.has(second))).toEqual([]);
    expect(duplicates.filter(({ first, second }) => rowOf(first)['op_type'] !== rowOf(second)['op_type'])).toEqual([]);
  });

  it('never repeats a row that the registry would refuse as already there', () => {
    const same = duplicates.filter(({ first, second }) => IDENTITY.every((column) => rowOf(first)[column] === rowOf(second)[column]));
    expect(same).toEqual([]);
  });

  it('gives nobody a number that could be a person’s, and everybody a right check character', () => {
    const numbers = [...rows.values()]
      .flatMap((row) => [row['cert_num_man'] ?? '', row['cert_num_woman'] ?? ''])
      .filter((number) => number !== '');
    expect(numbers.filter((number) => number.startsWith('44'))).toEqual([]);
    expect(numbers.filter((number) => !/^\d\d99/u.test(number)).length).toBeLessThan(numbers.length / 100);
    const long = numbers.filter((number) => number.length === 18);
    expect(long.length).toBeGreaterThan(1_000);
    expect(long.filter((number) => checkCharacter(number.slice(0, 17)) !== number.charAt(17))).toEqual([]);
  });
});

describe('the confusions of the generator', () => {
  const folder = 'bench/linkage/generate';
  const sources = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

  it('know nothing of the tables that the search uses', () => {
    expect([...sources].filter(([, text]) => /han-readings|han-lookalikes|src\/detect/u.test(text)).map(([name]) => name)).toEqual([]);
  });

  it('of the held-out profile are used by it alone', () => {
    const users = [...sources].filter(([, text]) => /from '\.\/confusions-unseen\.js'/u.test(text)).map(([name]) => name);
    expect(users).toEqual(['profiles.ts']);
    expect(sources.get('profiles.ts')?.match(/HEARD_BY_SOUTHERN_EARS|READ_FROM_HANDWRITING/gu)?.length).toBe(4);
  });
});

describe('the files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mreg-linkage-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('have what came later apart, and lose no row', () => {
    writeArchive({ folder: join(folder, 'archive'), records: 2_000, seed: 3, profile: 'mixed', later: 0.1 });
    const linesOf = (name: string): string[] =>
      readFileSync(join(folder, 'archive', name), 'utf8')
        .trimEnd()
        .split('\n')
        .slice(1);
    const [rows, later] = [linesOf(FILES.rows), linesOf(FILES.later)];
    expect([...rows, ...later].toSorted()).toEqual(make(2_000, 3, 'mixed').text.trimEnd().split('\n').toSorted());
    expect(later.length).toBeGreaterThan(100);
    expect(later.length).toBeLessThan(320);
    expect(linesOf(FILES.truth).length).toBe(make(2_000, 3, 'mixed').pairs.length);
  });
});
