import { spawnSync } from 'node:child_process';
import { chmodSync, createWriteStream, mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeWorkbook } from '../../samples/generate/output/workbook.js';
import { numberIn, textsIn } from '../helpers/compare-homes.js';
import { FaultBench, runOrderly, wholeNumbersIn, writeArchive, type Archive, type JsonAnswer } from '../helpers/faults.js';
import { zipBytes } from '../tables/zip-bytes.js';

interface Summary {
  readonly rows: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly already_present: number;
  readonly reasons: readonly { readonly code: string; readonly count: number }[];
}

const ROWS = 1_500;
const FIVE_GB = 5_000_000_000;
const NOBODY = 65_534;
/** A flipped bit shows as text that is no XML, as a wrong checksum, or as more bytes than were claimed. */
const BROKEN_WORKBOOK = /^import\.(xlsx-broken|zip-broken|zip-bomb)$/u;
const isRoot = process.getuid?.() === 0;

const bench = new FaultBench();
let archive: Archive;
let bytes: Buffer;
/** The same rows as a workbook. */
let workbook: Buffer;

beforeAll(async () => {
  await bench.makeTemplate();
  archive = writeArchive(bench.at('sound.csv'), { rows: ROWS, seed: 11, defects: 0 });
  bytes = readFileSync(archive.path);
  const cells = bytes
    .toString('utf8')
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
  await writeWorkbook(createWriteStream(bench.at('sound.xlsx')), [{ name: '登记', rows: cells }]);
  workbook = readFileSync(bench.at('sound.xlsx'));
});
afterAll(() => bench.remove());

function load(home: string, ...args: string[]): Promise<JsonAnswer<Summary>> {
  return runOrderly<Summary>(['--home', home, 'import', ...args], { numbers: archive.numbers });
}

/** Refused with this code, by a check and by an import, and the registry is what it was. */
async function expectRefused(code: string, ...args: string[]): Promise<void> {
  const home = bench.copyHome();
  for (const answer of [await load(home, ...args), await runOrderly(['validate', ...args], { numbers: archive.numbers })])
    expect([answer.code, answer.error?.code]).toEqual([3, code]);
  expect(numberIn(home, 'SELECT (SELECT count(*) FROM registration) + (SELECT count(*) FROM quarantine)')).toBe(0);
  expect(numberIn(home, "SELECT count(*) FROM batch WHERE state = 'loading'")).toBe(0);
  expect(readdirSync(home)).not.toContain('work/import');
}

/** Offset behind the nth line end. */
function lineAt(nth: number): number {
  let at = 0;
  for (let line = 0; line < nth; line += 1) at = bytes.indexOf('\n', at) + 1;
  return at;
}

