import { describe, expect, it } from 'vitest';
import { FIELD_KEYS, type FieldKey } from '../../src/domain/fields.js';
import { listBatches, showBatch, undoBatch } from '../../src/import/batches.js';
import type { RepairedRow, RowsLoaded } from '../../src/import/quarantine/retry.js';
import { RepairLoader } from '../../src/import/quarantine/row-loader.js';
import { RowChecker } from '../../src/import/rows/row-checker.js';
import { verifyState } from '../../src/ledger/state.js';
import { verifyLedger } from '../../src/ledger/verify.js';
import { QuarantineRepository } from '../../src/store/quarantine-repository.js';
import { ACTOR, anImportHome, contentOf, countsOf, stored, type ImportHome } from '../helpers/import-home.js';
import { packagedReference } from '../helpers/registration.js';
import { sampleRows, TODAY } from '../helpers/rows.js';

const AT = '2025-11-02T10:00:00.000+08:00';
const by = { at: AT, actor: ACTOR, reach: '' };
const clean = (rows: number, seed: number): string[][] => sampleRows('county-modern', { rows, seed, defects: 0 });
const messy = (rows: number, seed: number): string[][] => sampleRows('mixed', { rows, seed, defects: 0.3 });
const column = (key: FieldKey): number => FIELD_KEYS.indexOf(key);

const undo = ({ registry }: ImportHome, batch: number, reason = '移交单位要求重报') => undoBatch(registry, batch, reason, by);

/** Two clean rows of which the second lacks a name; `repair` gives it back and loads it as `quarantine retry` does. */
async function loadWithOneRefused(
  home: ImportHome,
  name: string,
  seed: number,
): Promise<{ readonly batch: number; readonly whole: string[] }> {
  const [first = [], whole = []] = clean(2, seed);
  const nameless = whole.map((cell, at) => (at === column('name_man') ? '' : cell));
  const { batch } = await home.load([home.writeCsv(name, [first, nameless])]);
  return { batch: batch ?? 0, whole };
}

const checker = new RowChecker({
  reference: packagedReference(),
  settings: { ageReached: 'day-after' },
  today: TODAY,
  scansPresent: undefined,
  area: '',
});

function repair({ registry }: ImportHome, batchId: number, cells: readonly string[]): RowsLoaded {
  const [id] = stored(registry, `SELECT id FROM quarantine WHERE batch_id = ${batchId} AND state = 'open'`) as number[];
  const row: RepairedRow = { id: id ?? 0, batchId, line: 3, ...checker.checkTexts(cells, {}) };
  const sheet = { name: 'repair.xlsx', path: 'repair.xlsx', sha256: 'ab'.repeat(32), bytes: 1 };
  return registry.database.transaction(() => {
    const loaded = new RepairLoader(registry).load([row], { sheet, batches: new Map(), area: '', ...by });
    const links = loaded.rows.flatMap((outcome) =>
      outcome.kind === 'refused' ? [] : [{ id: outcome.id, registrationId: outcome.registrationId }],
    );
    new QuarantineRepository(registry).markRepaired(links, { ...by, ledgerSeq: 1 });
    return loaded;
  })();
}

async function expectProved({ registry }: ImportHome): Promise<void> {
  expect((await verifyState(registry.database)).deviations).toEqual([]);
  expect(verifyLedger(registry.database)).toMatchObject({ sound: true });
}

