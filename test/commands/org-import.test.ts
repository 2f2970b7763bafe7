import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headersOf } from '../../samples/generate/spelling.js';
import { initWords } from '../helpers/password.js';
import { decideOffices } from '../helpers/office-decisions.js';
import { textsIn } from '../helpers/compare-homes.js';
import { editBehindTheLedger } from '../../src/store/outside-edit.js';
import { registryPath } from '../../src/store/open.js';
import { csvOf, sampleRows } from '../helpers/rows.js';
import { run, runJson } from '../helpers/run.js';
import { cellOf, isoDay, registeredOn, withCell } from '../import/fast/row-edits.js';

const folder = mkdtempSync(join(tmpdir(), 'mreg-org-import-'));
const by = { at: '2026-01-05T09:30:00.000+08:00', actor: '省厅 (st)', request: '440104-20260105-001' };
const NEW_NAME = '流花湖婚姻登记中心';
const OTHER_NAME = '珠江婚姻登记处';

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Rows that are in order but for, perhaps, their office; a county's own, so that the archive is long enough for both threads. */
const clean = sampleRows('county-modern', { rows: 6_000, seed: 5, defects: 0, fromYear: 2019, toYear: 2019 })
  .map((row) => row.map(isoDay))
  .filter((row) => cellOf(row, 'op_type') === 'IA');

const CASES: readonly (readonly [name: string, code: string, deptName: string, day: string, rule: string | undefined])[] = [
  ['the old name in its time', '440104', '广州市越秀区民政局婚姻登记处', '2019-05-31', undefined],
  ['the new name in its time', '440104', NEW_NAME, '2019-06-01', undefined],
  ['the new name before its time', '440104', NEW_NAME, '2019-05-31', 'office-name-differs'],
  ['a name of neither time', '440104', OTHER_NAME, '2019-06-01', 'office-name-differs'],
  ['a closed office on its last day', '440105', '', '2019-06-30', undefined],
  ['a closed office a day after', '440105', '', '2019-07-01', 'office-not-open'],
  ['the new name a month later', '440104', NEW_NAME, '2019-07-02', undefined],
  ['its successor for the area', '440104', '', '2019-07-01', undefined],
];

const rowOf = (index: number): readonly string[] => {
  const [, code, name, day] = CASES[index % CASES.length] ?? ['', '', '', '', undefined];
  const row = registeredOn(clean[index % clean.length] ?? [], day);
  const renumbered = withCell(row, 'cert_no', `J440104-2019-${String(index + 1).padStart(6, '0')}`);
  return withCell(withCell(renumbered, 'dept_code', code), 'dept_name', name);
};

async function importedIn(home: string, jobs: string): Promise<readonly string[]> {
  const path = join(folder, 'archive.csv');
  writeFileSync(path, csvOf([headersOf('modern'), ...Array.from({ length: 3_000 }, (_, index) => rowOf(index))]));
  const { code, document } = await runJson(['--home', home, 'import', path, '--jobs', jobs]);
  expect([code, document]).toEqual([0, expect.objectContaining({ rows: 3_000, accepted: 3_000 })]);
  return textsIn(home, "SELECT line || ' ' || flags FROM registration ORDER BY id");
}

describe.each([
  ['one thread', '1'],
  ['two threads', '2'],
])('an import by %s', (_name, jobs) => {
  const home = join(folder, `home-${jobs}`);
  let rows: readonly string[] = [];
  beforeAll(async () => {
    await run(['--home', home, ...initWords()]);
    decideOffices(
      home,
      {
        rename: [{ office: '440104', name: NEW_NAME, firstDay: '2019-06-01' }],
        close: [{ office: '440105', lastDay: '2019-06-30', successors: [{ office: '440104' }] }],
      },
      by,
    );
    writeFileSync(join(home, 'config.toml'), `\n[import]\nchunk_bytes = 524288\n`, { flag: 'a' });
    rows = await importedIn(home, jobs);
  });

  it.each(CASES.map(([name, , , , rule], index) => [name, rule, index] as const))('judges %s', (_case, rule, index) => {
    const ofCase = rows.filter((_, at) => at % CASES.length === index);
    const flagged = ofCase.filter((row) => row.includes('office-name-differs') || row.includes('office-not-open'));
    expect(flagged).toHaveLength(rule === undefined ? 0 : ofCase.length);
    if (rule !== undefined) expect(flagged.filter((row) => row.includes(rule))).toHaveLength(ofCase.length);
  });

  it('says where records of the closed office are expected', () => {
    expect(rows.filter((row) => row.includes(`440104 ${NEW_NAME}`))).toHaveLength(
      rows.filter((row) => row.includes('office-not-open')).length,
    );
  });

  it('still knows what an altered row said, when a later decision would have flagged it', async () => {
    const later = { ...by, at: '2026-01-06T09:30:00.000+08:00' };
    decideOffices(home, { rename: [{ office: '440104', name: OTHER_NAME, firstDay: '2019-07-02' }] }, later);
    const id = CASES.findIndex(([name]) => name === 'the new name a month later') + 1;
    editBehindTheLedger(registryPath(home), `UPDATE registration SET remark = '改' WHERE id = ${id}`);
    const { code, stdout } = await run(['--home', home, 'ledger', 'verify', '--state', '--json']);
    const { state } = JSON.parse(stdout) as { state: { deviations: unknown[] } };
    expect([code, state.deviations]).toEqual([5, [expect.objectContaining({ kind: 'row-changed', id, changes: [expect.anything()] })]]);
  });
});