describe('a CSV file', () => {
  it('cut off inside a quoted field loses the field and no other row', async () => {
    const end = lineAt(1_001);
    const quoted = Buffer.from('IA,2020-05-20,"J440106-2020-0001');
    const home = bench.copyHome();
    const { document } = await load(home, bench.write('cut.csv', Buffer.concat([bytes.subarray(0, end), quoted])));
    expect(document).toMatchObject({ rows: 1_001, accepted: 1_000, quarantined: 1, reasons: [{ code: 'row-cut-off', count: 1 }] });
    expect(textsIn(home, 'SELECT cells FROM quarantine').join()).toContain('J440106-2020-0001');
  });

  it('with a quote that never closes in its middle loses that row and no other', async () => {
    // Without other quotes behind it: the next one would be taken for its end.
    const lines = bytes
      .toString('utf8')
      .split('\n')
      .filter((line) => !line.includes('"'));
    const rows = lines.length - 2;
    lines[700] = `"${lines[700]}`;
    const { document } = await load(bench.copyHome(), bench.write('unclosed.csv', lines.join('\n')));
    expect(document).toMatchObject({ rows, accepted: rows - 1, quarantined: 1 });
  });

  it.each([
    ['GB 18030 called UTF-8', 'gb18030', 'utf-8'],
    ['UTF-8 called GB 18030', 'utf-8', 'gb18030'],
    ['UTF-16 called UTF-8', 'utf-16le', 'utf-8'],
  ] as const)('of %s is refused, and the right name is told', async (_name, real, called) => {
    const misnamed = writeArchive(bench.at(`${real}.csv`), { rows: ROWS, seed: 11, defects: 0 }, real);
    const { code, error } = await load(bench.copyHome(), misnamed.path, '--encoding', called);
    expect([code, error?.code]).toEqual([3, 'import.encoding']);
    expect(error?.hint).toContain(real);
  });

  it('with one flipped byte loses the row it is in', async () => {
    const flipped = Buffer.from(bytes);
    const at = flipped.indexOf('广东', lineAt(400)) + 1;
    flipped[at] = (flipped[at] ?? 0) ^ 0x40;
    const home = bench.copyHome();
    const { document } = await load(home, bench.write('flipped.csv', flipped));
    expect(document).toMatchObject({ rows: ROWS, accepted: ROWS - 1, quarantined: 1, reasons: [{ code: 'encoding-damaged', count: 1 }] });
    expect(numberIn(home, 'SELECT line FROM quarantine')).toBe(bytes.subarray(0, at).toString('latin1').split('\n').length);
  });

  it('in GB 18030 with a long quoted field keeps its rows apart', async () => {
    // 200,000 bytes of the file are 300,000 of the text: what counts is one of the two, for whoever cuts and whoever reads.
    const long = `"${'婚姻登记备注\n'.repeat(16_000)}"`;
    const text = [
      'op_type,op_date,cert_no,name_man,name_woman,remark',
      `IA,2020,J1,陈样本,林例子,${long}`,
      'IA,2020,J2,陈样本,林例子,',
      '',
    ].join('\n');
    const home = bench.copyHome();
    const path = bench.write('long.csv', (await import('../../samples/generate/output/gb18030.js')).encodeGb18030(text));
    expect((await load(home, path)).document).toMatchObject({ rows: 2, quarantined: 2 });
    expect((await load(home, archive.path)).document).toMatchObject({ rows: ROWS, accepted: ROWS });
  });

  it('of one endless line is refused before anything is loaded', async () => {
    await expectRefused('import.record-too-long', bench.write('endless.csv', Buffer.concat([bytes, Buffer.alloc(9_000_000, 'x')])));
  });

  it('without a header shows no number of those in it', async () => {
    const rows = ['陈样本,440000199503080011,林例子,440000199611210022,2020-05-20,IA', ''].join('\n').repeat(4);
    const numbers = new Set(['440000199503080011', '440000199611210022']);
    const answer = await runOrderly(['validate', bench.write('headless.csv', rows)], { numbers });
    expect([answer.code, answer.error?.code]).toEqual([3, 'import.no-header']);
    expect(answer.error?.message).toContain('4400**********0011');
  });
});

/** The workbook with one bit flipped at this share of its length. */
function flippedAt(share: number): Buffer {
  const flipped = Buffer.from(workbook);
  const at = Math.floor(flipped.length * share);
  flipped[at] = (flipped[at] ?? 0) ^ 0x10;
  return flipped;
}

describe('a workbook', () => {
  it('is read as the same rows as the CSV file', async () => {
    expect((await load(bench.copyHome(), bench.at('sound.xlsx'))).document).toMatchObject({ rows: ROWS, accepted: ROWS });
  });

  it.each([0.02, 0.5, 0.95, 0.999])('cut off at %d of its length is refused', async (share) => {
    await expectRefused('import.zip-broken', bench.write('cut.xlsx', workbook.subarray(0, Math.floor(workbook.length * share))));
  });

  it.each([0.2, 0.45, 0.7])('with a flipped bit at %d of its length is refused', async (share) => {
    const home = bench.copyHome();
    const { code, error } = await load(home, bench.write(`flipped-${share}.xlsx`, flippedAt(share)));
    expect([code, error?.code]).toEqual([3, expect.stringMatching(BROKEN_WORKBOOK)]);
  });
});

/** APPNOTE 4.5.3: sizes that do not fit into 32 bits stand in an extra field. */
function zip64Size(size: number): Buffer {
  const extra = Buffer.alloc(12);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8, 2);
  extra.writeBigUInt64LE(BigInt(size), 4);
  return extra;
}

