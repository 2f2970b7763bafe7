import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { closeOffice, openOffice, renameOffice } from '../../../src/access/offices/change-office.js';
import { MregError } from '../../../src/domain/error.js';
import { ledgerRepository } from '../../../src/store/ledger-repository.js';
import { OfficeRepository } from '../../../src/store/office-repository.js';
import { createRegistry, type Sqlite } from '../../../src/store/open.js';
import { storeReferenceTables } from '../../../src/store/reference-repository.js';
import { anImportHome } from '../../helpers/import-home.js';
import { sampleRows } from '../../helpers/rows.js';
import { isoDay, registeredOn, withCell } from '../../import/fast/row-edits.js';
import { BASE } from './a-book.js';

const by = { at: '2025-11-01T09:30:00.000+08:00', actor: '省厅 (st)', request: '440104-20251101-001' };
const opening = { office: '440104A01', name: '流花湖婚姻登记点', region: '440104', firstDay: '2025-12-01' };

function aRegistry(): Sqlite {
  const folder = mkdtempSync(join(tmpdir(), 'mreg-offices-'));
  const registry = createRegistry(join(folder, 'registry.db'));
  onTestFinished(() => {
    registry.close();
    rmSync(folder, { recursive: true });
  });
  storeReferenceTables(registry, BASE, by.at);
  return registry.database;
}

const inTransaction = <T>(database: Sqlite, work: () => T): T => database.transaction(work).immediate();
const entriesOf = (database: Sqlite) =>
  database
    .prepare<[], string>('SELECT body FROM ledger_entry ORDER BY seq')
    .pluck()
    .all()
    .map((text) => JSON.parse(text) as { kind: string; actor: string; body: Record<string, unknown> });

describe('a change of an office', () => {
  it('is kept with its request and its ledger entry, and read back as it was decided', () => {
    const database = aRegistry();
    inTransaction(database, () => {
      openOffice(database, opening, by);
      renameOffice(database, { office: '440104', name: '越秀婚姻登记中心', firstDay: '2025-12-01' }, by);
      closeOffice(database, { office: '440105', lastDay: '2025-12-31', successors: [{ office: '440104' }] }, by);
    });
    const changes = new OfficeRepository(database).changes();
    expect(changes).toEqual([
      { kind: 'open', ...opening, request: by.request, at: by.at, actor: by.actor, ledgerSeq: 1 },
      {
        kind: 'rename',
        office: '440104',
        name: '越秀婚姻登记中心',
        firstDay: '2025-12-01',
        request: by.request,
        at: by.at,
        actor: by.actor,
        ledgerSeq: 2,
      },
      {
        kind: 'close',
        office: '440105',
        lastDay: '2025-12-31',
        successors: [{ office: '440104', areas: ['440105'] }],
        request: by.request,
        at: by.at,
        actor: by.actor,
        ledgerSeq: 3,
      },
    ]);
    expect(entriesOf(database).map(({ kind, actor }) => [kind, actor])).toEqual([
      ['office.open', by.actor],
      ['office.rename', by.actor],
      ['office.close', by.actor],
    ]);
    expect(entriesOf(database)[2]?.body).toEqual({
      office: '440105',
      request: by.request,
      last_day: '2025-12-31',
      successors: [{ office: '440104', areas: ['440105'] }],
    });
  });

  it('sees those before it in the same transaction', () => {
    const database = aRegistry();
    const twice = () => inTransaction(database, () => [openOffice(database, opening, by), openOffice(database, opening, by)]);
    expect(twice).toThrow(expect.objectContaining({ kind: 'input-refused', key: 'office.code-taken' }) as MregError);
    expect([new OfficeRepository(database).changes(), ledgerRepository(database).lastSeq()]).toEqual([[], 0]);
  });

  it('knows offices of tables laid over the packaged ones only when it is given them', () => {
    const database = aRegistry();
    const own = { code: '440104B01', name: '某厂', region: '440104', openedOn: '1987-03-19', source: 'the county' };
    const base = { ...BASE, offices: [...BASE.offices, own] };
    const rename = (given?: typeof base) =>
      inTransaction(database, () => renameOffice(database, { office: own.code, name: '某厂登记点', firstDay: '2025-12-01' }, by, given));
    expect(() => rename()).toThrow(expect.objectContaining({ key: 'office.unknown' }) as MregError);
    expect(rename(base).seq).toBe(1);
  });
});

describe('a closing before the last registration', () => {
  const rows = sampleRows('county-modern', { rows: 30, seed: 3, defects: 0, fromYear: 2019, toYear: 2019 }).map((row) => row.map(isoDay));
  const at = (index: number, day: string, office: string): readonly string[] =>
    withCell(withCell(registeredOn(rows[index] ?? [], day), 'dept_code', office), 'dept_name', '');

  async function closingOf(office: string, lastDay: string): Promise<string> {
    const home = anImportHome();
    const records = [
      at(0, '2019-05-20', '440104'),
      at(1, '2019-06-01', '440104'),
      at(2, '2019-06-03', '440104002'),
      at(3, '2019-07-01', '440105'),
    ];
    expect(await home.load([home.writeCsv('a.csv', records)])).toMatchObject({ accepted: 4 });
    const { database } = home.registry;
    try {
      inTransaction(database, () => closeOffice(database, { office, lastDay, successors: [{ office: '440103' }] }, by, BASE));
      return 'closed';
    } catch (error) {
      if (!(error instanceof MregError)) throw error;
      return `${error.key} ${String(error.values['count'])} ${String(error.values['last'])}`;
    }
  }

  it.each([
    ['440104', '2019-06-03', 'closed'],
    ['440104', '2019-06-02', 'office.records-after 1 2019-06-03'],
    ['440104', '2019-05-20', 'office.records-after 2 2019-06-03'],
    ['440105', '2019-06-30', 'office.records-after 1 2019-07-01'],
    ['440106', '2019-01-01', 'closed'],
  ])('of %s on %s: %s', async (office, lastDay, outcome) => {
    expect(await closingOf(office, lastDay)).toBe(outcome);
  });
});
