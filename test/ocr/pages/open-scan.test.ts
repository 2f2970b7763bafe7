import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ColourImage } from '../../../src/ocr/image.js';
import { openScan } from '../../../src/ocr/pages/open-scan.js';
import { SCAN_LIMITS } from '../../../src/ocr/pages/scan.js';
import type { ScanLimits } from '../../../src/ocr/pages/scan.js';
import { loadSharp } from '../../../src/ocr/sharp.js';
import { joinTiffs } from '../../../samples/generate/output/tiff-file.js';
import { pdfBytes, sheetPicture, tiffPage } from './made-files.js';

let folder: string;
let png: Buffer;
let jpeg: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mreg-pages-'));
  png = await sheetPicture();
  const sharp = await loadSharp();
  jpeg = await sharp(png).withDensity(150).jpeg({ quality: 95 }).toBuffer();
});

afterAll(async () => await rm(folder, { recursive: true, force: true }));

const open = async (bytes: Buffer, name = 'page', limits: ScanLimits = SCAN_LIMITS) => await openScan({ name, bytes }, limits);

/** Whether the black bar, which belongs near the top, is there. */
function barOnTop({ width, height, pixels }: ColourImage): boolean {
  const at = (Math.round(height * 0.125) * width + Math.round(width / 2)) * 3;
  const below = (Math.round(height * 0.875) * width + Math.round(width / 2)) * 3;
  return (pixels[at] ?? 255) < 60 && (pixels[below] ?? 0) > 200;
}

describe('a picture', () => {
  it('is told by its bytes, not by its name, and kept as red, green and blue', async () => {
    const path = join(folder, 'certificate.pdf');
    await writeFile(path, png);
    const scan = await openScan({ path });
    expect(scan).toMatchObject({ type: 'png', pages: 1, sha256: createHash('sha256').update(png).digest('hex') });
    const { image, text } = await scan.page(1);
    expect(image).toMatchObject({ width: 620, height: 877 });
    expect(image.pixels).toHaveLength(620 * 877 * 3);
    const red = (Math.round(877 * 0.31) * 620 + 100) * 3;
    expect([...image.pixels.subarray(red, red + 3)]).toEqual([0xc0, 0x20, 0x20]);
    expect(text).toEqual([]);
  });

  it.each([
    [1, 'grey', 'b-w'],
    [3, 'colour', 'srgb'],
    [4, 'CMYK', 'cmyk'],
  ] as const)('of %i channels (%s) has three channels of eight bits', async (_channels, _name, space) => {
    const sharp = await loadSharp();
    const picture = await sharp(png).toColourspace(space).jpeg({ quality: 95 }).toBuffer();
    const { image } = await (await open(picture)).page(1);
    expect(image.pixels).toHaveLength(620 * 877 * 3);
    expect(barOnTop(image)).toBe(true);
  });

  it('of 16 bits a channel, one bit, a palette or with transparency is brought to the same', async () => {
    const sharp = await loadSharp();
    const sixteen = await sharp(png).toColourspace('rgb16').png().toBuffer();
    const palette = await sharp(png).png({ palette: true, colours: 4 }).toBuffer();
    const oneBit = await sharp(png).greyscale().threshold(128).toColourspace('b-w').png({ palette: true, colours: 2 }).toBuffer();
    const transparent = await sharp(png).ensureAlpha(0).png().toBuffer();
    for (const bytes of [sixteen, palette, oneBit]) {
      const { image } = await (await open(bytes)).page(1);
      expect(image.pixels).toHaveLength(620 * 877 * 3);
      expect(barOnTop(image)).toBe(true);
    }
    const { image } = await (await open(transparent)).page(1);
    expect(image.pixels.every((value) => value === 255)).toBe(true);
  });

  it.each([
    [1, 620],
    [3, 620],
    [6, 877],
    [8, 877],
  ])('with orientation tag %i is turned the right way up', async (orientation, expectedWidth) => {
    const sharp = await loadSharp();
    const turnedBack = sharp(png).rotate({ 1: 0, 3: 180, 6: 270, 8: 90 }[orientation] ?? 0);
    const bytes = await turnedBack.withMetadata({ orientation }).jpeg().toBuffer();
    const { image } = await (await open(bytes)).page(1);
    expect((await sharp(bytes).metadata()).width).toBe(expectedWidth);
    expect(image.width).toBe(620);
    expect(barOnTop(image)).toBe(true);
  });

  it.each([
    ['150 dpi of a half-size sheet is believed', 150, 150],
    ['72, which programs write without knowing, is not', 72, undefined],
    ['1,200 would make the sheet as small as a stamp', 1200, undefined],
  ])('%s', async (_name, claimed, believed) => {
    const sharp = await loadSharp();
    const bytes = await sharp(png).withDensity(claimed).jpeg().toBuffer();
    expect((await (await open(bytes)).page(1)).dpi).toBe(believed);
  });

  it('with more pixels than are kept is shrunk, and its resolution with it', async () => {
    const { image, dpi } = await (await open(jpeg, 'page', { ...SCAN_LIMITS, keptPixels: (620 * 877) / 4 })).page(1);
    expect(image.width).toBe(310);
    expect(dpi).toBeCloseTo(75, 0);
    expect(barOnTop(image)).toBe(true);
  });
});

