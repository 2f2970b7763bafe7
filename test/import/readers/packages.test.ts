import { mkdir, readFile, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PACKAGE_LIMITS, openInputs } from '../../../src/import/readers/packages.js';
import type { OpenedInputs, PackageLimits } from '../../../src/import/readers/packages.js';
import { gb18030 } from '../../tables/encoded-text.js';
import { temporaryFolder } from '../../tables/temporary-folder.js';
import { zipBytes } from '../../tables/zip-bytes.js';
import type { MemberBytes } from '../../tables/zip-bytes.js';

const folder = temporaryFolder();
const CSV = Buffer.from('登记日期,男方姓名,女方姓名\n');
let turn = 0;

/** A folder of its own for every test. */
async function place(): Promise<string> {
  turn += 1;
  const path = folder.path(`case-${turn}`);
  await mkdir(join(path, 'work'), { recursive: true });
  return path;
}

async function openZip(
  members: readonly MemberBytes[] | Buffer,
  limits: Partial<PackageLimits> = {},
): Promise<OpenedInputs & { readonly work: string }> {
  const at = await place();
  await writeFile(join(at, 'a.zip'), Buffer.isBuffer(members) ? members : zipBytes(members));
  return { ...(await openInputs([join(at, 'a.zip')], join(at, 'work'), { ...DEFAULT_PACKAGE_LIMITS, ...limits })), work: join(at, 'work') };
}

async function openTree(files: Readonly<Record<string, string | Buffer>>, paths: readonly string[] = ['.']): Promise<OpenedInputs> {
  const at = await place();
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(at, 'box', name)), { recursive: true });
    await writeFile(join(at, 'box', name), content);
  }
  return await openInputs(
    paths.map((path) => join(at, 'box', path)),
    join(at, 'work'),
  );
}

const shortNames = (names: readonly string[]): string[] => names.map((name) => name.replace(/^.*case-\d+\/(box\/)?/u, ''));
const skippedOf = (opened: OpenedInputs): string[] =>
  opened.skipped.map((entry) => `${shortNames([entry.name]).join('')}: ${entry.reason}`);

