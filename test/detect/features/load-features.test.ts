import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadPackagedTables } from '../../../src/config/packaged-tables.js';
import type { loadFeatures as LoadFeatures } from '../../../src/detect/features/load-features.js';
import { loadFeatures, type FeatureOptions } from '../../../src/detect/features/load-features.js';
import type { FeatureSet } from '../../../src/detect/features/feature-set.js';
import { FIELD_KEYS } from '../../../src/domain/fields.js';
import type { RowValues } from '../../../src/domain/registration.js';
import { undoBatch } from '../../../src/import/batches.js';
import { DuplicateRepository } from '../../../src/store/duplicate-repository.js';
import { LinkageRows } from '../../../src/store/linkage-rows.js';
import { ACTOR, anImportHome, type ImportHome } from '../../helpers/import-home.js';
import { sampleRows } from '../../helpers/rows.js';
import { referenceRecord } from './reference-encoder.js';

/** Threads run JavaScript: the loader as it was built. */
const built: unknown = await import(new URL('../../../dist/detect/features/load-features.js', import.meta.url).href);
const { loadFeatures: loadWithThreads } = built as { readonly loadFeatures: typeof LoadFeatures };

const tables = loadPackagedTables();
const by = { at: '2025-11-02T10:00:00.000+08:00', actor: ACTOR, reach: '' };

function optionsOf({ registry, folder }: ImportHome, over: Partial<FeatureOptions> = {}): FeatureOptions {
  const signal = new AbortController().signal;
  return { registry, tables, jobs: 0, signal, onProgress: () => undefined, cachePath: join(folder, 'cache'), ...over };
}

const load = async (home: ImportHome, over: Partial<FeatureOptions> = {}): Promise<FeatureSet> => await loadFeatures(optionsOf(home, over));

const rowsOf = (rows: number, seed: number, profile: 'mixed' | 'county-modern' = 'mixed'): string[][] =>
  sampleRows(profile, { rows, seed, defects: 0.2 });

async function aLoadedHome(rows = 300): Promise<ImportHome> {
  const home = anImportHome();
  await home.load([home.writeCsv('first.csv', rowsOf(rows, 1))]);
  return home;
}

/** Every active registration, row by row, by the slow encoder. */
function expected({ registry }: ImportHome): number[] {
  const rows = registry.database
    .prepare<[], RowValues & { id: number }>(`SELECT id, ${FIELD_KEYS.join(', ')} FROM registration WHERE state = 'active' ORDER BY id`)
    .all();
  return rows.flatMap((row) => [...referenceRecord(row.id, row, tables)]);
}

const fileOf = ({ folder }: ImportHome): string => join(folder, 'cache', 'linkage-features.bin');

/** The set says so of itself, and is what the registry holds. */
async function expectLoaded(home: ImportHome, source: FeatureSet['source'], notes: FeatureSet['notes'] = []): Promise<void> {
  const features = await load(home);
  expect([features.source, features.notes]).toEqual([source, notes]);
  expect([...features.words]).toEqual(expected(home));
}

describe('the records of a registry', () => {
  it('are those of its active registrations, in the order of ids', async () => {
    const home = await aLoadedHome();
    await home.load([home.writeCsv('second.csv', rowsOf(200, 2))]);
    const progress: number[] = [];
    const features = await load(home, { onProgress: (done, total) => progress.push(done / total) });
    expect([...features.words]).toEqual(expected(home));
    expect(features.count).toBeGreaterThan(300);
    expect(progress.at(-1)).toBe(1);
  });

  it.each([1, 2, 3])('are the same read by %i threads', async (jobs) => {
    const home = anImportHome();
    const path = home.writeCsv('first.csv', rowsOf(600, 3));
    await home.load([path], { request: { chunkBytes: 20_000 } });
    const { cachePath: _none, ...options } = optionsOf(home, { jobs });
    expect([...(await loadWithThreads(options)).words]).toEqual(expected(home));
  });

  it('are found by their ids', async () => {
    const home = await aLoadedHome();
    undoBatch(home.registry, (await home.load([home.writeCsv('second.csv', rowsOf(50, 2))])).batch ?? 0, 'reason', by);
    const third = await home.load([home.writeCsv('third.csv', rowsOf(50, 5))]);
    const features = await load(home);
    for (let record = 0; record < features.count; record += 1) expect(features.indexOf(features.idOf(record))).toBe(record);
    const [{ first_id: first, last_id: last } = { first_id: 0, last_id: 0 }] = new DuplicateRepository(
      home.registry.database,
    ).rangesOfBatch(third.batch ?? 0);
    expect(features.within({ first, last })).toEqual([features.count - third.accepted, features.count]);
    expect(features.indexOf(first - 1)).toBe(-1);
  });

  it('are none in an empty registry', async () => {
    const features = await load(anImportHome());
    expect(features.count).toBe(0);
  });

  it('stop being read when they are not wanted any more, by threads too', async () => {
    const home = await aLoadedHome();
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(load(home, { signal })).rejects.toThrow('enough');
    await expect(loadWithThreads(optionsOf(home, { signal, jobs: 2 }))).rejects.toThrow('enough');
  });

  it('count as new by batch and by day', async () => {
    const home = await aLoadedHome(20);
    const later = { deps: { timestamp: () => '2026-01-05T09:00:00.000+08:00' } };
    const second = await home.load([home.writeCsv('second.csv', rowsOf(20, 2))], later);
    const repository = new DuplicateRepository(home.registry.database);
    expect(repository.rangesSince('2025-11-01')).toHaveLength(2);
    expect(repository.rangesSince('2026-01-05')).toEqual(repository.rangesOfBatch(second.batch ?? 0));
    expect(repository.rangesSince('2026-01-06')).toEqual([]);
  });
});

