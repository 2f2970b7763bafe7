import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FILES, writeArchive } from '../../../bench/linkage/generate/write.js';
import {
  estimateNewModel,
  findDuplicates,
  type DuplicateContext,
  type DuplicateRequest,
} from '../../../src/detect/duplicates/find-duplicates.js';
import { allModels, modelInUse } from '../../../src/detect/duplicates/model-store.js';
import { searchPairs as searchHere } from '../../../src/detect/duplicates/search.js';
import { loadFeatures } from '../../../src/detect/features/load-features.js';
import { loadPackagedTables } from '../../../src/config/packaged-tables.js';
import { DuplicateRepository } from '../../../src/store/duplicate-repository.js';
import { lockDetection } from '../../../src/store/import-lock.js';
import { ACTOR, anImportHome, stored, type ImportHome } from '../../helpers/import-home.js';
import { failureOf } from '../../helpers/failure.js';
import { someCouples } from './couples.js';
import { wordsOf } from './records.js';

const tables = loadPackagedTables();
const RECORDS = 2_500;
const EVERYTHING: DuplicateRequest = { threshold: undefined, scope: undefined, isDryRun: false, pairsPath: undefined };

/** A home with an archive of couples, some keyed twice; a tenth of the rows are in a second file that is not loaded yet. */
async function aCoupleHome(): Promise<ImportHome & { readonly later: string }> {
  const home = anImportHome();
  const folder = join(home.folder, 'couples');
  writeArchive({ folder, later: 0.1, records: RECORDS, profile: 'mixed', seed: 11 });
  await home.load([join(folder, FILES.rows)]);
  return { ...home, later: join(folder, FILES.later) };
}

async function contextOf({ registry }: ImportHome, over: Partial<DuplicateContext> = {}): Promise<DuplicateContext> {
  const { signal } = new AbortController();
  const records = await loadFeatures({ registry, tables, jobs: 0, signal, onProgress: () => undefined });
  return { registry, records, at: '2026-11-26T21:00:00.000+08:00', actor: ACTOR, jobs: 0, signal, onProgress: () => undefined, ...over };
}

/** What the registry keeps of pairs: score and cluster by subject. */
function findings(home: ImportHome): readonly unknown[] {
  return home.registry.database.prepare('SELECT subject, score, group_id, severity, evidence FROM finding ORDER BY subject').all();
}

const scopeOfBatch = (): DuplicateRequest => ({ ...EVERYTHING, scope: { ranges: [{ first_id: 1, last_id: 50 }], text: 'batch 1' } });

