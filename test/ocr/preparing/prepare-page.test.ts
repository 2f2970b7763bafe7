import { describe, expect, it } from 'vitest';
import type { ColourImage, GreyImage } from '../../../src/ocr/image.js';
import { ALL_STEPS, preparePage, straighten, turnPrepared } from '../../../src/ocr/preparing/prepare-page.js';
import { DPI, DrawnPage, HEIGHT, turned, WIDTH } from './drawn-page.js';

const NATIVE = { ...ALL_STEPS, rescale: false };
const RED = [200, 60, 60] as const;

const at = ({ width, pixels }: GreyImage, x: number, y: number): number => pixels[Math.round(y) * width + Math.round(x)] ?? -1;

/** The darkest and the lightest of a part of a page. */
function levels(image: GreyImage, left: number, top: number, width: number, height: number): { darkest: number; lightest: number } {
  let [darkest, lightest] = [255, 0];
  for (let y = top; y < top + height; y++)
    for (let x = left; x < left + width; x++)
      [darkest, lightest] = [Math.min(darkest, at(image, x, y)), Math.max(lightest, at(image, x, y))];
  return { darkest, lightest };
}

/** Where the ink's middle of gravity is, among what is darker than half. */
function middleOfInk({ width, height, pixels }: GreyImage): readonly [x: number, y: number] {
  let [sumX, sumY, count] = [0, 0, 0];
  for (let y = 0, place = 0; y < height; y++)
    for (let x = 0; x < width; x++, place++) {
      if ((pixels[place] ?? 255) >= 128) continue;
      sumX += x;
      sumY += y;
      count++;
    }
  return [sumX / count, sumY / count];
}

const NEIGHBOURS = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

/** How far apart two pictures are on average when one is moved. */
function difference(one: GreyImage, other: GreyImage, moveX: number, moveY: number): number {
  let sum = 0;
  for (let y = 10; y < one.height - 10; y += 3)
    for (let x = 10; x < one.width - 10; x += 3) sum += Math.abs(at(one, x, y) - at(other, x + moveX, y + moveY));
  return sum;
}

function greyOfColour({ width, height, pixels }: ColourImage): GreyImage {
  return { width, height, pixels: Uint8Array.from({ length: width * height }, (_, place) => pixels[place * 3] ?? 0) };
}

describe('a page that leans', () => {
  it.each([-14, -4, -1.3, -0.4, 0, 0.1, 0.75, 2, 6, 12])('by %d degrees is put straight', async (degrees) => {
    const { straightening, grey } = await preparePage(await turned(new DrawnPage().form(), degrees), DPI, NATIVE);
    expect(Math.abs(straightening.skewDegrees - degrees)).toBeLessThan(0.06);
    const middle = [Math.round(grey.width / 2), Math.round(grey.height / 2)] as const;
    const edge = (x: number): number => [...Array(120).keys()].findIndex((y) => at(grey, x, middle[1] - HEIGHT / 2 + 130 + y) < 128);
    expect(edge(middle[0] - WIDTH / 2 + 100)).toBeGreaterThan(0);
    expect(Math.abs(edge(middle[0] - WIDTH / 2 + 100) - edge(middle[0] - WIDTH / 2 + 720))).toBeLessThanOrEqual(1);
  });

  it('is not turned for one line of a few words', async () => {
    const page = new DrawnPage().fill(100, 100, 3, 3);
    expect((await preparePage(page, DPI, NATIVE)).straightening.skewDegrees).toBe(0);
  });

  it('loses nothing at its corners', async () => {
    const page = new DrawnPage()
      .form()
      .fill(0, 0, 20, 20)
      .fill(WIDTH - 20, HEIGHT - 20, 20, 20);
    const { grey } = await preparePage(await turned(page, 8), DPI, { ...NATIVE, dropBackground: false });
    const [x, y] = middleOfInk(grey);
    expect(Math.abs(x - grey.width / 2)).toBeLessThan(60);
    expect(grey.width).toBeGreaterThan(WIDTH);
    expect(Math.abs(y - grey.height / 2)).toBeLessThan(60);
  });
});

