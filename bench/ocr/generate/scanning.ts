import sharp from 'sharp';
import type { Random } from '../../../samples/generate/random.js';
import { about, unit, within } from './chance.js';
import type { Profile } from './profiles.js';
import { Grain } from './raster.js';
import { homography, mapped, warp, type Canvas, type Homography, type Point } from './warp.js';

export type Turn = 0 | 90 | 180 | 270;

/** How the sheet lay in the scanner. */
export interface Pose {
  readonly width: number;
  readonly height: number;
  readonly toCanvas: Homography;
  readonly toSheet: Homography;
  readonly background: number;
  /** Clockwise, after everything else. */
  readonly turn: Turn;
}

const MM_BORDER = [2, 9] as const;

export function poseOf(
  sheet: { readonly width: number; readonly height: number },
  pixelsPerMm: number,
  profile: Profile,
  random: Random,
): Pose {
  const bordered = random.chance(profile.borderShare);
  const margin = (): number => (bordered ? within(MM_BORDER, random) : unit(random) * 0.5) * pixelsPerMm;
  const edges = { left: margin(), top: margin(), right: margin(), bottom: margin() };
  if (random.chance(profile.cutShare))
    edges[random.pick(['left', 'top', 'right', 'bottom'] as const)] = -(2 + unit(random) * 8) * pixelsPerMm;
  const width = Math.round(sheet.width + edges.left + edges.right);
  const height = Math.round(sheet.height + edges.top + edges.bottom);
  const angle = (about(profile.skewDegrees, random) * Math.PI) / 180;
  const stretch: Point = [1 + about(0.004, random), 1 + about(0.004, random)];
  const reach = profile.perspective * sheet.width;
  const centre: Point = [edges.left + sheet.width / 2, edges.top + sheet.height / 2];
  const corners: readonly Point[] = [
    [0, 0],
    [sheet.width, 0],
    [sheet.width, sheet.height],
    [0, sheet.height],
  ];
  const placed = corners.map(([x, y]): Point => {
    const [dx, dy] = [(x - sheet.width / 2) * stretch[0], (y - sheet.height / 2) * stretch[1]];
    return [
      centre[0] + dx * Math.cos(angle) - dy * Math.sin(angle) + about(reach, random),
      centre[1] + dx * Math.sin(angle) + dy * Math.cos(angle) + about(reach, random),
    ];
  });
  return {
    width,
    height,
    toCanvas: homography(corners, placed),
    toSheet: homography(placed, corners),
    background: bordered ? random.pick([8, 14, 30]) : random.pick([244, 250, 236]),
    turn: turnOf(profile, random),
  };
}

function turnOf({ upsideDownShare, sidewaysShare }: Profile, random: Random): Turn {
  if (random.chance(upsideDownShare)) return 180;
  return random.chance(sidewaysShare) ? random.pick([90, 270] as const) : 0;
}

/** A point of the sheet in pixels of the file. */
export function onScan(point: Point, pose: Pose): Point {
  const [x, y] = mapped(pose.toCanvas, point);
  if (pose.turn === 90) return [pose.height - y, x];
  if (pose.turn === 180) return [pose.width - x, pose.height - y];
  return pose.turn === 270 ? [y, pose.width - x] : [x, y];
}

export interface ScanFile {
  readonly extension: 'jpg' | 'png';
  readonly bytes: Buffer;
}

/** Blurred, unevenly lit, grainy and compressed, as the scanner's driver leaves it. */
export async function scanSheet(sheet: Canvas, pose: Pose, dpi: number, profile: Profile, random: Random): Promise<ScanFile> {
  const warped = warp(sheet, pose.toSheet, pose.width, pose.height, pose.background);
  const blurred = await blur(warped, within(profile.blurPixels, random));
  expose(blurred, profile, random);
  const { width, height, pixels } = blurred;
  const image = sharp(pixels, { raw: { width, height, channels: 3 } })
    .rotate(pose.turn)
    .withMetadata({ density: dpi });
  if (random.chance(profile.pngShare)) return { extension: 'png', bytes: await image.png({ compressionLevel: 6 }).toBuffer() };
  const quality = Math.round(within(profile.jpegQuality, random));
  return { extension: 'jpg', bytes: await image.jpeg({ quality, chromaSubsampling: quality < 85 ? '4:2:0' : '4:4:4' }).toBuffer() };
}

const LEAST_BLUR = 0.3;

async function blur(canvas: Canvas, sigma: number): Promise<Canvas> {
  if (sigma < LEAST_BLUR) return canvas;
  const { width, height, pixels } = canvas;
  const data = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .blur(sigma)
    .raw()
    .toBuffer();
  return { width, height, pixels: new Uint8Array(data.buffer, data.byteOffset, data.length) };
}

/** Light that falls off to one side, and grain; in place. */
function expose({ width, height, pixels }: Canvas, profile: Profile, random: Random): void {
  const shadow = random.chance(profile.shadowShare) ? 0.04 + unit(random) * 0.14 : 0;
  const [alongX, alongY] = [about(1, random), about(1, random)];
  const grain = new Grain(random);
  const amount = within(profile.noise, random);
  for (let row = 0, index = 0; row < height; row += 1) {
    let at = grain.start();
    for (let column = 0; column < width; column += 1, index += 3) {
      const light = 1 - shadow * (0.5 + 0.5 * (alongX * (column / width - 0.5) + alongY * (row / height - 0.5)) * 2);
      const speck = grain.at(at) * amount;
      at += 1;
      for (let channel = 0; channel < 3; channel += 1) {
        const tone = (pixels[index + channel] ?? 0) * light + speck;
        pixels[index + channel] = tone < 0 ? 0 : tone > 255 ? 255 : tone;
      }
    }
  }
}
