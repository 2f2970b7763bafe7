import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { inspectCsv } from '../../../src/import/readers/csv-layout.js';
import { sha256OfFile } from '../../../src/tables/file-digest.js';
import { transcodeToUtf8 } from '../../../src/import/readers/transcode.js';
import { gb18030, utf16be, utf16le } from '../../tables/encoded-text.js';
import { temporaryFolder } from '../../tables/temporary-folder.js';

const folder = temporaryFolder();
const TEXT = '登记日期,男方姓名,女方姓名\r\n2019-05-20,张三,李四\r\n';

describe('a UTF-8 copy', () => {
  it.each([
    ['UTF-16 with a mark', utf16le(`\ufeff${TEXT}`)],
    ['UTF-16 without a mark', utf16be(TEXT)],
    ['GB 18030', gb18030(TEXT)],
  ])('of %s holds the same text without the mark', async (_name, bytes) => {
    const path = await folder.write('a.csv', bytes);
    const layout = await inspectCsv(path);
    expect(await readFile(await transcodeToUtf8(path, layout, folder.path('.')), 'utf8')).toBe(TEXT);
  });

  it('of a damaged file keeps every line, with a mark where a character was lost', async () => {
    const bytes = Buffer.concat([utf16le(`${TEXT}2019`), Buffer.from([0x00, 0xd8]), utf16le(',王五,赵六\r\n')]);
    const path = await folder.write('damaged.csv', bytes);
    const copy = await readFile(await transcodeToUtf8(path, await inspectCsv(path), folder.path('.')), 'utf8');
    expect(copy).toBe(`${TEXT}2019\ufffd,王五,赵六\r\n`);
  });

  it('that cannot be written says so and names the file it would have been', async () => {
    const path = await folder.write('b.csv', utf16le(TEXT));
    const layout = await inspectCsv(path);
    await expect(transcodeToUtf8(path, layout, folder.path('nowhere'))).rejects.toMatchObject({ key: 'import.file-missing' });
  });
});

describe('the digest of a file', () => {
  it('is its SHA-256', async () => {
    const bytes = Buffer.alloc(9_000_000, 'registration');
    expect(await sha256OfFile(await folder.write('large.bin', bytes))).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('of a folder is refused', async () => {
    await mkdir(folder.path('box'), { recursive: true });
    await expect(sha256OfFile(folder.path('box'))).rejects.toMatchObject({ key: 'import.file-is-folder' });
  });
});
