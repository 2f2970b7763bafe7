import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { reusableJpeg } from '../../../src/ocr/pictures/jpeg-parts.js';

const picture = () => sharp({ create: { width: 40, height: 30, channels: 3, background: '#c03020' } });
const pixelsOf = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer();

describe('a JPEG that is taken over', () => {
  it.each([
    ['colours', () => picture().jpeg().toBuffer(), { width: 40, height: 30, colours: 'rgb' }],
    ['grey', () => picture().toColourspace('b-w').jpeg().toBuffer(), { width: 40, height: 30, colours: 'grey' }],
    ['progressive', () => picture().jpeg({ progressive: true }).toBuffer(), { width: 40, height: 30, colours: 'rgb' }],
  ])('keeps every pixel: %s', async (_name, make, head) => {
    const bytes = await make();
    const jpeg = reusableJpeg(bytes);
    expect(jpeg).toMatchObject(head);
    expect(await pixelsOf(jpeg?.bytes ?? bytes.subarray(0, 0))).toEqual(await pixelsOf(bytes));
  });

  it('leaves out where and by what it was taken', async () => {
    const bytes = await picture()
      .withExif({ IFD0: { Make: 'SecretCamera' }, IFD3: { GPSLatitude: '23/1 7/1 0/1' } })
      .jpeg()
      .toBuffer();
    expect(bytes.includes('SecretCamera')).toBe(true);
    const jpeg = reusableJpeg(bytes);
    expect(jpeg?.width).toBe(40);
    expect(Buffer.from(jpeg?.bytes ?? []).includes('SecretCamera')).toBe(false);
  });

  it.each([
    ['turned by its tag', () => picture().withMetadata({ orientation: 6 }).jpeg().toBuffer()],
    ['of four colours', () => picture().toColourspace('cmyk').jpeg().toBuffer()],
    ['a PNG', () => picture().png().toBuffer()],
    ['cut off in its head', async () => (await picture().jpeg().toBuffer()).subarray(0, 100)],
    ['nothing', async () => Buffer.alloc(0)],
    ['a length that points back', async () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xda])],
  ])('is not one that is %s', async (_name, make) => {
    expect(reusableJpeg(await make())).toBeUndefined();
  });

  it('is never misled by broken bytes', async () => {
    const bytes = await picture()
      .withExif({ IFD0: { Make: 'x' } })
      .jpeg()
      .toBuffer();
    for (let at = 2; at < 400; at += 1) {
      const broken = Buffer.from(bytes);
      broken[at] = (broken[at] ?? 0) ^ 0xff;
      expect(() => reusableJpeg(broken)).not.toThrow();
    }
  });
});
