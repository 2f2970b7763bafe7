import type { Box } from '../../domain/scan.js';
import type { GreyImage } from '../image.js';
import { faintWriting } from './faint-ink.js';
import { keptInk } from './ink-components.js';
import { withoutRules } from './printed-rules.js';
import { cropGrey, inkOf, painted, runsIn, type ZoneInk } from './zone-ink.js';

/** How much is written in a zone: nothing at all, marks too faint or too small to be sure of, or writing. */
export type Ink = 'none' | 'faint' | 'some';

export interface ZoneLines {
  readonly ink: Ink;
  /** Pictures of the lines from the top, each cut close around its ink. */
  readonly lines: readonly GreyImage[];
  /** Of all that looks like writing, the share that was too faint to be read. */
  readonly lostShare: number;
  /** Whether the last line is full though there is room for more: what goes on below may stand over the rule or beyond it. */
  readonly mayGoOn: boolean;
}

export interface ZoneShape {
  readonly lines: number;
  /** By how much the zone may be exceeded on each side, in pixels: people and printers do not keep to the lines. */
  readonly room: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
  /** Areas printed in the zone that are no part of the value, in pixels of the page. */
  readonly printed: readonly Box[];
  /** Whether they are read with the value: 年 月 日 tell which figure is which. They never count as something written. */
  readonly keepPrinted: boolean;
  readonly pixelsPerMm: number;
}

/**
 * A row belongs to a line when this share of the busiest row's ink is in it. The higher shares are for lines that a fold, the rest of a
 * rule or a lean of the page holds together.
 */
const ROW_LEVELS = [0.03, 0.08, 0.16, 0.3];
/** A band higher than this share of the room for one line holds two. */
const HIGHEST_LINE = 1.1;
/** Lines lower than this share of the room for one, and of the highest line, are specks, or parts of the line beside them. */
const LOWEST_LINE = 0.3;
const LOWEST_BESIDE = 0.45;
/** White around a line, as a share of its height: the recogniser was trained on such crops. */
const PADDING = 0.16;
/** Gaps are narrowed to this share of the line's height. */
const WIDEST_GAP = 0.8;
/** From one Han character to the next, in heights of a line's ink. */
const PITCH = 1.25;
/** Ink lighter than this share of black may be a shadow of the other side. */
const FAINT_CONTRAST = 0.22;
/** Less ink than a short stroke, in square millimetres, may be dirt. */
const SHORT_STROKE_MM2 = 0.5;
const DUST_MM2 = 0.12;
/** What is left of a rule after it was erased lies as near to the edge of a zone as this. */
const EDGE_MM = 0.6;

/** Cuts a zone out of the seal-free grey page: rules erased, printed words painted over, dust and shadows gone, lines apart. */
export function zoneLines(page: GreyImage, zone: Box, shape: ZoneShape): ZoneLines {
  const { room, printed, keepPrinted, pixelsPerMm } = shape;
  const outer = {
    left: zone.left - room.left,
    top: zone.top - room.top,
    width: zone.width + room.left + room.right,
    height: zone.height + room.top + room.bottom,
  };
  const inner = { ...zone, left: room.left, top: room.top };
  const cut = inkOf(cropGrey(page, outer), pixelsPerMm);
  const covered = printed.map((area) => ({ ...area, left: area.left - outer.left, top: area.top - outer.top }));
  const bare = painted(cut, covered);
  const found = writingIn(bare, inner, pixelsPerMm);
  const ink = inkIn(found, pixelsPerMm);
  const faint = ink === 'some' ? undefined : faintWriting(bare, inner, pixelsPerMm);
  if (ink === 'none' && faint === undefined) return { ink, lines: [], lostShare: 0, mayGoOn: false };
  const value = faint ?? found;
  const all = keepPrinted ? withPrinted(value, cut, covered) : value;
  const bands = lineBands(all, shape.lines);
  return {
    ink: faint === undefined ? ink : 'faint',
    lines: bands.flatMap((band) => lineOf(all, band) ?? []),
    lostShare: value.lost / Math.max(1, value.lost + inkedIn(value.ink)),
    mayGoOn: bands.length < shape.lines && isFull(all, bands.at(-1), inner.left + inner.width),
  };
}