describe('a page on its side', () => {
  it.each([90, 270] as const)('by %d degrees is turned so that its lines run across', async (degrees) => {
    const { straightening, grey } = await preparePage(await turned(new DrawnPage().form(), degrees), DPI, NATIVE);
    expect(straightening.turn).toBe(90);
    expect(grey.height).toBeGreaterThan(grey.width);
  });

  it('is seen when it leans as well', async () => {
    const { straightening } = await preparePage(await turned(new DrawnPage().form(), 90 + 5), DPI, NATIVE);
    expect(straightening.turn).toBe(90);
    expect(straightening.skewDegrees).toBeCloseTo(5, 1);
  });

  it('that is wider than high, but upright, is left', async () => {
    const page = new DrawnPage([245, 245, 245], HEIGHT, WIDTH);
    for (let row = 0; row < 8; row++) page.line(100, 100 + row * 60, 30).fill(90, 90 + row * 60, 800, 2);
    expect((await preparePage(page, DPI, NATIVE)).straightening.turn).toBe(0);
  });

  it.each([90, 180, 270] as const)('can be turned by %d degrees once more, and its picture with it', async (turn) => {
    const page = await turned(new DrawnPage().form().fill(90, 1080, 60, 60), 1.5);
    const prepared = await preparePage(page, DPI, NATIVE);
    const again = turnPrepared(prepared, turn, page);
    expect(again.straightening.turn).toBe(turn);
    expect([again.colour.width, again.colour.height]).toEqual([again.grey.width, again.grey.height]);
    const apart = difference(again.grey, greyOfColour(again.colour), 0, 0);
    for (const [x, y] of NEIGHBOURS) expect(apart).toBeLessThan(difference(again.grey, greyOfColour(again.colour), x, y));
  });
});

describe('straightening', () => {
  it.each([
    [0, 1],
    [90, 1],
    [3, 2],
    [-2, 0.5],
    [92.5, 1.7],
  ])('of a page turned by %d degrees, at another resolution by %d, can be done again from the page as scanned', async (degrees, scale) => {
    const page = await turned(new DrawnPage().form(), degrees);
    const plain = { ...ALL_STEPS, flatten: false, removeSeals: false, dropBackground: false };
    const { straightening, colour, grey } = await preparePage(page, 300 / scale, plain);
    expect(Buffer.compare((await straighten(page, straightening)).pixels, colour.pixels)).toBe(0);
    expect([grey.width, grey.height]).toEqual([straightening.width, straightening.height]);
    expect([colour.width, colour.height]).toEqual([straightening.width, straightening.height]);
    const apart = difference(grey, greyOfColour(colour), 0, 0);
    for (const [x, y] of NEIGHBOURS) expect(apart).toBeLessThan(difference(grey, greyOfColour(colour), x, y));
  });

  it('brings a page to 300 dots an inch, and takes an A4 sheet for one that does not say how large it is', async () => {
    const page = new DrawnPage().form();
    const known = await preparePage(page, 150);
    expect(known.grey).toMatchObject({ width: WIDTH * 2, height: HEIGHT * 2 });
    const unknown = await preparePage(page, undefined);
    expect(Math.abs(unknown.grey.width - 2480)).toBeLessThan(10);
    expect(Math.abs(unknown.grey.height - 3508)).toBeLessThan(10);
  });
});

describe('what is on the paper', () => {
  it('stays, but for the red of seals: black under it, blue and violet beside it', async () => {
    const page = new DrawnPage().form().ring(300, 300, 70, RED).line(600, 300, 5, [60, 80, 190]).line(600, 330, 5, [130, 60, 170]);
    const { grey } = await preparePage(page, DPI, NATIVE);
    expect(levels(grey, 232, 303, 4, 8).darkest).toBeGreaterThan(235);
    expect(levels(grey, 280, 228, 40, 10).darkest).toBeLessThan(80);
    expect(levels(grey, 600, 300, 60, 12).darkest).toBeLessThan(90);
    expect(levels(grey, 600, 330, 60, 12).darkest).toBeLessThan(150);
    const withSeal = await preparePage(page, DPI, { ...NATIVE, removeSeals: false });
    expect(levels(withSeal.grey, 232, 303, 4, 8).darkest).toBeLessThan(150);
  });

  it('keeps its contrast when yellowed and shadowed paper becomes white', async () => {
    const aged = new DrawnPage().form().each((x, y, colour) => {
      const shade = 0.6 + 0.4 * Math.min(1, x / 500) - (y > 900 ? 0.1 : 0);
      return [colour[0] * shade, colour[1] * shade * 0.93, colour[2] * shade * 0.75];
    });
    const { grey } = await preparePage(aged, DPI, NATIVE);
    for (const [x, y] of [
      [20, 30],
      [400, 130],
      [200, 1100],
      [780, 820],
    ] as const)
      expect(levels(grey, x, y, 20, 20).darkest).toBeGreaterThan(240);
    expect(levels(grey, 110, 190, 90, 12).darkest).toBeLessThan(60);
    const raw = await preparePage(aged, DPI, { ...NATIVE, flatten: false });
    expect(levels(raw.grey, 20, 30, 20, 20).lightest).toBeLessThan(190);
  });

  it('loses the black around the sheet, but no frame that runs out of the picture', async () => {
    const page = new DrawnPage().form().fill(0, 300, WIDTH, 2).fill(400, 0, 2, HEIGHT);
    page.fill(0, 0, 40, HEIGHT).fill(0, HEIGHT - 6, WIDTH, 6);
    const { grey } = await preparePage(page, DPI, NATIVE);
    expect(levels(grey, 2, 2, 36, HEIGHT - 12).darkest).toBeGreaterThan(200);
    expect(levels(grey, 50, HEIGHT - 5, 300, 4).darkest).toBeGreaterThan(200);
    expect(levels(grey, 780, 299, 40, 4).darkest).toBeLessThan(60);
    expect(levels(grey, 399, 4, 4, 40).darkest).toBeLessThan(60);
    const kept = await preparePage(page, DPI, { ...NATIVE, dropBackground: false });
    expect(levels(kept.grey, 2, 2, 36, 100).darkest).toBeLessThan(120);
  });
});

