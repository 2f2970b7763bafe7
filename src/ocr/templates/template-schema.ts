import * as v from 'valibot';
import { FIELD_KEYS } from '../../domain/fields.js';
import type { Template } from './template.js';

/*
 * The shape of a template file (docs/ocr-templates.md). Unknown keys are refused: a misspelt one would be silently lost.
 * The words of `v.check` and `v.regex` are what a user is told was expected.
 */
const text = v.pipe(v.string(), v.nonEmpty());
/** No form is larger than A2, and a measure in pixels or inches is caught here. */
const millimetres = v.pipe(v.number(), v.minValue(-600), v.maxValue(600));
const extent = v.pipe(v.number(), v.minValue(0.5), v.maxValue(600));
const fieldKey = v.picklist(FIELD_KEYS);
const point = v.tuple([millimetres, millimetres]);

const areaEntries = { left: millimetres, top: millimetres, width: extent, height: extent };

const anchor = v.strictObject({ text, role: v.picklist(['title', 'label']), ...areaEntries });

const rule = v.pipe(
  v.strictObject({ from: point, to: point }),
  v.check(({ from, to }) => (from[0] === to[0]) !== (from[1] === to[1]), 'horizontal | vertical'),
);

const zone = v.strictObject({
  key: fieldKey,
  kind: v.picklist(['id-number', 'date', 'name', 'certificate', 'office', 'code', 'address', 'number', 'text']),
  ...areaEntries,
  lines: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
  alphabet: v.exactOptional(text),
  printed: v.exactOptional(v.array(v.strictObject({ text, ...areaEntries }))),
  required: v.boolean(),
});

export const templateSchema: v.GenericSchema<unknown, Template> = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,39}$/u, 'a-z 0-9 -')),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  title: v.strictObject({ zh: text, en: text }),
  sheet: v.strictObject({ width: extent, height: extent }),
  frame: v.strictObject(areaEntries),
  implied: v.record(fieldKey, text),
  anchors: v.pipe(v.array(anchor), v.maxLength(500)),
  rules: v.pipe(v.array(rule), v.maxLength(500)),
  zones: v.pipe(v.array(zone), v.maxLength(200)),
});
