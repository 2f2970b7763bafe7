import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { OnImportProgress } from '../../src/import/progress.js';
import { inputOf } from '../../src/import/choose-batch.js';
import { verifyState } from '../../src/ledger/state.js';
import { BatchRepository } from '../../src/store/batch-repository.js';
import { anImportHome, contentOf, countsOf, stored, type ImportHome } from '../helpers/import-home.js';
import { sampleRows } from '../helpers/rows.js';

const SAMPLES = fileURLToPath(new URL('../../samples/', import.meta.url));
const CHUNKS = { request: { chunkBytes: 6_000 } };

/** Stops the import once this many chunks are committed, as Ctrl-C does. */
async function loadPart(home: ImportHome, paths: readonly string[], chunks: number): Promise<unknown> {
  const controller = new AbortController();
  let done = 0;
  const onProgress: OnImportProgress = () => {
    done += 1;
    if (done === chunks) controller.abort();
  };
  return await home.load(paths, { ...CHUNKS, deps: { signal: controller.signal, onProgress } }).catch((cause: unknown) => cause);
}

/** The last rows come twice, so that repeats reach over the interruption. */
function someRows(): string[][] {
  const rows = sampleRows('mixed', { rows: 70, seed: 71, defects: 0.25 });
  return [...rows, ...rows.slice(0, 10)];
}

