import { fieldOf, type FieldKind } from '../../domain/fields.js';
import { gridLikeness, gridOf, type GridRule } from './template-grid.js';
import type { Anchor, Area, Template, Zone, ZoneKind } from './template.js';
import { likeness } from './text-likeness.js';

/** Something in a template that cannot be right, or will read badly. */
export interface TemplateProblem {
  /** An error makes the template unusable; a warning is worth a look. */
  readonly severity: 'error' | 'warning';
  /** Its text is the message `ocr-template.problem.<key>`. */
  readonly key:
    | 'off-sheet'
    | 'outside-frame'
    | 'overlap'
    | 'printed-outside'
    | 'twice'
    | 'implied-and-written'
    | 'kind-mismatch'
    | 'alphabet-mismatch'
    | 'no-title'
    | 'titles-alike'
    | 'too-few-rules'
    | 'frame-not-ruled'
    | 'rule-off-sheet'
    | 'few-labels'
    | 'labels-one-side'
    | 'no-zones'
    | 'crossed-by-rule'
    | 'low-zone';
  /** Where in the file, as a path: `zones.3`. */
  readonly place: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly template: string;
}

/** Measures are taken with a ruler: as much overlap as this is none. */
const SLACK_MM = 0.2;
/** Two horizontal and two vertical rules hold a form; with fewer nothing says where it lies. */
const FEWEST_RULES = 2;
const FEWEST_LABELS = 4;
/** A line of writing needs this much height. */
const LOWEST_LINE_MM = 4;
/** Titles as good as the same; grids so alike that a page of one fits the other. Forms of two generations share a title only. */
const ALIKE = { title: 0.95, grid: 0.75 } as const;

/** Which kinds of zone can hold a field: what is read there has to be what the registry keeps. */
const KINDS: Readonly<Record<FieldKind, readonly ZoneKind[]>> = {
  'op-type': ['code'],
  date: ['date'],
  certificate: ['certificate'],
  'office-code': ['number', 'text'],
  flag: ['code'],
  name: ['name'],
  'id-type': ['code'],
  'document-type': ['code'],
  'document-number': ['id-number', 'number', 'text'],
  country: ['code'],
  ethnic: ['code'],
  occupation: ['code'],
  education: ['code'],
  marital: ['code'],
  year: ['number', 'date'],
  number: ['number'],
  files: ['text'],
  text: ['text', 'address', 'office', 'number'],
};

/** Characters without which a kind cannot be written at all. */
const NEEDED: Readonly<Partial<Record<ZoneKind, string>>> = { 'id-number': '0123456789X', date: '0123456789', number: '0123456789' };

/** What is wrong with one template. */
export function checkTemplate(template: Template): readonly TemplateProblem[] {
  return [
    ...checkRules(template),
    ...checkAnchors(template),
    ...template.zones.flatMap((zone, at) => checkZone(template, zone, at)),
    ...checkZones(template),
  ];
}

/** Whether title or rules tell each template from the others. */
export function checkTitles(templates: readonly Template[]): readonly TemplateProblem[] {
  return templates.flatMap((template, at) => {
    const { index, anchor } = titleOf(template);
    if (anchor === undefined) return [];
    const twin = templates.slice(0, at).find((other) => hasTitleLike(other, anchor) && gridLikeness(template, other) >= ALIKE.grid);
    if (twin === undefined) return [];
    return [problem(template, 'error', 'titles-alike', `anchors.${index}`, { title: anchor.text, other: twin.id })];
  });
}

function hasTitleLike(template: Template, { text }: Anchor): boolean {
  return likeness(titleOf(template).anchor?.text ?? '', text) >= ALIKE.title;
}

function problem(
  template: Template,
  severity: TemplateProblem['severity'],
  key: TemplateProblem['key'],
  place: string,
  values: TemplateProblem['values'] = {},
): TemplateProblem {
  return { severity, key, place, values, template: template.id };
}

function titleOf({ anchors }: Template): { readonly index: number; readonly anchor: Anchor | undefined } {
  const index = anchors.findIndex(({ role }) => role === 'title');
  return { index, anchor: anchors[index] };
}

function checkRules(template: Template): readonly TemplateProblem[] {
  const { horizontal, vertical } = gridOf(template);
  const { width, height } = template.frame;
  const few = horizontal.length < FEWEST_RULES || vertical.length < FEWEST_RULES;
  if (few) return [problem(template, 'error', 'too-few-rules', 'rules', { horizontal: horizontal.length, vertical: vertical.length })];
  const framed = ruled(0, horizontal) && ruled(height, horizontal) && ruled(0, vertical) && ruled(width, vertical);
  const off = template.rules.flatMap(({ from, to }, at) =>
    [from, to].every(([left, top]) => isOnSheet(template, { left, top, width: 0, height: 0 }))
      ? []
      : [problem(template, 'error', 'rule-off-sheet', `rules.${at}`)],
  );
  return [...(framed ? [] : [problem(template, 'warning', 'frame-not-ruled', 'frame')]), ...off];
}

function ruled(at: number, rules: readonly GridRule[]): boolean {
  return rules.some((rule) => Math.abs(rule.at - at) <= SLACK_MM);
}

