import type { Box } from '../../domain/scan.js';
import type { FieldKey } from '../../domain/fields.js';
import type { LineReading } from '../engines/engine.js';
import type { GreyImage } from '../image.js';
import type { RecognisedForm } from '../templates/recognise-form.js';
import type { Zone } from '../templates/template.js';
import type { FieldDraft } from './field-draft.js';
import { isHandwritten, strokesOf, type Strokes } from './handwriting.js';
import type { ReadingTools } from './page-reader.js';
import { narrowed } from './read-again.js';
import { draftZone } from './read-zone.js';
import { lettersIn } from './written-text.js';
import { roomAround } from './zone-room.js';
import { zoneLines, type ZoneLines } from './zone-lines.js';

/** Words printed between the figures of a date or a certificate's number are read along: they say which figure is which. */
const READS_PRINTED: ReadonlySet<Zone['kind']> = new Set(['date', 'certificate']);

/** Kinds written in Han characters: their strokes tell print from handwriting. */
const IN_HAN: ReadonlySet<Zone['kind']> = new Set(['name', 'address', 'text', 'code', 'office']);

export interface DraftedForm {
  readonly drafts: ReadonlyMap<FieldKey, FieldDraft>;
  readonly handwritten: boolean;
  /** The pictures that each field was read from, for an engine that is asked later. */
  readonly lines: ReadonlyMap<FieldKey, readonly GreyImage[]>;
}

/** Reads every zone of a form by itself. */
export async function draftsOf(grey: GreyImage, form: RecognisedForm, tools: ReadingTools): Promise<DraftedForm> {
  const drafts = new Map<FieldKey, FieldDraft>();
  const pictures = new Map<FieldKey, readonly GreyImage[]>();
  const strokes: Strokes[] = [];
  for (const zone of form.template.zones) {
    const box = form.zoneBox(zone);
    const { ink, lines, lostShare, mayGoOn } = cutZone(grey, zone, box, form);
    const readings = await tools.first.read(lines);
    const again = await tools.first.read(lines.map(narrowed));
    if (IN_HAN.has(zone.kind)) strokes.push(...lines.map((line, index) => strokesOf(line, readings[index])));
    drafts.set(zone.key, draftZone({ zone, box, ink, lines, lostShare, mayGoOn, readings, second: textOf(again, zone) }, tools));
    pictures.set(zone.key, lines);
  }
  return { drafts, handwritten: isHandwritten(strokes), lines: pictures };
}

function cutZone(grey: GreyImage, zone: Zone, box: Box, form: RecognisedForm): ZoneLines {
  const pixelsPerMm = box.height / zone.height;
  const room = roomAround(zone, form.template);
  return zoneLines(grey, box, {
    lines: zone.lines,
    room: {
      left: Math.round(room.left * pixelsPerMm),
      top: Math.round(room.top * pixelsPerMm),
      right: Math.round(room.right * pixelsPerMm),
      bottom: Math.round(room.bottom * pixelsPerMm),
    },
    printed: (zone.printed ?? []).map((area) => form.zoneBox(area)),
    keepPrinted: READS_PRINTED.has(zone.kind),
    pixelsPerMm,
  });
}

function textOf(readings: readonly LineReading[], zone: Zone): string | undefined {
  return readings.length === 0 ? undefined : lettersIn(readings, zone);
}
