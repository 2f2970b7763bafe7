import Database from 'better-sqlite3';
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../samples/generate/random.js';
import { EXIT_CODES } from '../../src/domain/error.js';
import { registryPath } from '../../src/store/open.js';
import { SCHEMA_VERSION } from '../../src/store/migrations/index.js';
import { textsIn } from '../helpers/compare-homes.js';
import { FaultBench, runOrderly, writeArchive, type Archive } from '../helpers/faults.js';

const SEED = 7;
const FLIPS_A_TABLE = 6;
const PAGE_BYTES = 8_192;
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

const bench = new FaultBench();
let archive: Archive;
/** A home with an archive in it. */
let full: string;

beforeAll(async () => {
  await bench.makeTemplate();
  archive = writeArchive(bench.at('archive.csv'), { rows: 3_000, seed: 31, defects: 0.04 });
  full = bench.copyHome();
  expect((await runOrderly(['--home', full, 'import', archive.path])).code).toBe(0);
});
afterAll(() => bench.remove());

const mreg = (home: string, ...args: string[]) => runOrderly(['--home', home, ...args], { numbers: archive.numbers });

/** Changes the registry as a plain SQLite shell would. */
function edit(home: string, sql: string): void {
  const database = new Database(registryPath(home));
  try {
    database.exec(sql);
  } finally {
    database.close();
  }
}

/** Flips one bit of a file where it lies. */
function flipBit(path: string, offset: number, bit: number): void {
  const file = openSync(path, 'r+');
  try {
    const byte = Buffer.alloc(1);
    readSync(file, byte, 0, 1, offset);
    writeSync(file, Buffer.of((byte[0] ?? 0) ^ (1 << bit)), 0, 1, offset);
  } finally {
    closeSync(file);
  }
}

/** Pages that hold rows of these tables: a flipped bit there cannot fall into unused space alone. */
function pagesOf(home: string, table: string): readonly number[] {
  const database = new Database(registryPath(home), { readonly: true });
  try {
    return database.prepare<[string], number>('SELECT pageno FROM dbstat WHERE name = ? AND ncell > 0').pluck().all(table);
  } finally {
    database.close();
  }
}

describe('a flipped bit in the registry file', () => {
  it.each(['registration', 'ledger_entry', 'batch_chunk', 'registration_key', 'sqlite_schema'])(
    'on the pages of %s never brings a command down',
    { timeout: 900_000 },
    async (table) => {
      const random = new Random(SEED);
      const pages = pagesOf(full, table);
      for (let flip = 0; flip < FLIPS_A_TABLE; flip += 1) {
        const home = bench.copyHome(full);
        flipBit(registryPath(home), (random.pick(pages) - 1) * PAGE_BYTES + random.below(PAGE_BYTES), random.below(8));
        for (const command of [
          ['ledger', 'verify', '--state'],
          ['batch', 'list'],
          ['quarantine', 'list'],
          ['import', archive.path],
        ])
          expect([0, EXIT_CODES.usage, EXIT_CODES.integrity]).toContain((await mreg(home, ...command)).code);
        rmSync(home, { recursive: true });
      }
    },
  );

  it.each([
    ['a name of a record', "SELECT name_man FROM registration WHERE name_man <> '' LIMIT 1 OFFSET 700"],
    ['a document number of a record', 'SELECT cert_num_woman FROM registration WHERE length(cert_num_woman) = 18 LIMIT 1 OFFSET 900'],
    ['the digest of a chunk', "SELECT json_extract(body, '$.body.content_sha256') FROM ledger_entry WHERE body LIKE '%import.chunk%'"],
    ['who did what', 'SELECT substr(body, 1, 30) FROM ledger_entry WHERE seq = 3'],
  ])('in %s is found', async (_name, sql) => {
    const home = bench.copyHome(full);
    const text = Buffer.from(textsIn(home, sql)[0] ?? '');
    const at = readFileSync(registryPath(home)).indexOf(text);
    expect(at).toBeGreaterThan(0);
    flipBit(registryPath(home), at + text.length - 1, 0);
    expect((await mreg(home, 'ledger', 'verify', '--state')).code).toBe(EXIT_CODES.integrity);
  });
});