describe('a package', () => {
  it('gives its tables under names of our own and lists its scans', async () => {
    const opened = await openZip([
      { name: 'b/登记.csv', content: CSV },
      { name: 'b/扫描/P001.JPG', content: Buffer.alloc(2_000) },
      { name: 'b/' },
    ]);
    expect(opened.files).toHaveLength(1);
    expect(shortNames(opened.files.map((file) => file.name))).toEqual(['a.zip!/b/登记.csv']);
    expect(opened.files[0]).toMatchObject({ kind: 'csv', bytes: CSV.length, scans: new Set(['p001.jpg']) });
    expect(await readFile(opened.files[0]?.localPath ?? '')).toEqual(CSV);
    expect(opened.scans.map((scan) => scan.bytes)).toEqual([2_000]);
    expect(await readdir(opened.work)).toEqual(['unpacked-00001']);
  });

  it.each([
    ['UTF-8 by its flag', { name: '档案.csv', flags: 0x800 }],
    ['GBK without a flag, as Chinese Windows packs', { name: gb18030('档案.csv'), flags: 0 }],
    ['UTF-8 without a flag, as macOS packs', { name: Buffer.from('档案.csv'), flags: 0 }],
    ['UTF-8 in the Unicode path field', { name: 'DA.csv', flags: 0, extra: unicodePath('DA.csv', '档案.csv') }],
  ])('may name its members in %s', async (_name, member) => {
    const opened = await openZip([{ ...member, content: CSV }]);
    expect(shortNames(opened.files.map((file) => file.name))).toEqual(['a.zip!/档案.csv']);
  });

  it('passes over what is no table and says why', async () => {
    const opened = await openZip([
      { name: 'a.csv', content: CSV },
      { name: '__MACOSX/._a.csv', content: Buffer.from('x') },
      { name: '~$b.xlsx', content: Buffer.from('x') },
      { name: 'readme.doc', content: Buffer.from('x') },
      { name: 'old.xls', content: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) },
      { name: 'link.csv', content: Buffer.from('/etc/passwd'), madeBy: 0x0314, attributes: 0xa1ff0000 },
    ]);
    expect(opened.files).toHaveLength(1);
    expect(skippedOf(opened)).toEqual([
      'a.zip!/__MACOSX/._a.csv: hidden',
      'a.zip!/~$b.xlsx: hidden',
      'a.zip!/readme.doc: unknown-type',
      'a.zip!/old.xls: old-workbook',
      'a.zip!/link.csv: link',
    ]);
  });

  it.each<[string, readonly MemberBytes[], string]>([
    ['climbs out of its folder', [{ name: '../../etc/a.csv', content: CSV }], 'import.zip-unsafe-name'],
    ['climbs out with backslashes', [{ name: '..\\a.csv', content: CSV }], 'import.zip-unsafe-name'],
    ['names an absolute path', [{ name: '/etc/a.csv', content: CSV }], 'import.zip-unsafe-name'],
    ['names a drive', [{ name: 'C:/a.csv', content: CSV }], 'import.zip-unsafe-name'],
    [
      'climbs out by the Unicode path field',
      [{ name: 'a.csv', flags: 0, content: CSV, extra: unicodePath('a.csv', '../a.csv') }],
      'import.zip-unsafe-name',
    ],
    ['holds another package', [{ name: 'b.zip', content: CSV }], 'import.zip-nested'],
    [
      'holds a package that is called a table',
      [{ name: 'b.csv', content: zipBytes([{ name: 'a.csv', content: CSV }]) }],
      'import.zip-nested',
    ],
    ['is behind a password', [{ name: 'a.csv', content: CSV, flags: 0x801 }], 'import.zip-encrypted'],
    ['is behind strong encryption', [{ name: 'a.csv', content: CSV, flags: 0x841 }], 'import.zip-encrypted'],
    ['packs by a method of its own', [{ name: 'a.csv', content: CSV, method: 12 }], 'import.zip-method'],
    [
      'names two members alike',
      [
        { name: 'a.csv', content: CSV },
        { name: 'a.csv', content: CSV },
      ],
      'import.zip-same-name',
    ],
    [
      'uses the same bytes twice',
      [
        { name: 'a.csv', content: CSV },
        { name: 'b.csv', content: CSV, sameOffsetAs: 0 },
      ],
      'import.zip-overlap',
    ],
    ['claims five gigabytes', [{ name: 'a.csv', content: CSV, declaredBytes: 0xfff00000 }], 'import.zip-bomb'],
    ['claims less than it holds', [{ name: 'a.csv', content: Buffer.alloc(100_000, 65), declaredBytes: 10 }], 'import.zip-bomb'],
    ['claims more than it holds', [{ name: 'a.csv', content: CSV, declaredBytes: CSV.length + 1 }], 'import.zip-broken'],
    ['has a wrong checksum', [{ name: 'a.csv', content: CSV, declaredCrc: 1 }], 'import.zip-broken'],
    ['unpacks a thousandfold', [{ name: 'a.csv', content: Buffer.alloc(5_000_000) }], 'import.zip-bomb'],
  ])('that %s is refused', async (_name, members, key) => {
    await expect(openZip(members)).rejects.toMatchObject({ kind: 'input-refused', key });
  });

  it('is held to the limits by what comes out, all members together', async () => {
    const members = Array.from({ length: 3 }, (_, at) => ({ name: `${at}.csv`, content: Buffer.alloc(600, 97), method: 0 }));
    await expect(openZip(members, { maxTotalBytes: 1_500 })).rejects.toMatchObject({ key: 'import.zip-bomb' });
    await expect(openZip(members, { maxEntryBytes: 599 })).rejects.toMatchObject({ key: 'import.zip-bomb' });
    await expect(openZip(members, { maxEntries: 2 })).rejects.toMatchObject({ key: 'import.zip-too-many-entries' });
    expect((await openZip(members, { maxTotalBytes: 1_800, maxEntries: 3 })).files).toHaveLength(3);
  });

  it('that is cut off anywhere is refused, never half read', async () => {
    const whole = zipBytes([{ name: 'a.csv', content: Buffer.from('登记日期,男方姓名\n'.repeat(50)) }]);
    for (let length = 4; length < whole.length; length += 7) {
      await expect(openZip(whole.subarray(0, length))).rejects.toMatchObject({ key: 'import.zip-broken' });
    }
  });

  it('stops when the disk is full, and says so', async () => {
    const at = await place();
    await writeFile(join(at, 'a.zip'), zipBytes([{ name: 'a.csv', content: CSV }]));
    await symlink('/dev/full', join(at, 'work', 'unpacked-00001'));
    await expect(openInputs([join(at, 'a.zip')], join(at, 'work'))).rejects.toMatchObject({ key: 'import.disk-full' });
  });

  it('stops when it is interrupted', async () => {
    const at = await place();
    await writeFile(join(at, 'a.zip'), zipBytes([{ name: 'a.csv', content: CSV }]));
    const stopped = openInputs([join(at, 'a.zip')], join(at, 'work'), DEFAULT_PACKAGE_LIMITS, AbortSignal.abort(new Error('stop')));
    await expect(stopped).rejects.toThrow('stop');
  });
});