describe('the side-car file', () => {
  it('is for the owner alone, and gives the same records', async () => {
    const home = await aLoadedHome();
    await expectLoaded(home, 'registry');
    expect(statSync(fileOf(home)).mode & 0o777).toBe(0o600);
    expect(statSync(join(home.folder, 'cache')).mode & 0o777).toBe(0o700);
    await expectLoaded(home, 'file');
    expect(readdirSync(join(home.folder, 'cache'))).toEqual(['linkage-features.bin']);
  });

  it('is added to by what was loaded since', async () => {
    const home = await aLoadedHome();
    await load(home);
    await home.load([home.writeCsv('second.csv', rowsOf(80, 2))]);
    await expectLoaded(home, 'refreshed');
    // What is new is written behind the rest: at thirty million there is no memory for a second buffer.
    const { buffer, count } = await load(home);
    expect(buffer.byteLength).toBe(count * 96);
    await home.load([home.writeCsv('third.csv', rowsOf(40, 3))]);
    await expectLoaded(home, 'refreshed');
  });

  it('loses what was undone, wherever it stands', async () => {
    const home = await aLoadedHome(100);
    const second = await home.load([home.writeCsv('second.csv', rowsOf(50, 2))]);
    await home.load([home.writeCsv('third.csv', rowsOf(300, 3))]);
    await load(home);
    undoBatch(home.registry, second.batch ?? 0, 'reason', by);
    await expectLoaded(home, 'refreshed');
    await home.load([home.writeCsv('again.csv', rowsOf(50, 2))]);
    await expectLoaded(home, 'refreshed');
  });

  it('takes over any change that an event tells of, also of what it did not hold', async () => {
    const home = await aLoadedHome();
    const { database } = home.registry;
    const state = (id: number, to: string, seq: number): void => {
      database.prepare('UPDATE registration SET state = ? WHERE id = ?').run(to, id);
      database.prepare('INSERT INTO ledger_entry(seq, body, hash) VALUES (?, ?, ?)').run(seq, '{}', Buffer.alloc(32, seq));
      database
        .prepare(
          "INSERT INTO registration_event(first_id, last_id, from_state, to_state, at, actor, reason, ledger_seq) VALUES (?, ?, '', ?, '', '', '', ?)",
        )
        .run(id, id, to, seq);
    };
    const id = (await load(home, { cachePath: join(home.folder, 'other') })).idOf(10);
    const { seq } = new LinkageRows(database).ledgerEnd();
    state(id, 'merged', seq + 1);
    await expectLoaded(home, 'registry');
    state(id, 'active', seq + 2);
    await expectLoaded(home, 'refreshed');
    database.prepare("UPDATE registration SET name_man = '改样本' WHERE id = ?").run(id);
    state(id, 'active', seq + 3);
    await expectLoaded(home, 'refreshed');
  });

  it('is made again when it is not of these tables, this registry, or this state of it', async () => {
    const home = await aLoadedHome();
    await load(home);
    const other = { ...tables, offices: tables.offices.slice(1) };
    expect((await load(home, { tables: other })).source).toBe('registry');
    expect((await load(home)).source).toBe('registry');
    const another = await aLoadedHome(200);
    mkdirSync(join(another.folder, 'cache'));
    copyFileSync(fileOf(home), fileOf(another));
    await expectLoaded(another, 'registry');
  });

  it('is made again when a record is not what the registry says', async () => {
    const home = await aLoadedHome(50);
    await load(home);
    home.registry.database.prepare("UPDATE registration SET name_man = '改样本'").run();
    await expectLoaded(home, 'registry', ['differs']);
    await expectLoaded(home, 'file');
  });

  it.each([
    ['in the magic', 3],
    ['in the header', 60],
    ['in the records', 5_000],
    ['in the last byte', -1],
  ])('is made again when a bit of it flips %s', async (_where, at) => {
    const home = await aLoadedHome();
    await load(home);
    const bytes = readFileSync(fileOf(home));
    const place = (at + bytes.length) % bytes.length;
    bytes.writeUInt8(bytes.readUInt8(place) ^ 4, place);
    writeFileSync(fileOf(home), bytes);
    await expectLoaded(home, 'registry', ['damaged']);
    await expectLoaded(home, 'file');
  });

  it.each([0, 10, 100, 4_096, 9_000])('is made again when only %i bytes of it are there', async (length) => {
    const home = await aLoadedHome();
    await load(home);
    truncateSync(fileOf(home), length);
    await expectLoaded(home, 'registry', ['damaged']);
    await expectLoaded(home, 'file');
  });

  it('is kept while another is being written, and what a killed run left is removed an hour later', async () => {
    const home = await aLoadedHome();
    const folder = join(home.folder, 'cache');
    for (const name of ['.features-killed', '.features-at-work']) {
      mkdirSync(join(folder, name), { recursive: true });
      writeFileSync(join(folder, name, 'partial'), 'half');
    }
    const twoHoursAgo = statSync(join(folder, '.features-at-work')).mtimeMs / 1_000 - 7_200;
    utimesSync(join(folder, '.features-killed'), twoHoursAgo, twoHoursAgo);
    await Promise.all([expectLoaded(home, 'registry'), expectLoaded(home, 'registry').catch(() => expectLoaded(home, 'file'))]);
    expect(readdirSync(folder).toSorted()).toEqual(['.features-at-work', 'linkage-features.bin']);
    await expectLoaded(home, 'file');
  });

  it('is used and left as it is by a dry run', async () => {
    const home = await aLoadedHome();
    expect((await load(home, { leavesCache: true })).source).toBe('registry');
    expect(existsSync(join(home.folder, 'cache'))).toBe(false);
    await load(home);
    const before = readFileSync(fileOf(home));
    expect((await load(home, { leavesCache: true })).source).toBe('file');
    const other = { ...tables, offices: tables.offices.slice(1) };
    expect((await load(home, { leavesCache: true, tables: other })).source).toBe('registry');
    expect(readFileSync(fileOf(home)).equals(before)).toBe(true);
  });

  it('costs nothing but time where it cannot be written', async () => {
    const home = await aLoadedHome();
    writeFileSync(join(home.folder, 'cache'), 'no folder');
    await expectLoaded(home, 'registry', ['not-kept']);
  });

  it('costs nothing but time where the disk is full', async () => {
    const home = await aLoadedHome();
    const script = `
      const { loadFeatures } = await import('${new URL('../../../dist/detect/features/load-features.js', import.meta.url).href}');
      const { openRegistry } = await import('${new URL('../../../dist/store/open.js', import.meta.url).href}');
      const registry = openRegistry('${home.registry.path}', { readonly: true });
      const tables = { regions: [], offices: [] };
      const { signal } = new AbortController();
      const options = { registry, tables, jobs: 0, signal, onProgress: () => undefined, cachePath: '${join(home.folder, 'cache')}' };
      const { count, notes } = await loadFeatures(options);
      process.stdout.write(JSON.stringify({ count, notes }));`;
    // The shell's unit is 1 KiB: room for the first part of the file.
    const limited = ['-c', 'ulimit -f 16; exec "$@"', 'bash', process.execPath, '--input-type=module', '--eval', script];
    const { stdout, stderr } = spawnSync('bash', limited, { encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: JSON.stringify({ count: expected(home).length / 24, notes: ['not-kept'] }), stderr: '' });
    expect(readdirSync(join(home.folder, 'cache'))).toEqual([]);
  });

  it('is as good as absent where it cannot be read', async () => {
    const home = await aLoadedHome();
    await load(home);
    chmodSync(fileOf(home), 0);
    onTestFinished(() => chmodSync(fileOf(home), 0o600));
    const features = await load(home);
    expect([...features.words]).toEqual(expected(home));
    expect(existsSync(fileOf(home))).toBe(true);
  });
});