function checkAnchors(template: Template): readonly TemplateProblem[] {
  const labels = template.anchors.filter(({ role }) => role === 'label');
  const problems = template.anchors.flatMap((anchor, at) =>
    isOnSheet(template, anchor) ? [] : [problem(template, 'error', 'off-sheet', `anchors.${at}`, { text: anchor.text })],
  );
  if (titleOf(template).anchor === undefined) problems.push(problem(template, 'error', 'no-title', 'anchors'));
  if (labels.length < FEWEST_LABELS)
    problems.push(problem(template, 'warning', 'few-labels', 'anchors', { count: labels.length, least: FEWEST_LABELS }));
  else if (
    !isSpread(
      labels.map(({ top }) => top),
      template.frame.height,
    )
  )
    problems.push(problem(template, 'warning', 'labels-one-side', 'anchors'));
  return problems;
}

/** A page that lost one half is still told apart by the other. */
function isSpread(tops: readonly number[], height: number): boolean {
  return tops.some((top) => top < height / 2) && tops.some((top) => top >= height / 2);
}

function isOnSheet({ sheet, frame }: Template, { left, top, width, height }: Area): boolean {
  const fromLeft = frame.left + left;
  const fromTop = frame.top + top;
  return (
    fromLeft >= -SLACK_MM &&
    fromTop >= -SLACK_MM &&
    fromLeft + width <= sheet.width + SLACK_MM &&
    fromTop + height <= sheet.height + SLACK_MM
  );
}

function isInside({ left, top, width, height }: Area, outer: Area): boolean {
  return (
    left >= outer.left - SLACK_MM &&
    top >= outer.top - SLACK_MM &&
    left + width <= outer.left + outer.width + SLACK_MM &&
    top + height <= outer.top + outer.height + SLACK_MM
  );
}

function checkZone(template: Template, zone: Zone, at: number): readonly TemplateProblem[] {
  const place = `zones.${at}`;
  const { key, kind, alphabet } = zone;
  const found: TemplateProblem[] = [];
  if (!isOnSheet(template, zone)) found.push(problem(template, 'error', 'off-sheet', place, { text: key }));
  else if (!isInside(zone, { ...template.frame, left: 0, top: 0 }))
    found.push(problem(template, 'warning', 'outside-frame', place, { zone: key }));
  const allowed = KINDS[fieldOf(key).kind];
  if (!allowed.includes(kind))
    found.push(problem(template, 'error', 'kind-mismatch', `${place}.kind`, { zone: key, kind, allowed: allowed.join(' ') }));
  const missing = [...(NEEDED[kind] ?? '')].filter((character) => alphabet !== undefined && !alphabet.includes(character)).join('');
  if (missing !== '') found.push(problem(template, 'error', 'alphabet-mismatch', `${place}.alphabet`, { zone: key, kind, missing }));
  if (zone.height < LOWEST_LINE_MM * zone.lines)
    found.push(problem(template, 'warning', 'low-zone', place, { zone: key, lines: zone.lines }));
  if (isCrossed(template, zone)) found.push(problem(template, 'warning', 'crossed-by-rule', place, { zone: key }));
  for (const [index, printed] of (zone.printed ?? []).entries()) {
    if (!isInside(printed, zone))
      found.push(problem(template, 'error', 'printed-outside', `${place}.printed.${index}`, { zone: key, text: printed.text }));
  }
  return found;
}

/** A rule through a zone would be read as strokes; one along its edge is what zones end at. */
function isCrossed(template: Template, { left, top, width, height }: Zone): boolean {
  const { horizontal, vertical } = gridOf(template);
  const right = left + width;
  const bottom = top + height;
  return (
    horizontal.some(({ at, from, to }) => reaches(at, at, top, bottom) && reaches(from, to, left, right)) ||
    vertical.some(({ at, from, to }) => reaches(at, at, left, right) && reaches(from, to, top, bottom))
  );
}

/** Whether a stretch reaches into another by more than a ruler's error. */
function reaches(from: number, to: number, start: number, end: number): boolean {
  return to > start + SLACK_MM && from < end - SLACK_MM;
}

function checkZones(template: Template): readonly TemplateProblem[] {
  const { zones, implied } = template;
  if (zones.length === 0) return [problem(template, 'error', 'no-zones', 'zones')];
  return zones.flatMap((zone, at) => {
    const found: TemplateProblem[] = [];
    const place = `zones.${at}`;
    if (zones.slice(0, at).some((other) => other.key === zone.key))
      found.push(problem(template, 'error', 'twice', `${place}.key`, { zone: zone.key }));
    if (implied[zone.key] !== undefined)
      found.push(problem(template, 'error', 'implied-and-written', `implied.${zone.key}`, { zone: zone.key }));
    const over = zones.slice(0, at).find((other) => overlaps(zone, other));
    if (over !== undefined) found.push(problem(template, 'error', 'overlap', place, { zone: zone.key, other: over.key }));
    return found;
  });
}

function overlaps(one: Area, other: Area): boolean {
  return (
    reaches(one.left, one.left + one.width, other.left, other.left + other.width) &&
    reaches(one.top, one.top + one.height, other.top, other.top + other.height)
  );
}
