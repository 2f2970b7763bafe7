import type { Random } from '../../../samples/generate/random.js';
import { about, unit, within } from './chance.js';
import type { Profile } from './profiles.js';
import { cloud, inkOf, type Ink } from './raster.js';
import type { Canvas } from './warp.js';

export type Colour = readonly [red: number, green: number, blue: number];

/** What lies on the paper, from below to above. */
export interface Layers {
  readonly form: Ink;
  readonly formColour: Colour;
  readonly values: Ink;
  readonly valueColour: Colour;
  readonly seal: Ink | undefined;
}

const FRESH: Colour = [251, 250, 246];
const OLD: Colour = [226, 203, 155];
const SEAL_RED: Colour = [205, 32, 44];
const DIRT: Colour = [92, 70, 40];

/** Paper of its age with everything that is on it, as it would look to a perfect scanner. */
export async function composeSheet(
  layers: Layers,
  width: number,
  height: number,
  pixelsPerMm: number,
  profile: Profile,
  random: Random,
): Promise<Canvas> {
  const age = within(profile.yellowing, random);
  const mottling = await cloud(width, height, 6, random);
  const wear = await cloud(width, height, 90, random);
  const dirt = await inkOf(dirtSvg(width, height, pixelsPerMm, profile, random), width, height);
  const through = random.chance(profile.bleedShare) ? 0.08 + unit(random) * 0.14 : 0;
  const texture = 0.1 + unit(random) * 0.35;
  const sealStrength = 0.5 + unit(random) * 0.42;
  const [formLow, formHigh] = [0.8, 1];
  const formStrength = within([formLow, formHigh], random);
  const pixels = new Uint8Array(width * height * 3);
  const { form, formColour, values, valueColour, seal } = layers;
  for (let row = 0, index = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1, index += 1) {
      const yellow = age * (0.55 + (0.45 * (mottling[index] ?? 0)) / 255);
      const worn = 1 - (texture * (wear[index] ?? 0)) / 255;
      const onForm = ((form[index] ?? 0) / 255) * formStrength;
      const onValue = ((values[index] ?? 0) / 255) * worn;
      const onSeal = seal === undefined ? 0 : ((seal[index] ?? 0) / 255) * sealStrength * (0.55 + (0.45 * (wear[index] ?? 0)) / 255);
      const mirrored =
        through === 0 ? 0 : ((values[row * width + width - 1 - column] ?? 0) + (form[row * width + width - 1 - column] ?? 0)) / 510;
      const soil = (dirt[index] ?? 0) / 255;
      for (let channel = 0; channel < 3; channel += 1) {
        let tone = (FRESH[channel] ?? 0) + ((OLD[channel] ?? 0) - (FRESH[channel] ?? 0)) * yellow;
        tone *= 1 - through * mirrored;
        tone *= 1 - soil * (1 - (DIRT[channel] ?? 0) / 255);
        tone *= 1 - onForm * (1 - (formColour[channel] ?? 0) / 255);
        tone *= 1 - onValue * (1 - (valueColour[channel] ?? 0) / 255);
        tone *= 1 - onSeal * (1 - (SEAL_RED[channel] ?? 0) / 255);
        pixels[index * 3 + channel] = tone;
      }
    }
  }
  return { width, height, pixels };
}

/** Stains, folds and punched holes, as SVG: the darker the dirtier. */
function dirtSvg(width: number, height: number, pixelsPerMm: number, profile: Profile, random: Random): string {
  const parts: string[] = [];
  const stains = random.below(profile.stains + 1);
  for (let stain = 0; stain < stains; stain += 1) parts.push(stainSvg(width, height, pixelsPerMm, random));
  if (random.chance(profile.foldShare)) parts.push(foldSvg(width, height, random.chance(0.6), pixelsPerMm, random));
  if (random.chance(profile.punchShare)) parts.push(holesSvg(height, pixelsPerMm, random));
  return parts.join('');
}

function stainSvg(width: number, height: number, pixelsPerMm: number, random: Random): string {
  const radius = (6 + unit(random) * 22) * pixelsPerMm;
  const [x, y] = [unit(random) * width, unit(random) * height];
  const dark = 0.05 + unit(random) * 0.16;
  const body = `<ellipse cx="${x.toFixed(0)}" cy="${y.toFixed(0)}" rx="${radius.toFixed(0)}" ry="${(radius * (0.6 + unit(random) * 0.5)).toFixed(0)}" fill-opacity="${dark.toFixed(3)}"`;
  // Tea and water dry at the edge.
  return `${body} stroke="#000" stroke-opacity="${(dark * 1.2).toFixed(3)}" stroke-width="${(0.8 * pixelsPerMm).toFixed(1)}"/>`;
}

function foldSvg(width: number, height: number, across: boolean, pixelsPerMm: number, random: Random): string {
  const at = across ? height * (0.5 + about(0.08, random)) : width * (0.5 + about(0.08, random));
  const tilt = about(0.006, random) * (across ? width : height);
  const points = across ? `0,${at} ${width},${at + tilt}` : `${at},0 ${at + tilt},${height}`;
  const line = (opacity: number, wide: number): string =>
    `<polyline points="${points}" fill="none" stroke="#000" stroke-opacity="${opacity.toFixed(2)}" stroke-width="${(wide * pixelsPerMm).toFixed(1)}"/>`;
  return line(0.05, 4) + line(0.12 + unit(random) * 0.25, 0.3);
}

function holesSvg(height: number, pixelsPerMm: number, random: Random): string {
  const x = (7 + unit(random) * 5) * pixelsPerMm;
  return [-40, 40]
    .map((dy) => `<circle cx="${x.toFixed(0)}" cy="${(height / 2 + dy * pixelsPerMm).toFixed(0)}" r="${(2.8 * pixelsPerMm).toFixed(1)}"/>`)
    .join('');
}