const grain = (strength: number) => (x: number, y: number, colour: readonly [number, number, number]) => {
  const noise = ((((x * 7919 + y * 104729) ^ (x * y * 31)) % 97) / 96 - 0.5) * strength;
  return colour.map((value) => Math.max(0, Math.min(255, value + noise))) as unknown as typeof colour;
};
const isBlank = async (page: ColourImage): Promise<boolean> => (await preparePage(page, DPI, NATIVE)).isBlank;

describe('grain', () => {
  it('of paper and scanner is smoothed, strokes keep their edges', async () => {
    const page = new DrawnPage([225, 225, 225]).form().each(grain(60));
    const spread = ({ grey }: { grey: GreyImage }): number => {
      const { darkest, lightest } = levels(grey, 400, 40, 60, 30);
      return lightest - darkest;
    };
    const [smooth, rough] = [await preparePage(page, DPI, NATIVE), await preparePage(page, DPI, { ...NATIVE, denoise: false })];
    expect(spread(smooth)).toBeLessThan(spread(rough) * 0.8);
    expect(levels(smooth.grey, 300, 160, 200, 2).lightest).toBeLessThan(130);
  });

  it('that is fine is left as it is', async () => {
    const page = new DrawnPage([225, 225, 225]).form().each(grain(4));
    const [smooth, rough] = [await preparePage(page, DPI, NATIVE), await preparePage(page, DPI, { ...NATIVE, denoise: false })];
    expect(Buffer.compare(smooth.grey.pixels, rough.grey.pixels)).toBe(0);
  });
});

describe('an empty page', () => {
  it("is blank, grainy, yellowed or with the scanner's black around it", async () => {
    expect(await isBlank(new DrawnPage())).toBe(true);
    expect(await isBlank(new DrawnPage([225, 205, 165]).each(grain(20)))).toBe(true);
    expect(await isBlank(new DrawnPage().fill(0, 0, 60, HEIGHT).each(grain(10)))).toBe(true);
  });

  it.each([
    ['one faint line of writing', (page: DrawnPage) => page.line(200, 400, 8, [228, 228, 226])],
    ['a faint line on grainy paper', (page: DrawnPage) => page.line(200, 400, 8, [195, 195, 195]).each(grain(20))],
    ['a seal and nothing else', (page: DrawnPage) => page.ring(400, 700, 60, RED)],
    ['yellow marker', (page: DrawnPage) => page.fill(300, 300, 80, 12, [245, 240, 160])],
    ['a short name', (page: DrawnPage) => page.line(400, 500, 2)],
  ])('is not blank with %s', async (_name, draw) => {
    expect(await isBlank(draw(new DrawnPage()))).toBe(false);
  });
});

it.each([
  [1, 1],
  [3, 2000],
  [40, 40],
])('a picture of %d by %d pixels is prepared without complaint', async (width, height) => {
  const prepared = await preparePage(new DrawnPage([250, 250, 250], width, height), undefined, NATIVE);
  expect(prepared.grey.pixels).toHaveLength(prepared.grey.width * prepared.grey.height);
  expect(prepared.isBlank).toBe(true);
});
