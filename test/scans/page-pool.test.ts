import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadPackagedTables } from '../../src/config/packaged-tables.js';
import { packagedModels } from '../../src/ocr/engines/model-files.js';
import type { Template } from '../../src/ocr/templates/template.js';
import { PROCESS_LIMITS, type ProcessLimits } from '../../src/scans/pages/reading-child.js';
import { openProcessPool, type PagePool, type PageTask } from '../../src/scans/pages/page-pool.js';
import { pagePicture, volumeOf } from './a-scan-home.js';

/** What pages do to the process that reads them (reader-process.mjs). */
const DIES = 11;
const DIES_ONCE = 12;
const HANGS = 13;

const ENTRY = new URL('reader-process.mjs', import.meta.url);

interface Bench {
  readonly pool: PagePool;
  readonly note: string;
  readonly pathOf: (codes: readonly number[]) => Promise<string>;
}

function aBench(jobs: number, limits: Partial<ProcessLimits> = {}, wish?: 'cannot' | 'ends'): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'mreg-pool-'));
  const note = join(folder, 'note');
  const setup = {
    tables: loadPackagedTables(),
    today: 20251101,
    templates: wordsFor(wish ?? note),
    models: packagedModels(),
    secondOpinion: 'none' as const,
  };
  const pool = openProcessPool({ entry: ENTRY, setup }, jobs, { ...PROCESS_LIMITS, ...limits });
  onTestFinished(async () => {
    await pool.close();
    rmSync(folder, { recursive: true });
  });
  let files = 0;
  return {
    pool,
    note,
    pathOf: async (codes) => {
      const path = join(folder, `scan-${(files += 1)}`);
      writeFileSync(path, codes.length === 1 ? await pagePicture(codes[0] as number) : await volumeOf(codes));
      return path;
    },
  };
}

/** The processes of these tests know no forms: what they are to do stands where forms would. */
function wordsFor(...words: readonly string[]): readonly Template[] {
  return words.map((id) => ({ id }) as Template);
}

async function readAll({ pool, pathOf }: Bench, codes: readonly number[]) {
  const path = await pathOf(codes);
  async function* tasks(): AsyncGenerator<PageTask> {
    const { pages } = await pool.open(path);
    for (let page = 1; page <= pages; page += 1) yield { path, page };
  }
  const readings = [];
  for await (const { task, reading } of pool.run(tasks())) readings.push({ page: task.page, ...reading });
  return readings;
}

describe('processes that read pages', () => {
  it('share the pages and hand them out in order', async () => {
    const readings = await readAll(aBench(2), [1, 2, 3, 4, 5, 6]);
    expect(readings.map(({ page, template }) => `${page}:${template}`)).toEqual(['1:1', '2:2', '3:3', '4:4', '5:5', '6:6']);
  });

  it('that die of a page are replaced; the page fails when it killed twice, and the others are read', async () => {
    const bench = aBench(1);
    const readings = await readAll(bench, [1, DIES, 3]);
    expect(readings.map(({ outcome, problem }) => [outcome, problem])).toEqual([
      ['blank', ''],
      ['failed', 'scan-import.page-died'],
      ['blank', ''],
    ]);
    expect(readFileSync(bench.note, 'utf8')).toBe('xx');
  });

  it('that die of something else read the page the next time', async () => {
    const readings = await readAll(aBench(2), [1, DIES_ONCE, 3]);
    expect(readings.map(({ outcome }) => outcome)).toEqual(['blank', 'blank', 'blank']);
  });

  it('that hang are ended', async () => {
    const readings = await readAll(aBench(2, { mostMsAPage: 700 }), [1, HANGS, 3]);
    expect(readings.map(({ problem }) => problem)).toEqual(['', 'scan-import.page-took-too-long', '']);
  });

  it('are replaced when they have read enough', async () => {
    const readings = await readAll(aBench(1, { mostPages: 2 }), [1, 2, 3, 4]);
    expect(new Set(readings.map(({ reader }) => reader)).size).toBeGreaterThan(1);
    expect(readings.map(({ outcome }) => outcome)).toEqual(['blank', 'blank', 'blank', 'blank']);
  });

  it('say why they cannot start, and are not started for ever', async () => {
    await expect(readAll(aBench(1, {}, 'cannot'), [1])).rejects.toMatchObject({ kind: 'configuration', key: 'a.key' });
    await expect(readAll(aBench(1, {}, 'ends'), [1])).rejects.toThrow('ended before it began');
  });

  it('say what is wrong with a file that is no scan', async () => {
    const { pool, note } = aBench(1);
    writeFileSync(note, 'no picture');
    await expect(pool.open(note)).rejects.toMatchObject({ kind: 'input-refused', key: 'ocr-page.unknown-format' });
    expect(existsSync(note)).toBe(true);
  });
});