describe('a TIFF', () => {
  it('gives each of its pages, whatever packs them', async () => {
    const pages = await Promise.all((['ccittfax4', 'lzw', 'jpeg', 'none'] as const).map(async (packing) => await tiffPage(packing, 200)));
    const scan = await open(joinTiffs(pages));
    expect(scan).toMatchObject({ type: 'tiff', pages: 4 });
    for (let number = 1; number <= 4; number++) {
      const { image, dpi } = await scan.page(number);
      expect(image).toMatchObject({ width: 620, height: 877 });
      expect(barOnTop(image)).toBe(true);
      expect(dpi).toBeCloseTo(200, 0);
    }
  });

  it('with a broken page gives the others', async () => {
    const pages = await Promise.all([tiffPage('lzw'), tiffPage('lzw', 300, 640), tiffPage('lzw')]);
    const bytes = joinTiffs(pages);
    const first = pages[0]?.length ?? 0;
    bytes.fill(0xff, first + 8, first + 600);
    const scan = await open(bytes, 'volume.tif');
    expect((await scan.page(1)).image.width).toBe(620);
    await expect(scan.page(2)).rejects.toMatchObject({
      kind: 'input-refused',
      key: 'ocr-page.page-broken',
      values: { file: 'volume.tif', page: 2 },
    });
    expect((await scan.page(3)).image.width).toBe(620);
  });

  it('whose chain of pages leads back into itself ends', async () => {
    const bytes = joinTiffs(await Promise.all([tiffPage('none'), tiffPage('none')]));
    const first = bytes.readUInt32LE(4);
    const link = first + 2 + bytes.readUInt16LE(first) * 12;
    const second = bytes.readUInt32LE(link);
    bytes.writeUInt32LE(first, second + 2 + bytes.readUInt16LE(second) * 12);
    expect((await open(bytes)).pages).toBe(2);
  });

  it('that was cut off keeps the pages that are there', async () => {
    const pages = await Promise.all([tiffPage('lzw'), tiffPage('lzw')]);
    const scan = await open(joinTiffs(pages).subarray(0, (pages[0]?.length ?? 0) + 40));
    expect(scan.pages).toBe(1);
    expect((await scan.page(1)).image.width).toBe(620);
  });
});

describe('a PDF', () => {
  it('is drawn at the resolution of its scan, the right way up', async () => {
    const scan = await open(await pdfBytes([{ jpeg }, { jpeg, turn: 180 }]));
    expect(scan).toMatchObject({ type: 'pdf', pages: 2 });
    const first = await scan.page(1);
    expect(first.image.width).toBe(620);
    expect(Math.abs(first.image.height - 877)).toBeLessThanOrEqual(1);
    expect(barOnTop(first.image)).toBe(true);
    expect(barOnTop((await scan.page(2)).image)).toBe(false);
    await scan.close();
  });

  it('keeps its colours', async () => {
    const { image } = await (await open(await pdfBytes([{ jpeg }]))).page(1);
    const red = (Math.round(image.height * 0.31) * image.width + 100) * 3;
    const [r = 0, g = 255, b = 255] = image.pixels.subarray(red, red + 3);
    expect(r).toBeGreaterThan(170);
    expect(Math.max(g, b)).toBeLessThan(60);
  });

  it('without a scan is drawn at 300 dpi, with its text and where it stands', async () => {
    const { image, dpi, text } = await (await open(await pdfBytes([{ text: 'Huang Xiaoming 1990' }]))).page(1);
    expect(dpi).toBe(300);
    expect(image).toMatchObject({ width: 2480, height: 3508 });
    expect(text.map((piece) => piece.text)).toEqual(['Huang Xiaoming 1990']);
    const [{ box } = { box: { left: 0, top: 0, width: 0, height: 0 } }] = text;
    expect(Math.abs(box.left - 303)).toBeLessThan(8);
    expect(box.top + box.height).toBeGreaterThan(410);
    expect(box.top + box.height).toBeLessThan(440);
    expect(darkestIn(image, box)).toBeLessThan(60);
  });

  it('with a page that cannot be drawn still gives the others', async () => {
    const huge = { jpeg, claimed: { width: 60_000, height: 60_000 } };
    const scan = await open(await pdfBytes([{ jpeg }, huge, { text: 'last' }]), 'volume.pdf');
    await expect(scan.page(2)).rejects.toMatchObject({ key: 'ocr-page.too-many-pixels', values: { file: 'volume.pdf', page: 2 } });
    expect((await scan.page(1)).image.width).toBe(620);
    expect((await scan.page(3)).text).toHaveLength(1);
  });

  it('the size of a football field is drawn no larger than a page is kept', async () => {
    const { image } = await (await open(await pdfBytes([{ text: 'far', points: { width: 14_400, height: 14_400 } }]))).page(1);
    expect(image.width * image.height).toBeLessThanOrEqual(SCAN_LIMITS.keptPixels * 1.01);
  });

  it('whose table of objects is wrong is mended', async () => {
    const bytes = await pdfBytes([{ jpeg }, { jpeg }]);
    bytes.fill('9', bytes.lastIndexOf('startxref') + 10, bytes.lastIndexOf('%%EOF') - 1);
    const scan = await open(bytes);
    expect(scan.pages).toBe(2);
    expect((await scan.page(2)).image.width).toBe(620);
  });

  it('with its end cut off is refused', async () => {
    const bytes = await pdfBytes([{ jpeg }, { jpeg }]);
    await expect(open(bytes.subarray(0, bytes.length / 2))).rejects.toMatchObject({ key: 'ocr-page.broken' });
  });
});