describe('undoing a batch', () => {
  it('takes back its registrations and nothing of another', async () => {
    const home = anImportHome();
    const [mine, others] = [messy(60, 81), messy(40, 82)];
    await home.load([home.writeCsv('others.csv', others)]);
    const before = contentOf(home.registry);
    const { accepted, quarantined } = await home.load([home.writeCsv('mine.csv', mine)]);
    expect(undo(home, 2)).toMatchObject({ batch: 2, deleted: accepted, quarantined });
    const after = contentOf(home.registry);
    for (const table of ['registration_key', 'registration_person', 'present_row']) expect(after[table]).toEqual(before[table]);
    expect(after['registration']?.slice(0, before['registration']?.length)).toEqual(before['registration']);
    expect(stored(home.registry, "SELECT count(*) FROM registration WHERE state = 'deleted'")).toEqual([accepted]);
    expect(stored(home.registry, "SELECT count(*) FROM quarantine WHERE batch_id = 2 AND state = 'undone'")).toEqual([quarantined]);
    await expectProved(home);
  });

  it('keeps the rows readable, and says when, by whom and why', async () => {
    const home = anImportHome();
    await home.load([home.writeCsv('rows.csv', clean(5, 83))]);
    undo(home, 1, ' 移交单位要求重报 ');
    expect(showBatch(home.registry, 1, '')).toMatchObject({ state: 'undone', undone_at: AT, undo_reason: '移交单位要求重报', accepted: 5 });
    expect(stored(home.registry, "SELECT name_man FROM registration WHERE name_man <> ''")).toHaveLength(5);
    expect(home.registry.database.prepare('SELECT from_state, to_state, at, actor, reason FROM registration_event').all()).toEqual([
      { from_state: 'active', to_state: 'deleted', at: AT, actor: ACTOR, reason: '移交单位要求重报' },
    ]);
  });

  it('lets the same file be loaded again, as new registrations', async () => {
    const home = anImportHome();
    const path = home.writeCsv('rows.csv', messy(50, 84));
    const first = await home.load([path]);
    undo(home, 1);
    const again = await home.load([path]);
    expect({ ...countsOf(again), batch: again.batch }).toEqual({ ...countsOf(first), batch: 2 });
    expect(stored(home.registry, "SELECT count(*) FROM registration WHERE state = 'active'")).toEqual([first.accepted]);
    await expectProved(home);
  });

  it('of an unfinished batch takes back what had come', async () => {
    const home = anImportHome();
    const path = home.writeCsv('rows.csv', clean(60, 85));
    const controller = new AbortController();
    const stopped = home.load([path], {
      request: { chunkBytes: 6_000 },
      deps: { signal: controller.signal, onProgress: () => controller.abort() },
    });
    await expect(stopped).rejects.toMatchObject({ kind: 'interrupted' });
    undo(home, 1);
    expect(await home.load([path])).toMatchObject({ batch: 2, accepted: 60 });
    await expectProved(home);
  });

  it('frees the parties of the person index', async () => {
    const home = anImportHome();
    await home.load([home.writeCsv('rows.csv', clean(20, 86))]);
    undo(home, 1);
    expect(stored(home.registry, 'SELECT count(*) FROM registration_person')).toEqual([0]);
  });

  it.each<[string, (home: ImportHome) => unknown, object]>([
    ['a batch that is not there', (home) => undo(home, 9), { kind: 'usage', key: 'batch.unknown' }],
    ['no reason', (home) => undo(home, 1, '  '), { kind: 'usage', key: 'batch.reason-missing' }],
    ['a second time', (home) => [undo(home, 1), undo(home, 1)], { kind: 'usage', key: 'batch.undone' }],
  ])('is refused: %s', async (_name, act, error) => {
    const home = anImportHome();
    await home.load([home.writeCsv('rows.csv', clean(3, 87))]);
    expect(() => act(home)).toThrow(expect.objectContaining(error) as Error);
  });
});