describe('an import that was interrupted', () => {
  it('at any chunk border ends in the state of an undisturbed one when it is run again', async () => {
    const undisturbed = anImportHome();
    const summary = await undisturbed.load([undisturbed.writeCsv('rows.csv', someRows())], CHUNKS);
    const chunks = Number(stored(undisturbed.registry, 'SELECT count(*) FROM batch_chunk')[0]);
    expect(chunks).toBeGreaterThan(4);
    for (let border = 1; border <= chunks; border += 1) {
      const home = anImportHome();
      const path = home.writeCsv('rows.csv', someRows());
      expect(await loadPart(home, [path], border)).toMatchObject({ kind: 'interrupted' });
      expect(stored(home.registry, 'SELECT count(*) FROM batch_chunk')).toEqual([border]);
      const resumed = await home.load([path], CHUNKS);
      expect(resumed.files).toMatchObject([{ outcome: 'resumed' }]);
      expect(countsOf(resumed)).toEqual(countsOf(summary));
      expect(withoutFolder(contentOf(home.registry), home)).toEqual(withoutFolder(contentOf(undisturbed.registry), undisturbed));
      expect((await verifyState(home.registry.database)).deviations).toEqual([]);
    }
  });

  it('again and again comes to the same end', async () => {
    const undisturbed = anImportHome();
    const summary = await undisturbed.load([undisturbed.writeCsv('rows.csv', someRows())], CHUNKS);
    const home = anImportHome();
    const path = home.writeCsv('rows.csv', someRows());
    for (let turn = 0; turn < 3; turn += 1) await loadPart(home, [path], 1);
    expect(countsOf(await home.load([path], CHUNKS))).toEqual(countsOf(summary));
    expect(withoutFolder(contentOf(home.registry), home)).toEqual(withoutFolder(contentOf(undisturbed.registry), undisturbed));
  });

  it('between two files goes on with the second', async () => {
    const home = anImportHome();
    const rows = sampleRows('county-modern', { rows: 40, seed: 73, defects: 0 });
    const paths = [home.writeCsv('a.csv', rows.slice(0, 20)), home.writeCsv('b.csv', rows.slice(10))];
    const chunksOfFirst = (await countChunks(paths[0] ?? '')).length;
    await loadPart(home, paths, chunksOfFirst);
    const summary = await home.load(paths, CHUNKS);
    expect(countsOf(summary)).toMatchObject({ rows: 50, accepted: 40, already_present: 10 });
  });

  it('between two sheets goes on with the second', async () => {
    const undisturbed = anImportHome();
    const whole = await undisturbed.load([`${SAMPLES}messy.xlsx`]);
    const home = anImportHome();
    await loadPart(home, [`${SAMPLES}messy.xlsx`], 1);
    expect(countsOf(await home.load([`${SAMPLES}messy.xlsx`]))).toEqual(countsOf(whole));
    expect(rowsOf(home)).toEqual(rowsOf(undisturbed));
  });

  it('loads nothing when the signal was given before it began', async () => {
    const home = anImportHome();
    const path = home.writeCsv('rows.csv', someRows());
    await expect(home.load([path], { deps: { signal: AbortSignal.abort() } })).rejects.toMatchObject({ kind: 'interrupted' });
    expect(stored(home.registry, 'SELECT count(*) FROM registration')).toEqual([0]);
    expect(await home.load([path])).toMatchObject({ rows: 80 });
  });

  it('remembers its input, so that it can be resumed without naming it', async () => {
    const home = anImportHome();
    const path = home.writeCsv('rows.csv', someRows());
    await loadPart(home, [path], 1);
    const [batch] = new BatchRepository(home.registry).unfinished('');
    expect(batch && inputOf(batch)).toMatchObject({ paths: [resolve(path)], tables: [{ name: path, sheet: '' }] });
  });

  it('must be finished before its file comes together with others', async () => {
    const home = anImportHome();
    const path = home.writeCsv('rows.csv', someRows());
    await loadPart(home, [path], 2);
    const other = home.writeCsv('other.csv', sampleRows('mixed', { rows: 5, seed: 74, defects: 0 }));
    await expect(home.load([path, other], CHUNKS)).rejects.toMatchObject({ kind: 'usage', key: 'import.unfinished', values: { batch: 1 } });
    await home.load([path], CHUNKS);
    expect(await home.load([path, other], CHUNKS)).toMatchObject({
      batch: 2,
      files: [{ outcome: 'already-imported' }, { outcome: 'loaded' }],
    });
  });

  it('is not continued with other options: its rows would be read in two ways', async () => {
    const home = anImportHome();
    const path = home.writeCsv('rows.csv', someRows());
    await loadPart(home, [path], 2);
    const otherwise = { request: { ...CHUNKS.request, profile: 'divorce' } };
    await expect(home.load([path], otherwise)).rejects.toMatchObject({ kind: 'usage', key: 'import.other-options', values: { batch: 1 } });
    expect(await home.load([path], CHUNKS)).toMatchObject({ batch: 1, rows: 80 });
  });

  it('leaves room for its ids when another file is loaded meanwhile', async () => {
    const home = anImportHome();
    const path = home.writeCsv('rows.csv', someRows());
    await loadPart(home, [path], 2);
    const other = home.writeCsv('other.csv', sampleRows('county-modern', { rows: 30, seed: 75, defects: 0 }));
    expect(await home.load([other])).toMatchObject({ batch: 2, accepted: 30 });
    const summary = await home.load([path], CHUNKS);
    expect(summary).toMatchObject({ batch: 1, rows: 80 });
    expect(summary.accepted + summary.quarantined + summary.already_present).toBe(80);
    expect((await verifyState(home.registry.database)).deviations).toEqual([]);
  });

  it('leaves no file behind in its work folder', async () => {
    const home = anImportHome();
    await loadPart(home, [home.writeCsv('rows.csv', someRows())], 2);
    expect(readdirSync(home.folder).filter((name) => name === 'work')).toEqual([]);
  });
});

/** The chunks of a file imported into a home of its own. */
async function countChunks(path: string): Promise<readonly unknown[]> {
  const home = anImportHome();
  await home.load([path], CHUNKS);
  return stored(home.registry, 'SELECT seq FROM batch_chunk');
}

function withoutFolder(content: unknown, { folder }: ImportHome): unknown {
  return JSON.parse(JSON.stringify(content).replaceAll(folder, ''));
}

function rowsOf({ registry }: ImportHome): unknown {
  const { registration, quarantine } = contentOf(registry);
  return { registration, quarantine };
}