function darkestIn({ width, pixels }: ColourImage, box: { left: number; top: number; width: number; height: number }): number {
  let darkest = 255;
  for (let y = Math.floor(box.top); y < box.top + box.height; y++)
    for (let x = Math.floor(box.left); x < box.left + box.width; x++) darkest = Math.min(darkest, pixels[(y * width + x) * 3] ?? 255);
  return darkest;
}

describe('a file that cannot be read', () => {
  it.each([
    ['no bytes', () => Buffer.alloc(0), 'ocr-page.empty'],
    ['text', () => Buffer.from('姓名,证件号码\n'), 'ocr-page.unknown-format'],
    ['a GIF', () => Buffer.from('GIF89a\x01\x00\x01\x00', 'latin1'), 'ocr-page.unknown-format'],
    ['the first bytes of a TIFF', () => Buffer.from('II*\0', 'latin1'), 'ocr-page.broken'],
    ['the first bytes of a PDF', () => Buffer.from('%PDF-1.7\n', 'latin1'), 'ocr-page.broken'],
    ['a PDF behind a password', async () => await pdfBytes([{ text: 'x' }], { encrypt: true }), 'ocr-page.password'],
  ])('because it is %s is refused when it is opened', async (_name, bytes, key) => {
    await expect(open(await bytes(), '卷一.dat')).rejects.toMatchObject({ kind: 'input-refused', key, values: { file: '卷一.dat' } });
  });

  it.each([
    ['a JPEG cut off half way', () => jpeg.subarray(0, jpeg.length / 2)],
    ['a PNG cut off half way', () => png.subarray(0, png.length / 2)],
    ['a PNG of which only the signature is left', () => png.subarray(0, 8)],
    ['a PNG with a flipped byte', () => flipped(png, 60)],
  ])('because it is %s is refused when its page is read', async (_name, bytes) => {
    await expect((await open(bytes())).page(1)).rejects.toMatchObject({ kind: 'input-refused', key: 'ocr-page.page-broken' });
  });

  it('because it claims giant dimensions is refused before it is decoded', async () => {
    const bomb = Buffer.from(png);
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    await expect((await open(bomb)).page(1)).rejects.toMatchObject({ key: 'ocr-page.too-many-pixels', values: { width: 60_000 } });
  });

  it('because it is larger than the limit is refused before it is read', async () => {
    const path = join(folder, 'large.png');
    await writeFile(path, png);
    const limits = { ...SCAN_LIMITS, maxBytes: 100 };
    await expect(openScan({ path }, limits)).rejects.toMatchObject({ key: 'ocr-page.file-too-large', values: { bytes: png.length } });
    await expect(open(png, 'x', limits)).rejects.toMatchObject({ key: 'ocr-page.file-too-large' });
  });

  it('because it has too many pages is refused', async () => {
    const bytes = joinTiffs(await Promise.all([tiffPage('none'), tiffPage('none'), tiffPage('none')]));
    await expect(open(bytes, 'x', { ...SCAN_LIMITS, maxPages: 2 })).rejects.toMatchObject({ key: 'ocr-page.too-many-pages' });
    const pdf = await pdfBytes([{ text: '1' }, { text: '2' }, { text: '3' }]);
    await expect(open(pdf, 'x', { ...SCAN_LIMITS, maxPages: 2 })).rejects.toMatchObject({ key: 'ocr-page.too-many-pages' });
  });

  it('because it is missing, or a folder, is refused', async () => {
    await expect(openScan({ path: join(folder, 'none.png') })).rejects.toMatchObject({ key: 'import.file-missing' });
    await expect(openScan({ path: folder })).rejects.toMatchObject({ kind: 'input-refused' });
  });

  it.each([0, 2, 1.5, -1])('has no page %d', async (number) => {
    await expect((await open(png)).page(number)).rejects.toMatchObject({ key: 'ocr-page.no-such-page' });
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0x40;
  return copy;
}