describe('undoing a batch that others rest on', () => {
  it('is refused while rows of another batch are only present because of it', async () => {
    const home = anImportHome();
    const rows = clean(30, 91);
    await home.load([home.writeCsv('a.csv', rows)]);
    await home.load([home.writeCsv('b.csv', rows.slice(0, 12).toReversed())]);
    const before = contentOf(home.registry);
    expect(() => undo(home, 1)).toThrow(
      expect.objectContaining({ kind: 'input-refused', values: { batch: 1, dependants: 'already-present #2 (12)' } }) as Error,
    );
    expect(contentOf(home.registry)).toEqual(before);
    undo(home, 2);
    expect(undo(home, 1)).toMatchObject({ deleted: 30 });
    await expectProved(home);
  });

  it('is refused while a retry has loaded its repaired rows', async () => {
    const home = anImportHome();
    const { batch, whole } = await loadWithOneRefused(home, 'rows.csv', 92);
    expect(repair(home, batch, whole).rows).toMatchObject([{ kind: 'loaded' }]);
    expect(() => undo(home, batch)).toThrow(expect.objectContaining({ values: { batch, dependants: 'retry #2 (1)' } }) as Error);
    undo(home, 2);
    expect(stored(home.registry, 'SELECT state FROM quarantine')).toEqual(['open']);
    expect(undo(home, batch)).toMatchObject({ deleted: 1, quarantined: 1 });
    await expectProved(home);
  });

  it('is not refused for a batch in which the repaired row merely was already', async () => {
    const home = anImportHome();
    const { batch, whole } = await loadWithOneRefused(home, 'rows.csv', 93);
    await home.load([home.writeCsv('whole.csv', [whole])]);
    expect(repair(home, batch, whole).rows).toMatchObject([{ kind: 'already-present' }]);
    expect(undo(home, batch)).toMatchObject({ batch, deleted: 1, quarantined: 0 });
    await expectProved(home);
  });

  it('makes a row wait again whose repair was already in the undone batch', async () => {
    const home = anImportHome();
    const { batch, whole } = await loadWithOneRefused(home, 'rows.csv', 94);
    await home.load([home.writeCsv('whole.csv', [whole])]);
    repair(home, batch, whole);
    undo(home, 2);
    expect(stored(home.registry, 'SELECT state FROM quarantine')).toEqual(['open']);
    expect(repair(home, batch, whole).rows).toMatchObject([{ kind: 'loaded' }]);
  });

  it('does not make a row wait again in a batch that is undone itself', async () => {
    const home = anImportHome();
    const { batch, whole } = await loadWithOneRefused(home, 'rows.csv', 95);
    await home.load([home.writeCsv('whole.csv', [whole])]);
    repair(home, batch, whole);
    undo(home, batch);
    undo(home, 2);
    expect(stored(home.registry, "SELECT count(*) FROM quarantine WHERE state = 'open'")).toEqual([0]);
  });
});

describe('batches', () => {
  it('are listed oldest first with counts, files and who made them', async () => {
    const home = anImportHome();
    expect(listBatches(home.registry, '')).toEqual([]);
    const summary = await home.load([home.writeCsv('a.csv', messy(40, 96))]);
    await home.load([home.writeCsv('b.csv', clean(3, 97))]);
    expect(listBatches(home.registry, '')).toMatchObject([
      { batch: 1, state: 'done', kind: 'import', actor: ACTOR, source: 'backfill', files: [`${home.folder}/a.csv`], ...countsOf(summary) },
      { batch: 2, state: 'done', rows: 3, accepted: 3 },
    ]);
  });

  it('show their tables, and their reasons with the most frequent first', async () => {
    const home = anImportHome();
    const summary = await home.load([home.writeCsv('a.csv', messy(60, 98))]);
    const { tables, reasons, flags } = showBatch(home.registry, 1, '');
    expect({ reasons, flags }).toEqual({ reasons: summary.reasons, flags: summary.flags });
    expect(reasons.length).toBeGreaterThan(2);
    expect(reasons.map(({ count }) => count)).toEqual(reasons.map(({ count }) => count).toSorted((a, b) => b - a));
    expect(tables).toMatchObject([
      { file_no: 1, state: 'done', first_id: 1, last_id: 60, rows: 60, sha256: expect.stringMatching(/^[\da-f]{64}$/u) as string },
    ]);
  });
});