describe('a ledger', () => {
  it.each([
    ['without its last entry', 'DELETE FROM ledger_entry WHERE seq = (SELECT max(seq) FROM ledger_entry)'],
    ['without its last entries and the tree over them', 'DELETE FROM ledger_entry WHERE seq > 4; DELETE FROM ledger_frontier'],
    ['without an entry in its middle', 'DELETE FROM ledger_entry WHERE seq = 4'],
    ['without any entry', 'DELETE FROM ledger_entry'],
    ['with an entry of someone else', 'INSERT INTO ledger_entry SELECT seq + 1, body, hash FROM ledger_entry ORDER BY seq DESC LIMIT 1'],
    ['whose records lost a row', 'DELETE FROM registration WHERE id = (SELECT max(id) FROM registration)'],
    ['whose records changed', "UPDATE registration SET remark = '改' WHERE id = (SELECT max(id) FROM registration)"],
    ['whose chunks are gone', 'DELETE FROM batch_chunk'],
  ])('%s does not verify', async (_name, sql) => {
    const home = bench.copyHome(full);
    edit(home, sql);
    const { code, error } = await mreg(home, 'ledger', 'verify', '--state');
    expect([code, error?.code]).toEqual([EXIT_CODES.integrity, 'ledger.verify.failed']);
  });
});

describe('a home', () => {
  it('with a setting nobody knows is not used, and the nearest is named', async () => {
    const home = bench.copyHome();
    const path = join(home, 'config.toml');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/^chunk_bytes/mu, 'chunk_byte'));
    const { code, error } = await mreg(home, 'import', archive.path);
    expect([code, error?.code]).toEqual([2, 'config.unknown-key']);
    expect(error?.hint).toContain('import.chunk_bytes');
  });

  it('with chunks too small for a record is not used', async () => {
    const home = bench.copyHome();
    const path = join(home, 'config.toml');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/^chunk_bytes = \d+/mu, 'chunk_bytes = 262144'));
    expect((await mreg(home, 'import', archive.path)).error?.code).toBe('config.bad-value');
  });

  it('of a newer version is refused and not changed', async () => {
    const home = bench.copyHome(full);
    edit(home, `PRAGMA user_version = ${SCHEMA_VERSION + 1}`);
    const before = readFileSync(registryPath(home));
    for (const command of [
      ['import', archive.path],
      ['batch', 'list'],
      ['ledger', 'verify'],
    ])
      expect((await mreg(home, ...command)).error?.code).toBe('store.newer-schema');
    expect(readFileSync(registryPath(home)).equals(before)).toBe(true);
  });

  it.each([
    [
      'whose registry is no database',
      (home: string) => writeFileSync(registryPath(home), 'no database at all'.repeat(500)),
      5,
      'store.damaged',
    ],
    ['whose registry is gone', (home: string) => rmSync(registryPath(home)), 2, 'store.no-registry'],
    ['whose settings are gone', (home: string) => rmSync(join(home, 'config.toml')), 2, 'config.no-home'],
    ['whose settings are no TOML', (home: string) => writeFileSync(join(home, 'config.toml'), 'a = = b'), 2, 'config.not-toml'],
    ['whose key is gone', (home: string) => rmSync(join(home, 'keys'), { recursive: true }), 2, expect.any(String)],
  ] as const)('%s is refused with the reason', async (_name, spoil, code, key) => {
    const home = bench.copyHome(full);
    spoil(home);
    const command = key === 'store.damaged' || typeof key === 'string' ? ['import', archive.path] : ['ledger', 'checkpoint'];
    const answer = await mreg(home, ...command);
    expect([answer.code, answer.error?.code]).toEqual([code, key]);
  });

  it.skipIf(!isRoot)('that its user may only read can be read, and says why it cannot be written', async () => {
    const home = bench.copyHome(full);
    spawnSync('chown', ['-R', String(NOBODY), home]);
    spawnSync('chmod', ['-R', 'a-w', home]);
    spawnSync('chmod', ['a+rx', bench.folder]);
    const options = { uid: NOBODY, numbers: archive.numbers };
    const load = await runOrderly(['--home', home, 'import', archive.path], options);
    expect([load.code, load.error?.code]).toEqual([2, 'store.cannot-write']);
    expect((await runOrderly(['--home', home, 'batch', 'list'], options)).code).toBe(0);
    expect((await runOrderly(['--home', home, 'ledger', 'verify', '--state'], options)).code).toBe(0);
  });

  it('is cleared of what a killed run left', async () => {
    const home = bench.copyHome();
    mkdirSync(join(home, 'work', 'import'), { recursive: true });
    writeFileSync(join(home, 'work', 'import', '1-1-1.shard'), 'half a shard');
    writeFileSync(join(home, 'work', 'import', 'unpacked-00001'), 'half a member');
    expect((await mreg(home, 'import', archive.path)).document).toMatchObject({ rows: archive.rows });
    expect(readdirSync(join(home, 'work'))).toEqual([]);
  });
});
