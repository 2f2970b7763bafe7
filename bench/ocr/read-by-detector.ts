import type { Box } from '../../src/domain/scan.js';
import { openPaddleFinder } from '../../src/ocr/engines/paddle-finder.js';
import type { PageImage } from '../../src/ocr/pages/scan.js';
import { preparePage, turnPrepared } from '../../src/ocr/preparing/prepare-page.js';
import type { ReadingTools } from '../../src/ocr/reading/page-reader.js';
import { cropGrey } from '../../src/ocr/templates/crop-grey.js';
import { recogniseForm, type RecognisedForm } from '../../src/ocr/templates/recognise-form.js';
import type { Zone } from '../../src/ocr/templates/template.js';
import { registryValue } from './generate/written.js';
import type { ReadPage, ReadValue } from './score.js';

interface FoundLine {
  readonly box: Box;
  readonly text: string;
}

/**
 * The other way to read a form: find the lines of text on the page with a network, read each, and give it to the zone that its middle
 * lies in. Nothing knows what a field can hold.
 */
export async function openDetectorReading(tools: ReadingTools): Promise<(page: PageImage) => Promise<Omit<ReadPage, 'name'>>> {
  const finder = await openPaddleFinder();
  return async (page) => {
    const prepared = await preparePage(page.image, page.dpi);
    const form = await recogniseForm(prepared, tools.templates, tools.first);
    if (form === undefined) return { outcome: 'unrecognised', template: '', fields: [] };
    const { grey } = turnPrepared(prepared, form.turn, page.image);
    const boxes = await finder.find(grey);
    const crops = boxes.map((box) => cropGrey(grey, box));
    const readable = crops.filter((crop) => crop !== undefined);
    const readings = (await tools.first.read(readable)).values();
    const lines = boxes.flatMap((box, index): FoundLine[] =>
      crops[index] === undefined ? [] : [{ box, text: readings.next().value?.text ?? '' }],
    );
    return { outcome: 'read', template: form.template.id, fields: form.template.zones.map((zone) => fieldOf(zone, form, lines)) };
  };
}

function fieldOf(zone: Zone, form: RecognisedForm, lines: readonly FoundLine[]): ReadValue {
  const area = form.zoneBox(zone);
  const inside = lines
    .filter(({ box }) => holdsMiddle(area, box))
    .toSorted((a, b) => rowOf(a, area, zone) - rowOf(b, area, zone) || a.box.left - b.box.left);
  const text = inside.map((line) => line.text).join('');
  const printed = (zone.printed ?? []).map((word) => word.text).join('');
  // What the form prints there and nothing else is a blank field.
  const written = text === printed ? '' : text;
  return { key: zone.key, value: registryValue(zone.key, written), written, confidence: 0, standing: 'doubtful' };
}

function holdsMiddle(area: Box, box: Box): boolean {
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  return x > area.left && x < area.left + area.width && y > area.top && y < area.top + area.height;
}

function rowOf({ box }: FoundLine, area: Box, { lines }: Zone): number {
  return Math.floor(((box.top + box.height / 2 - area.top) / area.height) * lines);
}