describe('a folder', () => {
  it('whose second table breaks off in its midst is refused whole: what was loaded is taken back', async () => {
    mkdirSync(bench.at('folder'));
    bench.write('folder/1.csv', bytes);
    bench.write('folder/2.xlsx', flippedAt(0.7));
    const home = bench.copyHome();
    const { code, error } = await load(home, bench.at('folder'));
    expect([code, error?.code]).toEqual([3, expect.stringMatching(BROKEN_WORKBOOK)]);
    expect(textsIn(home, 'SELECT DISTINCT state FROM registration')).toEqual(['deleted']);
    expect(textsIn(home, 'SELECT state FROM batch')).toEqual(['undone']);
    expect((await runOrderly(['--home', home, 'ledger', 'verify', '--state'])).code).toBe(0);
    expect((await load(home, archive.path)).document).toMatchObject({ rows: ROWS, accepted: ROWS });
  });
});

describe('a ZIP package', () => {
  it.each([
    [
      'that claims 5 GB',
      'import.zip-bomb',
      () => [{ name: 'a.csv', content: bytes, declaredBytes: 0xffffffff, extra: zip64Size(FIVE_GB) }],
    ],
    ['that unpacks to a thousand times its size', 'import.zip-bomb', () => [{ name: 'a.csv', content: Buffer.alloc(200_000_000, ',') }]],
    ['that unpacks to more than it claims', 'import.zip-bomb', () => [{ name: 'a.csv', content: bytes, declaredBytes: 1_000 }]],
    ['that leads out of its folder', 'import.zip-unsafe-name', () => [{ name: '../../escaped.csv', content: bytes }]],
    ['that leads to the root', 'import.zip-unsafe-name', () => [{ name: '/tmp/escaped.csv', content: bytes }]],
    ['that leads out the Windows way', 'import.zip-unsafe-name', () => [{ name: '..\\..\\escaped.csv', content: bytes }]],
    ['whose checksum is wrong', 'import.zip-broken', () => [{ name: 'a.csv', content: bytes, declaredCrc: 1 }]],
  ])('%s is refused', async (name, code, members) => {
    await expectRefused(code, bench.write(`${name}.zip`, zipBytes(members())));
    expect(readdirSync(tmpdir())).not.toContain('escaped.csv');
    expect(readdirSync(bench.folder)).not.toContain('escaped.csv');
  });
});

function made(make: () => unknown, name: string): string {
  make();
  return bench.at(name);
}

describe('a path', () => {
  it.each([
    ['to nothing', 'import.file-missing', () => bench.at('nothing.csv')],
    ['longer than a name may be', 'import.file-missing', () => bench.at('x'.repeat(300))],
    ['to an empty file', 'import.file-empty', () => bench.write('empty.csv', '')],
    ['to a folder without tables', 'import.no-tables', () => made(() => mkdirSync(bench.at('bare')), 'bare')],
    ['to a link that leads to itself', 'import.file-link-loop', () => made(() => symlinkSync('loop', bench.at('loop')), 'loop')],
    ['to a pipe', 'import.special-file', () => made(() => spawnSync('mkfifo', [bench.at('pipe.csv')]), 'pipe.csv')],
    ['to a device', 'import.special-file', () => '/dev/zero'],
  ])('%s is refused', async (_name, code, path) => {
    await expectRefused(code, path());
  });

  it.skipIf(process.getuid === undefined)('to what may not be read is refused', async () => {
    const folder = bench.at('private');
    mkdirSync(folder);
    const path = bench.write('private/a.csv', bytes);
    chmodSync(path, 0);
    chmodSync(bench.folder, 0o755);
    const options = isRoot ? { uid: NOBODY } : {};
    expect((await runOrderly(['validate', path], options)).error?.code).toBe('import.file-permission');
    chmodSync(folder, 0);
    expect((await runOrderly(['validate', path], options)).error?.code).toBe('import.file-permission');
    chmodSync(folder, 0o700);
  });
});

describe('what was refused', () => {
  it('left no whole number in the ledger', async () => {
    const home = bench.copyHome();
    await load(home, archive.path);
    expect(wholeNumbersIn(textsIn(home, 'SELECT body FROM ledger_entry').join('\n'), archive.numbers)).toEqual([]);
  });
});
