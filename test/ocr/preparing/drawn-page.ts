import type { ColourImage } from '../../../src/ocr/image.js';
import { loadSharp } from '../../../src/ocr/sharp.js';

/** A4 at 100 dpi is fine enough to see what each step does, and quick. */
export const DPI = 100;
export const WIDTH = 827;
export const HEIGHT = 1169;

export type Colour = readonly [red: number, green: number, blue: number];
const BLACK: Colour = [30, 30, 30];

/** A page under the brush: everything is drawn in place. */
export class DrawnPage implements ColourImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;

  constructor(paper: Colour = [245, 245, 245], width = WIDTH, height = HEIGHT) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint8Array(width * height * 3);
    this.fill(0, 0, width, height, paper);
  }

  fill(left: number, top: number, width: number, height: number, colour: Colour = BLACK): this {
    for (let y = Math.max(0, top); y < Math.min(this.height, top + height); y++)
      for (let x = Math.max(0, left); x < Math.min(this.width, left + width); x++) this.pixels.set(colour, (y * this.width + x) * 3);
    return this;
  }

  /** A ring as a seal has one. */
  ring(middleX: number, middleY: number, radius: number, colour: Colour): this {
    for (let y = middleY - radius; y <= middleY + radius; y++)
      for (let x = middleX - radius; x <= middleX + radius; x++) {
        const away = Math.hypot(x - middleX, y - middleY);
        if (away <= radius && away > radius - 6) this.multiply(x, y, colour);
      }
    return this;
  }

  /** Blocks in place of characters, 3.5 mm high. */
  line(left: number, top: number, characters: number, colour: Colour = BLACK): this {
    for (let at = 0; at < characters; at++) this.fill(left + at * 16, top, 12, 3, colour).fill(left + at * 16 + 4, top, 4, 13, colour);
    return this;
  }

  /** A form: a frame with rules and a line of text in each row. */
  form(colour: Colour = BLACK): this {
    for (let row = 0; row <= 12; row++) this.fill(90, 160 + row * 70, 640, 2, colour);
    for (const x of [90, 250, 730]) this.fill(x, 160, 2, 842, colour);
    for (let row = 0; row < 12; row++) this.line(110, 190 + row * 70, 6, colour).line(280, 190 + row * 70, 14, colour);
    return this.line(280, 90, 16, colour);
  }

  each(change: (x: number, y: number, colour: Colour) => Colour): this {
    for (let y = 0, at = 0; y < this.height; y++)
      for (let x = 0; x < this.width; x++, at += 3)
        this.pixels.set(change(x, y, [this.pixels[at] ?? 0, this.pixels[at + 1] ?? 0, this.pixels[at + 2] ?? 0]), at);
    return this;
  }

  private multiply(x: number, y: number, colour: Colour): void {
    for (const [channel, share] of colour.entries()) {
      const at = (y * this.width + x) * 3 + channel;
      this.pixels[at] = ((this.pixels[at] ?? 0) * share) / 255;
    }
  }
}

/** Turned clockwise by any angle, on a canvas that holds all of it. */
export async function turned(page: ColourImage, degrees: number): Promise<ColourImage> {
  const sharp = await loadSharp();
  const { data, info } = await sharp(page.pixels, { raw: { width: page.width, height: page.height, channels: 3 } })
    .rotate(degrees, { background: { r: 245, g: 245, b: 245 } })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: data };
}
