import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { listScans } from '../../../src/ocr/pages/list-scans.js';

const folder = mkdtempSync(join(tmpdir(), 'mreg-list-'));
afterAll(() => rmSync(folder, { recursive: true }));
for (const name of ['10.jpg', '2.JPG', '1.tiff', 'a/1.png', 'a/.hidden.png', '名单.csv', 'b.pdf']) {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), '');
}
mkdirSync(join(folder, 'empty'));
symlinkSync(join(folder, 'b.pdf'), join(folder, 'link.pdf'));

describe('the list of scans', () => {
  it('follows the paths given, and in folders the numbers of pages', async () => {
    const { files, skipped } = await listScans([join(folder, 'b.pdf'), folder]);
    expect(files.map((file) => file.slice(folder.length + 1))).toEqual(['b.pdf', '1.tiff', '2.JPG', '10.jpg', 'a/1.png', 'b.pdf']);
    expect(skipped.map((file) => file.slice(folder.length + 1))).toEqual(['link.pdf', '名单.csv']);
  });

  it('takes a named file whatever its name is: its bytes say what it is', async () => {
    expect((await listScans([join(folder, '名单.csv')])).files).toHaveLength(1);
  });

  it.each([
    ['a path that is not there', 'nowhere', 'import.file-missing'],
    ['a folder without scans', 'empty', 'ocr-page.nothing-to-read'],
  ])('refuses %s', async (_name, path, key) => {
    await expect(listScans([join(folder, path)])).rejects.toThrowError(expect.objectContaining({ key }));
  });
});