describe('a run', () => {
  it('stores findings, its model and ledger entries, and run again the same findings with what was decided', async () => {
    const home = await aCoupleHome();
    const first = await findDuplicates(await contextOf(home), EVERYTHING);
    expect(first.recorded).toMatchObject({ run: 1, found: first.found.pairs.length, added: first.found.pairs.length });
    expect(first.found.pairs.length).toBeGreaterThan(RECORDS * 0.03);
    expect(stored(home.registry, `SELECT json_extract(body, '$.kind') FROM ledger_entry ORDER BY seq DESC LIMIT 2`)).toEqual([
      'detect.duplicates',
      'detect.model',
    ]);
    const before = findings(home);
    const [dismissed] = first.found.pairs;
    home.registry.database
      .prepare(`UPDATE finding SET state = 'dismissed' WHERE subject = ?`)
      .run(`${dismissed?.left}-${dismissed?.right}`);
    const pairsPath = join(home.folder, 'pairs.csv');
    const second = await findDuplicates(await contextOf(home), { ...EVERYTHING, pairsPath });
    expect(second).toMatchObject({ isEstimated: false, recorded: { run: 2, added: 0 } });
    expect(findings(home).length).toBe(before.length);
    expect(stored(home.registry, `SELECT count(*) FROM finding WHERE state = 'dismissed'`)).toEqual([1]);
    const lines = readFileSync(pairsPath, 'utf8').trimEnd().split('\r\n');
    expect(lines[0]).toBe('left_id,right_id,left_doc_no,right_doc_no,probability,cluster_id');
    expect(lines.length).toBe(before.length);
    expect(lines.filter((line) => line.startsWith(`${dismissed?.left},${dismissed?.right},`))).toEqual([]);
    for (const line of lines.slice(1)) expect(line).toMatch(/^\d+,\d+,[^,]*,[^,]*,(?:0\.\d{6}|1\.000000),\d+$/u);
  });

  it('over new registrations comes to what a run over everything finds by the same model, clusters too', async () => {
    const home = await aCoupleHome();
    await findDuplicates(await contextOf(home), EVERYTHING);
    await home.load([home.later]);
    const ranges = new DuplicateRepository(home.registry.database).rangesOfBatch(2);
    const since = await findDuplicates(await contextOf(home), { ...EVERYTHING, scope: { ranges, text: 'batch 2' } });
    expect(since.newRecords).toBeLessThan(since.records / 5);
    expect(since.recorded?.added).toBeGreaterThan(0);
    const bySteps = findings(home);
    home.registry.database.exec('DELETE FROM finding_record; DELETE FROM finding;');
    await findDuplicates(await contextOf(home), EVERYTHING);
    expect(findings(home)).toEqual(bySteps);
  });

  it.each([
    ['everything', () => EVERYTHING],
    ['new registrations', scopeOfBatch],
  ])('over %s estimates anew when the registry has outgrown its model, and keeps the threshold that was chosen', async (_name, request) => {
    const home = await aCoupleHome();
    await estimateNewModel(await contextOf(home), 0.95);
    const few = Math.floor(RECORDS / 3);
    home.registry.database.prepare(`UPDATE linkage_model SET basis = json_set(basis, '$.records', ?)`).run(few);
    const run = await findDuplicates(await contextOf(home), request());
    expect(run).toMatchObject({ isEstimated: true, threshold: 0.95 });
    expect(modelInUse(home.registry.database)).toMatchObject({ model: { version: 2, threshold: 0.95 }, basis: { records: run.records } });
    expect(run.records).toBeGreaterThan(2 * few);
  });

  it('over new registrations that is the first of all estimates its model from everything', async () => {
    const home = await aCoupleHome();
    const scope = { ranges: [{ first_id: 1, last_id: 100 }], text: 'batch 1' };
    const some = await findDuplicates(await contextOf(home), { ...EVERYTHING, scope });
    const all = await findDuplicates(await contextOf(home), { ...EVERYTHING, isDryRun: true });
    expect(some).toMatchObject({ isEstimated: true, newRecords: 100, basis: { records: all.records } });
    expect(some.basis.expectedDuplicates).toBeCloseTo(
      all.search.scores.expected.reduce((sum, each) => sum + each, 0),
      1,
    );
  });

  it('stores nothing when it is dry', async () => {
    const home = await aCoupleHome();
    const entries = stored(home.registry, 'SELECT count(*) FROM ledger_entry');
    const { found, recorded } = await findDuplicates(await contextOf(home), { ...EVERYTHING, isDryRun: true });
    expect(found.pairs.length).toBeGreaterThan(0);
    expect(recorded).toBeUndefined();
    expect(findings(home)).toEqual([]);
    expect(allModels(home.registry.database)).toEqual([]);
    expect(stored(home.registry, 'SELECT count(*) FROM ledger_entry')).toEqual(entries);
  });

  it.each([
    ['keeping its model', 'linkage_model'],
    ['writing its last findings', 'finding_record'],
  ])('that fails while %s leaves nothing behind, no file of pairs either', async (_, table) => {
    const home = await aCoupleHome();
    const entries = stored(home.registry, 'SELECT count(*) FROM ledger_entry');
    const when = table === 'finding_record' ? 'WHEN (SELECT count(*) FROM finding_record) > 100' : '';
    home.registry.database.exec(`CREATE TRIGGER full BEFORE INSERT ON ${table} ${when} BEGIN SELECT RAISE(ABORT, 'no room'); END`);
    const pairsPath = join(home.folder, 'pairs.csv');
    await expect(findDuplicates(await contextOf(home), { ...EVERYTHING, pairsPath })).rejects.toThrow('no room');
    expect(findings(home)).toEqual([]);
    expect(stored(home.registry, 'SELECT count(*) FROM detection_run')).toEqual([0]);
    expect(stored(home.registry, 'SELECT count(*) FROM ledger_entry')).toEqual(entries);
    expect(existsSync(pairsPath)).toBe(false);
  });

  it('that is interrupted says so and stores nothing', async () => {
    const home = await aCoupleHome();
    const controller = new AbortController();
    const context = await contextOf(home, { signal: controller.signal, onProgress: () => controller.abort() });
    await expect(findDuplicates(context, EVERYTHING)).rejects.toMatchObject({ kind: 'interrupted', key: 'linkage.interrupted' });
    expect(findings(home)).toEqual([]);
  });

  it('waits for another one, and gives up as busy', () => {
    const { folder } = anImportHome();
    const unlock = lockDetection(folder, 50);
    expect(failureOf(() => lockDetection(folder, 50))).toMatchObject({ kind: 'busy', key: 'linkage.busy' });
    unlock();
    lockDetection(folder, 50)();
  });
});

describe('decisions', () => {
  it('are counted in the next estimate', async () => {
    const home = await aCoupleHome();
    await findDuplicates(await contextOf(home), EVERYTHING);
    home.registry.database.exec(
      `UPDATE finding SET state = CASE WHEN id % 10 = 0 THEN 'dismissed' WHEN id % 10 = 1 THEN 'confirmed' ELSE 'open' END`,
    );
    const { model, basis } = await estimateNewModel(await contextOf(home), 0.95);
    expect(model).toMatchObject({ version: 2, threshold: 0.95 });
    expect(basis.dismissed).toBeGreaterThan(0);
    expect(basis.confirmed).toBeGreaterThan(0);
    expect(modelInUse(home.registry.database)?.model.version).toBe(2);
    const { search } = await findDuplicates(await contextOf(home), EVERYTHING);
    expect(search.model.version).toBe(2);
  });
});

describe('threads', () => {
  it('find what one thread finds', async () => {
    const built: unknown = await import(new URL('../../../dist/detect/duplicates/search.js', import.meta.url).href);
    const { searchPairs: searchByThreads } = built as { readonly searchPairs: typeof searchHere };
    const { records } = someCouples(3_000, 5);
    const input = {
      words: wordsOf(records),
      count: records.length,
      isNew: undefined,
      model: undefined,
      version: 1,
      labels: () => [],
      signal: new AbortController().signal,
      onProgress: () => undefined,
    };
    const [here, byThreads] = await Promise.all([searchHere({ ...input, jobs: 0 }), searchByThreads({ ...input, jobs: 2 })]);
    expect(byThreads.rules).toEqual(here.rules);
    expect(byThreads.pairs).toEqual(here.pairs);
    expect(byThreads.model).toEqual(here.model);
  });
});