describe('a folder', () => {
  it('is read to its depth, in the order of names', async () => {
    const opened = await openTree({ 'b/2.csv': CSV, 'b/1.csv': CSV, 'a.csv': CSV, 'c.txt': CSV });
    expect(shortNames(opened.files.map((file) => file.name))).toEqual(['a.csv', 'b/1.csv', 'b/2.csv', 'c.txt']);
    expect(opened.files.map((file) => file.scans)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('gives its scans to its tables, by lower-case base name', async () => {
    const opened = await openTree({ 'list.csv': CSV, 'pages/A/0001.TIF': 'x', 'pages/B/0002.pdf': 'x' });
    expect(opened.files[0]?.scans).toEqual(new Set(['0001.tif', '0002.pdf']));
  });

  it('of scans only lends them to the tables named beside it', async () => {
    const opened = await openTree({ 'list.csv': CSV, 'pages/1.png': 'x' }, ['list.csv', 'pages']);
    expect(opened.files[0]?.scans).toEqual(new Set(['1.png']));
  });

  it('may hold packages, and what it passes over is named', async () => {
    const opened = await openTree({
      'p.zip': zipBytes([{ name: 'in.csv', content: CSV }]),
      '.hidden.csv': CSV,
      '~$open.xlsx': 'x',
      'Thumbs.db': 'x',
      'x.rar': 'x',
      'notes.doc': 'x',
      'nothing.csv': '',
      'page.xls': '<html><table></table></html>',
      'photo.csv': Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
    });
    expect(shortNames(opened.files.map((file) => file.name))).toEqual(['p.zip!/in.csv']);
    expect(skippedOf(opened)).toEqual([
      '.hidden.csv: hidden',
      'Thumbs.db: hidden',
      'notes.doc: unknown-type',
      'nothing.csv: file-empty',
      'page.xls: html-workbook',
      'photo.csv: not-text',
      'x.rar: other-archive',
      '~$open.xlsx: hidden',
    ]);
  });

  it('is not left through a symbolic link, nor read for ever', async () => {
    const at = await place();
    await mkdir(join(at, 'box'));
    await writeFile(join(at, 'outside.csv'), CSV);
    await symlink(join(at, 'outside.csv'), join(at, 'box', 'out.csv'));
    await symlink(join(at, 'box'), join(at, 'box', 'round'));
    const opened = await openInputs([join(at, 'box')], join(at, 'work'));
    expect([opened.files, skippedOf(opened)]).toEqual([[], ['out.csv: link', 'round: link']]);
  });
});

describe('a path given directly', () => {
  it('twice is read once', async () => {
    const opened = await openTree({ 'a.csv': CSV }, ['a.csv', 'a.csv']);
    expect([opened.files.length, skippedOf(opened)]).toEqual([1, ['a.csv: duplicate']]);
  });

  it('is what its content is, whatever it is called', async () => {
    const opened = await openTree({ 'export.xls': '登记日期\t男方姓名\t女方姓名\n', data: CSV }, ['export.xls', 'data']);
    expect(opened.files.map((file) => file.kind)).toEqual(['csv', 'csv']);
  });

  it.each([
    ['that is not there', 'none.csv', 'import.file-missing'],
    ['that is empty', 'empty.csv', 'import.file-empty'],
    ['of a workbook before 2007', 'old.xls', 'import.old-workbook'],
    ['of a page saved as a workbook', 'page.xls', 'import.html-workbook'],
    ['of an archive we do not open', 'a.rar', 'import.other-archive'],
    ['of a picture called a table', 'photo.csv', 'import.not-text'],
  ])('%s is refused with its own reason', async (_name, path, key) => {
    const files = {
      'empty.csv': '',
      'old.xls': Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(2_000)]),
      'page.xls': '\ufeff\n<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table></table></html>',
      'a.rar': 'Rar!',
      'photo.csv': Buffer.from([0x89, 0x50, 0x4e, 0x47]),
    };
    await expect(openTree(files, [path])).rejects.toMatchObject({ kind: 'input-refused', key });
  });

  it('leaves the work directory empty when nothing had to be unpacked', async () => {
    const at = await place();
    await writeFile(join(at, 'a.csv'), CSV);
    await openInputs([join(at, 'a.csv')], join(at, 'work'));
    expect([await readdir(join(at, 'work')), (await stat(join(at, 'a.csv'))).size]).toEqual([[], CSV.length]);
  });
});

function unicodePath(name: string, unicode: string): Buffer {
  const data = Buffer.concat([Buffer.alloc(5), Buffer.from(unicode)]);
  data.writeUInt8(1, 0);
  data.writeUInt32LE(crc32(name), 1);
  const head = Buffer.alloc(4);
  head.writeUInt16LE(0x7075, 0);
  head.writeUInt16LE(data.length, 2);
  return Buffer.concat([head, data]);
}
