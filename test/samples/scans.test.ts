import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scanContent, scanSamples } from '../../samples/generate/scans.js';
import { zipEntries } from '../../samples/generate/output/steady-zip.js';
import { openScan } from '../../src/ocr/pages/open-scan.js';

const folder = new URL('../../samples/scans/', import.meta.url);
const committed = (name: string): Buffer => readFileSync(new URL(name, folder));

// Pictures are not compared: another version of a font or of libvips draws other pixels of the same content.
describe('the committed scans', () => {
  it('say what the generator writes on them', () => {
    expect(JSON.parse(committed('content.json').toString('utf8'))).toEqual(scanContent(scanSamples()));
  });

  it.each([
    ['volume.pdf', 'pdf', 2],
    ['stubs.tif', 'tiff', 2],
    ['reissue.jpg', 'jpeg', 1],
    ['worn.jpg', 'jpeg', 1],
  ])('%s opens as %s with %i pages', async (name, type, pages) => {
    const scan = await openScan({ name, bytes: committed(name) });
    expect([scan.type, scan.pages]).toEqual([type, pages]);
    await scan.close();
  });

  it('keyed.zip holds the rows and a scan for each', async () => {
    expect((await zipEntries(committed('keyed.zip'))).map(({ name }) => name)).toEqual(['rows.csv', '扫描件/1.jpg', '扫描件/2.jpg']);
  });
});
