import type { Box } from '../../domain/scan.js';
import type { GreyImage } from '../image.js';
import { loadSharp } from '../sharp.js';
import { isMet, type PlacedRule } from './place-form.js';
import type { RecognisedForm } from './recognise-form.js';
import type { Area } from './template.js';

const COLOURS = { zone: '#d9480f', printed: '#7048e8', anchor: '#1971c2', met: '#2f9e44', missed: '#e03131' } as const;

/** The page with a template drawn over it as it was placed: zones with their fields, printed texts, rules found and missed. */
export async function drawForm(page: GreyImage, form: RecognisedForm): Promise<Buffer> {
  const sharp = await loadSharp();
  const { width, height, pixels } = page;
  return await sharp(pixels, { raw: { width, height, channels: 1 } })
    .toColourspace('srgb')
    .composite([{ input: Buffer.from(overlay(page, form)), left: 0, top: 0 }])
    .png()
    .toBuffer();
}

function overlay({ width, height }: GreyImage, { template, zoneBox, rules }: RecognisedForm): string {
  const zones = template.zones.map((zone) => {
    const box = zoneBox(zone);
    // At the right end, where little is written. A field's key is a word of ours: nothing of it needs escaping.
    const name = `<text x="${box.left + box.width - 4}" y="${box.top + 20}" text-anchor="end" font-size="20" font-family="sans-serif" fill="${COLOURS.zone}">${zone.key}</text>`;
    const printed = (zone.printed ?? []).map((area) => outline(zoneBox(area), COLOURS.printed, 2)).join('');
    return `${outline(box, COLOURS.zone, 3)}${printed}${name}`;
  });
  const anchors = template.anchors.map((anchor) => outline(zoneBox(anchor), COLOURS.anchor, anchor.role === 'title' ? 4 : 2));
  const stretches = rules.filter(({ onPage }) => onPage).map((rule) => stretch(rule, zoneBox));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${[...stretches, ...zones, ...anchors].join('')}</svg>`;
}

function outline({ left, top, width, height }: Box, colour: string, thick: number): string {
  return `<rect x="${left}" y="${top}" width="${Math.max(0, width)}" height="${Math.max(0, height)}" fill="none" stroke="${colour}" stroke-width="${thick}"/>`;
}

function stretch(rule: PlacedRule, zoneBox: (area: Area) => Box): string {
  const half = rule.lengthMm / 2;
  const area = rule.isHorizontal
    ? { left: rule.x - half, top: rule.y, width: rule.lengthMm, height: 0 }
    : { left: rule.x, top: rule.y - half, width: 0, height: rule.lengthMm };
  const { left, top, width, height } = zoneBox(area);
  const colour = isMet(rule) ? COLOURS.met : COLOURS.missed;
  return `<line x1="${left}" y1="${top}" x2="${left + width}" y2="${top + height}" stroke="${colour}" stroke-width="4" stroke-opacity="0.6"/>`;
}
