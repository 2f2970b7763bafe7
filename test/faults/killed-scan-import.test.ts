import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../samples/generate/random.js';
import { createRegistry } from '../../src/store/open.js';
import { pagePicture, volumeOf } from '../scans/a-scan-home.js';

const SEED = 20_261_126;
const KILLS = 6;
const PROGRAM = new URL('../scans/scan-import-process.mjs', import.meta.url).pathname;
/** Two volumes and single pages: forms, forms in doubt, blank pages. */
const VOLUMES = [[20, 21, 1, 22, 23, 24], [25], [26, 2, 27, 28, 29, 30, 31, 32], [33], [25]];
const PAGES = 16;
const TABLES = [
  'batch',
  'batch_file',
  'batch_chunk',
  'registration',
  'registration_key',
  'registration_person',
  'quarantine',
  'scan',
  'scan_page',
  'scan_field',
  'ledger_entry',
];

const folder = mkdtempSync(join(tmpdir(), 'mreg-killed-scans-'));
const input = join(folder, 'in');
const template = join(folder, 'template');

beforeAll(async () => {
  mkdirSync(input);
  mkdirSync(template);
  createRegistry(join(template, 'registry.db')).close();
  for (const [index, codes] of VOLUMES.entries()) {
    writeFileSync(join(input, `${index}.tif`), codes.length === 1 ? await pagePicture(codes[0] as number) : await volumeOf(codes));
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

let homes = 0;
function aHome(): string {
  const home = join(folder, `home-${(homes += 1)}`);
  cpSync(template, home, { recursive: true });
  return home;
}

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stderr: string;
}

/** Runs the import; `onPage` is told how many pages of this run are committed. */
function run(home: string, onPage: (pages: number, child: ChildProcess) => void = () => undefined): Promise<Ended> {
  const child = spawn(process.execPath, [PROGRAM, home, input], { stdio: ['ignore', 'pipe', 'pipe'] });
  const stderr: Buffer[] = [];
  let pages = 0;
  child.stdout.on('data', (piece: Buffer) => {
    for (const byte of piece) if (byte === 10) onPage((pages += 1), child);
  });
  child.stderr.on('data', (piece: Buffer) => stderr.push(piece));
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, stderr: Buffer.concat(stderr).toString() })));
}

async function finish(home: string): Promise<void> {
  expect(await run(home)).toMatchObject({ code: 0, stderr: '' });
}

function contentOf(home: string): Readonly<Record<string, readonly unknown[]>> {
  const database = new Database(join(home, 'registry.db'), { readonly: true });
  try {
    return Object.fromEntries(TABLES.map((table) => [table, database.prepare(`SELECT * FROM ${table}`).all()]));
  } finally {
    database.close();
  }
}

describe(`an import of scans killed at ${KILLS} moments`, () => {
  it(
    'ends each time, when it is run again, in the registry of an undisturbed run, no page doubled and none lost',
    { timeout: 300_000 },
    async () => {
      const undisturbed = aHome();
      await finish(undisturbed);
      const whole = contentOf(undisturbed);
      expect(whole['scan_page']).toHaveLength(PAGES);
      expect([whole['registration']?.length, whole['quarantine']?.length]).toEqual([7, 7]);
      const random = new Random(SEED);
      let kills = 0;
      while (kills < KILLS) {
        const home = aHome();
        for (let running = true; running && kills < KILLS;) {
          const after = 1 + random.below(5);
          const { signal } = await run(home, (pages, child) => {
            if (pages === after) child.kill('SIGKILL');
          });
          running = signal === 'SIGKILL';
          if (running) kills += 1;
        }
        await finish(home);
        expect(contentOf(home)).toEqual(whole);
        expect(readdirSync(join(home, 'scans')).filter((name) => name === 'incoming')).toEqual([]);
        expect(readdirSync(home)).not.toContain('work');
      }
    },
  );
});

describe('an import of scans asked to stop', () => {
  it('ends with 130 after its page and goes on when it is run again', async () => {
    const undisturbed = aHome();
    await finish(undisturbed);
    const home = aHome();
    const stopped = await run(home, (pages, child) => {
      if (pages === 3) child.kill('SIGINT');
    });
    expect(stopped).toMatchObject({ code: 130, stderr: '' });
    await finish(home);
    expect(contentOf(home)).toEqual(contentOf(undisturbed));
  });
});