/** Rules are darker than most writing: ink is judged anew without them, and without what is left of them at the edges. */
function writingIn(piece: ZoneInk, inner: Box, pixelsPerMm: number): ZoneInk {
  return keptInk(inkOf(withoutRules(piece, pixelsPerMm), pixelsPerMm, insetBy(inner, EDGE_MM * pixelsPerMm)), inner, pixelsPerMm);
}

function insetBy({ left, top, width, height }: Box, edge: number): Box {
  const by = Math.min(edge, width / 4, height / 4);
  return { left: left + by, top: top + by, width: width - 2 * by, height: height - 2 * by };
}

/** The writing with the words that the form prints among it; they are darker, and would make faded writing look like paper. */
function withPrinted(value: ZoneInk, cut: ZoneInk, printed: readonly Box[]): ZoneInk {
  const [pixels, ink] = [value.pixels.slice(), value.ink.slice()];
  for (const [from, to] of runsIn(cut, printed)) {
    for (let index = from; index < to; index += 1) {
      if (cut.ink[index] !== 0) [pixels[index], ink[index]] = [cut.pixels[index] ?? value.paper, cut.ink[index] ?? 0];
    }
  }
  return { ...value, pixels, ink };
}

function inkIn(piece: ZoneInk, pixelsPerMm: number): Ink {
  const strong = piece.ink.reduce((sum, level) => sum + (level === 2 ? 1 : 0), 0) / (pixelsPerMm * pixelsPerMm);
  if (strong < DUST_MM2) return 'none';
  return strong < SHORT_STROKE_MM2 || (piece.paper - piece.darkest) / piece.paper < FAINT_CONTRAST ? 'faint' : 'some';
}

interface Band {
  readonly top: number;
  readonly bottom: number;
}

/** Rows of ink with white between them; with one line expected, everything between its first and last row. */
function lineBands(piece: ZoneInk, expected: number): readonly Band[] {
  const rows = Array.from({ length: piece.height }, (_, y) => inkedIn(piece.ink.subarray(y * piece.width, (y + 1) * piece.width)));
  if (expected === 1) return spanned(bandsOver(rows, 1));
  const room = piece.height / expected;
  const tried = ROW_LEVELS.map((share) => separated(bandsOver(rows, Math.max(1, Math.max(...rows) * share)), room));
  const apart = tried.find((bands) => bands.every((band) => heightOf(band) <= room * HIGHEST_LINE));
  return apart === undefined ? (tried[0] ?? []) : widened(apart, tried[0] ?? []);
}

function bandsOver(rows: readonly number[], level: number): readonly Band[] {
  const bands: { top: number; bottom: number }[] = [];
  for (const [y, inked] of rows.entries()) {
    if (inked < level) continue;
    const last = bands.at(-1);
    if (last !== undefined && y - last.bottom <= 1) last.bottom = y;
    else bands.push({ top: y, bottom: y });
  }
  return bands;
}

/** Lines told apart by their busy rows, with the sparse rows above and below them: each as far as the middle between it and the next. */
function widened(bands: readonly Band[], whole: readonly Band[]): readonly Band[] {
  return bands.map((band, index) => {
    const around = whole.find(({ top, bottom }) => top <= band.top && bottom >= band.bottom) ?? band;
    const [before, after] = [bands[index - 1], bands[index + 1]];
    const top = before === undefined ? around.top : Math.max(around.top, Math.ceil((before.bottom + band.top + 1) / 2));
    const bottom = after === undefined ? around.bottom : Math.min(around.bottom, Math.floor((band.bottom + after.top - 1) / 2));
    return { top: Math.min(top, band.top), bottom: Math.max(bottom, band.bottom) };
  });
}

const heightOf = ({ top, bottom }: Band): number => bottom - top + 1;

