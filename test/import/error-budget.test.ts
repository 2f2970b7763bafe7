import { describe, expect, it } from 'vitest';
import { isOverBudget } from '../../src/import/error-budget.js';
import type { ErrorBudget } from '../../src/import/import-deps.js';
import { FIELD_KEYS } from '../../src/domain/fields.js';
import { anImportHome, contentOf, type ImportHome } from '../helpers/import-home.js';
import { sampleRows } from '../helpers/rows.js';

const rows = (count: number): ErrorBudget => ({ kind: 'count', rows: count });
const percent = (share: number): ErrorBudget => ({ kind: 'share', percent: share });

describe('a budget', () => {
  it.each<[string, number, number, ErrorBudget, boolean]>([
    ['of 5 rows allows 5', 100, 5, rows(5), false],
    ['of 5 rows refuses 6', 100, 6, rows(5), true],
    ['of 0 rows allows none', 100, 1, rows(0), true],
    ['of 5 % allows 5 of 100', 100, 5, percent(5), false],
    ['of 5 % refuses 6 of 100', 100, 6, percent(5), true],
    ['of 0.5 % allows 1 of 200', 200, 1, percent(0.5), false],
    ['of 0 % allows no row at all', 0, 0, percent(0), false],
  ])('%s', (_name, of, quarantined, budget, over) => {
    expect(isOverBudget({ rows: of, quarantined }, budget)).toBe(over);
  });
});

/** Forty rows of which the last ten lack a name. */
function aFile(home: ImportHome): string {
  const name = FIELD_KEYS.indexOf('name_man');
  const all = sampleRows('county-modern', { rows: 40, seed: 101, defects: 0 });
  return home.writeCsv(
    'rows.csv',
    all.map((row, index) => (index < 30 ? row : row.map((cell, at) => (at === name ? '' : cell)))),
  );
}

describe('an import over its budget', () => {
  it.each<[string, ErrorBudget, object]>([
    ['in rows', rows(9), { key: 'import.over-budget-count', values: { quarantined: 10, rows: 40, budget: 9 } }],
    ['as a share', percent(24), { key: 'import.over-budget-share', values: { quarantined: 10, rows: 40, budget: 24 } }],
  ])('%s loads nothing, though its first chunks were clean', async (_name, maxErrors, error) => {
    const home = anImportHome();
    const before = contentOf(home.registry);
    const request = { maxErrors, chunkBytes: 4_000 };
    await expect(home.load([aFile(home)], { request })).rejects.toMatchObject({ kind: 'input-refused', ...error });
    expect(contentOf(home.registry)).toEqual(before);
  });

  it.each<[string, ErrorBudget]>([
    ['in rows', rows(10)],
    ['as a share', percent(25)],
  ])('that just holds is loaded: %s', async (_name, maxErrors) => {
    const home = anImportHome();
    expect(await home.load([aFile(home)], { request: { maxErrors } })).toMatchObject({ accepted: 30, quarantined: 10 });
  });

  it('is judged over all files of the input together', async () => {
    const home = anImportHome();
    const clean = home.writeCsv('clean.csv', sampleRows('county-modern', { rows: 60, seed: 102, defects: 0 }));
    expect(await home.load([aFile(home), clean], { request: { maxErrors: percent(10) } })).toMatchObject({ rows: 100, quarantined: 10 });
  });

  it('may be imported again when it was imported before', async () => {
    const home = anImportHome();
    const path = aFile(home);
    await home.load([path]);
    expect(await home.load([path], { request: { maxErrors: rows(0) } })).toMatchObject({ batch: null, already_present: 40 });
  });
});
