import type { LineReading } from '../engines/engine.js';
import type { GreyImage } from '../image.js';
import { glyphsOf, type Glyph } from './glyphs.js';

/*
 * Print tells itself from handwriting by its level strokes: in type they lie within a degree or two of the line, a hand (and a brush
 * face such as Kai) lifts them by several. It is measured on the edges of the strokes, over all the Han text of a page.
 */
const LEVEL_DEGREES = 2.5;
const STROKE_DEGREES = 20;
const LEVEL = Math.tan((LEVEL_DEGREES * Math.PI) / 180);
const STROKE = Math.tan((STROKE_DEGREES * Math.PI) / 180);
/** An edge is at least this steep; less is the grain of the paper. */
const LEAST_EDGE = 160;

const HAN = /\p{Script=Han}/u;
const INK_BELOW = 128;
const HALF_CHARACTER = 0.3;
const LEAST_CHARACTERS = 3;
const LEAST_WOBBLES = 8;
/**
 * Between the two kinds on 50 generated pages: dot matrix has few level edges but stands on its line (0.18, 0.006), a typewriter jumps
 * but is level (0.28, 0.011), Kai is neither (0.15, 0.010), nor is a running hand (0.27, 0.014).
 */
const WOBBLE_OF_HANDS = { level: 0.15, wobble: 0.0075, slope: 0.0375, most: 0.0165 } as const;
/** Characters that stand far off were cut out badly. */
const USUAL_SHARE = 0.85;

/** What the Han text of a line looks like. */
export interface Strokes {
  /** Weight of edges that lie level, and of all that are nearly level. */
  readonly level: number;
  readonly near: number;
  /** How far characters stand off the middle of their line, in parts of its height. */
  readonly wobbles: readonly number[];
}

export function strokesOf(line: GreyImage, reading: LineReading | undefined): Strokes {
  const lattice = reading?.lattice;
  const wobbles =
    lattice === undefined
      ? []
      : wobblesOf(
          line,
          glyphsOf(lattice, (character) => HAN.test(character)),
          lattice.steps,
        );
  return { ...levelStrokes(line), wobbles };
}

/** Whether a page was filled in by hand. A page with too little Han text to tell counts as such: then a person looks. */
export function isHandwritten(lines: readonly Strokes[]): boolean {
  const level = lines.reduce((sum, line) => sum + line.level, 0);
  const near = lines.reduce((sum, line) => sum + line.near, 0);
  const wobbles = lines.flatMap((line) => line.wobbles).toSorted((a, b) => a - b);
  if (near === 0 || wobbles.length < LEAST_WOBBLES) return true;
  const usual = wobbles.slice(0, Math.ceil(wobbles.length * USUAL_SHARE));
  const mean = usual.reduce((sum, wobble) => sum + wobble, 0) / usual.length;
  const { level: from, wobble, slope, most } = WOBBLE_OF_HANDS;
  return mean > Math.min(most, wobble + slope * Math.max(0, level / near - from));
}

/** Weighs the nearly level edges of a line of text. */
function levelStrokes({ width, height, pixels }: GreyImage): Pick<Strokes, 'level' | 'near'> {
  let level = 0;
  let near = 0;
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const [nw, n, ne] = [pixels[at - width - 1] ?? 0, pixels[at - width] ?? 0, pixels[at - width + 1] ?? 0];
      const [w, e] = [pixels[at - 1] ?? 0, pixels[at + 1] ?? 0];
      const [sw, s, se] = [pixels[at + width - 1] ?? 0, pixels[at + width] ?? 0, pixels[at + width + 1] ?? 0];
      const down = Math.abs(sw + 2 * s + se - nw - 2 * n - ne);
      const across = Math.abs(ne + 2 * e + se - nw - 2 * w - sw);
      if (down < LEAST_EDGE || across > down * STROKE) continue;
      near += down;
      if (across <= down * LEVEL) level += down;
    }
  }
  return { level, near };
}

function wobblesOf(line: GreyImage, glyphs: readonly Glyph[], steps: number): readonly number[] {
  const middles = glyphs
    .filter(({ text }) => HAN.test(text) && text !== '一')
    .flatMap(({ step }) => middleAt(line, ((step + 0.5) / Math.max(1, steps)) * line.width));
  if (middles.length < LEAST_CHARACTERS) return [];
  const usual = middles.toSorted((a, b) => a - b)[Math.floor(middles.length / 2)] ?? 0;
  return middles.map((middle) => Math.abs(middle - usual));
}

function middleAt({ width, height, pixels }: GreyImage, centre: number): readonly number[] {
  const [from, to] = [
    Math.max(0, Math.round(centre - height * HALF_CHARACTER)),
    Math.min(width, Math.round(centre + height * HALF_CHARACTER)),
  ];
  const rows = Array.from({ length: height }, (_, y) =>
    pixels.subarray(y * width + from, y * width + to).some((level) => level < INK_BELOW),
  );
  const [top, bottom] = [rows.indexOf(true), rows.lastIndexOf(true)];
  return top < 0 ? [] : [(top + bottom) / 2 / height];
}