const inkedIn = (row: Uint8Array): number => row.reduce((sum, level) => sum + (level === 0 ? 0 : 1), 0);

function spanned(bands: readonly Band[]): readonly Band[] {
  const [first, last] = [bands[0], bands.at(-1)];
  return first === undefined || last === undefined ? [] : [{ top: first.top, bottom: last.bottom }];
}

/** Low bands (the dots of 六, the top of 二) join the nearer neighbour. */
function separated(bands: readonly Band[], room: number): readonly Band[] {
  const joined = [...bands];
  const lowest = Math.min(room * LOWEST_LINE, Math.max(...bands.map(heightOf)) * LOWEST_BESIDE);
  for (;;) {
    const at = joined.findIndex((band) => heightOf(band) < lowest);
    if (at < 0 || joined.length === 1) return joined;
    const [before, self, after] = [joined[at - 1], joined[at], joined[at + 1]];
    if (self === undefined) return joined;
    const isBeforeNearer = before !== undefined && (after === undefined || self.top - before.bottom <= after.top - self.bottom);
    if (isBeforeNearer) joined.splice(at - 1, 2, { top: before.top, bottom: self.bottom });
    else if (after !== undefined) joined.splice(at, 2, { top: self.top, bottom: after.bottom });
  }
}

function lineOf(piece: ZoneInk, band: Band): GreyImage | undefined {
  const height = heightOf(band);
  const padding = Math.max(2, Math.round(height * PADDING));
  const columns = keptColumns(inkedColumns(piece, band), height, padding);
  if (columns.length === 0) return undefined;
  const line = {
    width: columns.length,
    height: height + 2 * padding,
    pixels: new Uint8Array(columns.length * (height + 2 * padding)).fill(piece.paper),
  };
  for (let y = Math.max(0, band.top - padding); y <= Math.min(piece.height - 1, band.bottom + padding); y += 1) {
    const row = (y - band.top + padding) * line.width;
    for (const [x, column] of columns.entries())
      line.pixels[row + x] = column < 0 ? piece.paper : (piece.pixels[y * piece.width + column] ?? piece.paper);
  }
  return stretched(line, piece);
}

/** Whether not one character more would have fitted before the right edge. */
function isFull(piece: ZoneInk, band: Band | undefined, right: number): boolean {
  const last = band === undefined ? undefined : inkedColumns(piece, band).at(-1);
  return band !== undefined && last !== undefined && right - last < (band.bottom - band.top + 1) * PITCH;
}

function inkedColumns({ width, ink }: ZoneInk, { top, bottom }: Band): readonly number[] {
  const columns: number[] = [];
  for (let x = 0; x < width; x += 1) {
    for (let y = top; y <= bottom; y += 1) {
      if (ink[y * width + x] !== 0) {
        columns.push(x);
        break;
      }
    }
  }
  return columns;
}

/**
 * The columns of the piece that make the line's picture: wide gaps are narrowed, because the recogniser reads characters into
 * long stretches of white. -1 is a column of paper.
 */
function keptColumns(inked: readonly number[], height: number, padding: number): readonly number[] {
  const widest = Math.round(height * WIDEST_GAP);
  const kept = inked.flatMap((x, index) => {
    const before = inked[index - 1] ?? x;
    const gap = Math.max(0, x - before - 1);
    return [...(gap > widest ? blank(widest) : Array.from({ length: gap }, (_, at) => before + 1 + at)), x];
  });
  return kept.length === 0 ? [] : [...blank(padding), ...kept, ...blank(padding)];
}

const blank = (count: number): readonly number[] => Array<number>(count).fill(-1);

/** Contrast from the darkest ink to the paper over the whole range: faded carbon copies read like fresh print. */
function stretched(image: GreyImage, { paper, darkest }: ZoneInk): GreyImage {
  const span = Math.max(1, paper - darkest);
  return { ...image, pixels: image.pixels.map((level) => Math.max(0, Math.min(255, Math.round(((level - darkest) * 255) / span)))) };
}
