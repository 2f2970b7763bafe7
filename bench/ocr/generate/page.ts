import { Random } from '../../../samples/generate/random.js';
import type { SampleRow } from '../../../samples/generate/row.js';
import { FIELD_KEYS, type FieldKey } from '../../../src/domain/fields.js';
import type { OpType } from '../../../src/domain/registration.js';
import type { Box } from '../../../src/domain/scan.js';
import type { Template, Zone, ZoneKind } from '../../../src/ocr/templates/template.js';
import { about, unit, within } from './chance.js';
import { strikeDots } from './dot-matrix.js';
import { formSvg, printed, printOf, type Print } from './form.js';
import { glyphsSvg, styleOf, type Glyph, type Style } from './glyphs.js';
import { placeValue } from './placing.js';
import { PROFILES, type Hand, type Profile, type ProfileName } from './profiles.js';
import { inkOf, type Ink } from './raster.js';
import { makeRow, YEARS, type YearSpan } from './rows.js';
import { onScan, poseOf, scanSheet, type Pose, type Turn } from './scanning.js';
import { sealAt, sealSvg } from './seal.js';
import { composeSheet, type Colour } from './sheet.js';
import { boxAround } from './warp.js';
import { dateHabits, writtenIn } from './written.js';

/** What stands in a field of a page, exactly. */
export interface TrueField {
  readonly key: FieldKey;
  readonly kind: ZoneKind;
  /** As the registry holds it; '' where nothing is written. */
  readonly value: string;
  /** What is written, with the words the form prints among it. */
  readonly written: string;
  readonly hand: Hand;
  /** The zone in pixels of the file. */
  readonly box: Box;
}

export interface GeneratedPage {
  readonly name: string;
  readonly template: string;
  readonly profile: ProfileName;
  readonly seed: number;
  readonly dpi: number;
  readonly turn: Turn;
  /** The registration as its form tells it: columns that the form does not have are empty. */
  readonly row: SampleRow;
  readonly fields: readonly TrueField[];
  readonly bytes: Buffer;
}

/** Which page to draw. `changes` are made to the profile, where one kind of page is wanted. */
export interface PageWish {
  readonly template: Template;
  readonly profile: ProfileName;
  readonly seed: number;
  readonly changes?: Partial<Profile>;
}

interface Filled {
  readonly profile: Profile;
  readonly random: Random;
  readonly entries: readonly Entry[];
}

function filled({ template, profile: name, seed, changes = {} }: PageWish): Filled {
  const profile = { ...PROFILES[name], ...changes };
  const random = new Random(seed * 2_654_435 + 17);
  return { profile, random, entries: fillForm(template, profile, random) };
}

/** The registration of a page without drawing it. */
export function rowOfPage(wish: PageWish): SampleRow {
  return rowOnForm(wish.template, filled(wish).entries);
}

/** Draws a filled form and scans it; the same seed gives the same page where the fonts and libraries are the same. */
export async function makePage(
  template: Template,
  profileName: ProfileName,
  seed: number,
  changes: Partial<Profile> = {},
): Promise<GeneratedPage> {
  const { profile, random, entries } = filled({ template, profile: profileName, seed, changes });
  const dpi = random.pick(profile.dpi);
  const pixelsPerMm = dpi / 25.4;
  const width = Math.round(template.sheet.width * pixelsPerMm);
  const height = Math.round(template.sheet.height * pixelsPerMm);
  const print = printOf(template, profile, random);
  const form = await inkOf(formSvg(template, print, profile, pixelsPerMm, random), width, height);
  const values = await valuesInk(entries, print, profile, { width, height, pixelsPerMm }, random);
  const seal = await sealInk(template, entries, print, profile, { width, height, pixelsPerMm }, random);
  const layers = { form, formColour: random.pick(FORM_COLOURS), values, valueColour: inkColour(entries, random), seal };
  const sheet = await composeSheet(layers, width, height, pixelsPerMm, profile, random);
  const pose = poseOf(sheet, pixelsPerMm, profile, random);
  const { extension, bytes } = await scanSheet(sheet, pose, dpi, profile, random);
  return {
    name: `${profileName}-${template.id}-${seed}.${extension}`,
    template: template.id,
    profile: profileName,
    seed,
    dpi,
    turn: pose.turn,
    row: rowOnForm(template, entries),
    fields: entries.map(({ zone, value, text, style }) => ({
      key: zone.key,
      kind: zone.kind,
      value,
      written: text,
      hand: style.hand,
      box: boxOf(zone, print, pixelsPerMm, pose),
    })),
    bytes,
  };
}

const FORM_COLOURS: readonly Colour[] = [
  [25, 25, 28],
  [25, 25, 28],
  [45, 40, 40],
  [30, 60, 40],
];

interface Entry {
  readonly zone: Zone;
  readonly value: string;
  readonly text: string;
  readonly style: Style;
}

const SPANS: Readonly<Record<string, YearSpan>> = {
  'marriage-register': YEARS.old,
  'marriage-stub': { fromYear: 1994, toYear: 2024 },
};
const REVIEW_FORMS: YearSpan = { fromYear: 1986, toYear: 2024 };

function fillForm(template: Template, profile: Profile, random: Random): readonly Entry[] {
  const opType = (template.implied.op_type as OpType | undefined) ?? random.pick(['ICA', 'ICA', 'ICB'] as const);
  const row = makeRow(opType, SPANS[template.id] ?? REVIEW_FORMS, random);
  const habits = dateHabits(Number(row.op_date.slice(0, 4)), random);
  const main = styleOf(random.weighted(profile.hands), profile.fade, random);
  const other = random.chance(profile.mixedShare) ? styleOf(random.pick(['kai', 'running', 'song'] as const), profile.fade, random) : main;
  return template.zones.map((zone) => {
    const style = zone.kind === 'date' || zone.key === 'operator' || zone.key === 'cert_no' ? other : main;
    const blank = !zone.required && random.chance(profile.blankShare);
    const { value, text } = blank ? NOTHING : writtenIn(zone, row, habits, random);
    return { zone, value, text, style };
  });
}

const NOTHING = { value: '', text: '' };

function rowOnForm(template: Template, entries: readonly Entry[]): SampleRow {
  const values = new Map<FieldKey, string>(entries.map(({ zone, value }) => [zone.key, value]));
  const implied: Readonly<Partial<Record<FieldKey, string>>> = template.implied;
  return Object.fromEntries(FIELD_KEYS.map((key) => [key, values.get(key) ?? implied[key] ?? ''])) as SampleRow;
}

interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly pixelsPerMm: number;
}

async function valuesInk(entries: readonly Entry[], print: Print, profile: Profile, drawing: Drawing, random: Random): Promise<Ink> {
  const { width, height, pixelsPerMm } = drawing;
  const placing = {
    offset: [about(profile.valueOffsetMm, random), about(profile.valueOffsetMm, random)] as const,
    touchesRuleShare: profile.touchesRuleShare,
  };
  const glyphs = entries.map(({ zone, text, style }) => ({
    dots: style.hand === 'dot-matrix',
    glyphs: placeValue(text, zone, style, placing, random).map((glyph) => onSheet(glyph, print)),
  }));
  const drawn = glyphs.flatMap((entry) => (entry.dots ? [] : entry.glyphs));
  const struck = glyphs.flatMap((entry) => (entry.dots ? entry.glyphs : []));
  const ink = await inkOf(glyphsSvg(drawn, pixelsPerMm), width, height);
  if (struck.length > 0) {
    const ribbon = { ink: within(profile.fade, random), lostDots: unit(random) * 0.06, dotRadiusMm: 0.085 + unit(random) * 0.035 };
    await strikeDots(struck, ribbon, ink, width, height, pixelsPerMm, random);
  }
  return ink;
}

function onSheet(glyph: Glyph, print: Print): Glyph {
  const [x, y] = printed(glyph.x, glyph.y, print);
  return { ...glyph, x, y };
}

const INKS: Readonly<Record<Hand, readonly Colour[]>> = {
  song: [[20, 20, 22]],
  hei: [[20, 20, 22]],
  'dot-matrix': [
    [40, 38, 48],
    [55, 48, 75],
  ],
  typewriter: [
    [28, 28, 32],
    [40, 40, 70],
  ],
  kai: [
    [25, 25, 30],
    [30, 40, 95],
    [35, 60, 140],
  ],
  running: [
    [25, 25, 30],
    [30, 40, 95],
    [35, 60, 140],
  ],
};

function inkColour(entries: readonly Entry[], random: Random): Colour {
  return random.pick(INKS[entries[0]?.style.hand ?? 'song']);
}

const BESIDE_THE_SEAL: ReadonlySet<FieldKey> = new Set(['dept_name', 'op_date', 'operator']);

async function sealInk(
  template: Template,
  entries: readonly Entry[],
  print: Print,
  profile: Profile,
  { width, height, pixelsPerMm }: Drawing,
  random: Random,
): Promise<Ink | undefined> {
  if (!random.chance(profile.sealShare)) return undefined;
  const usual = template.zones.filter((zone) => BESIDE_THE_SEAL.has(zone.key));
  const zone = random.pick(random.chance(profile.sealAnywhereShare) || usual.length === 0 ? template.zones : usual);
  const [x, y] = printed(zone.left + zone.width * (0.3 + unit(random) * 0.6), zone.top + zone.height / 2 + about(10, random), print);
  const text = entries.find((entry) => entry.zone.key === 'dept_name')?.text ?? '';
  const seal = sealAt(x, y, text === '' ? '样例县民政局婚姻登记专用章' : text, random);
  return inkOf(sealSvg(seal, pixelsPerMm), width, height);
}

function boxOf({ left, top, width, height }: Zone, print: Print, pixelsPerMm: number, pose: Pose): Box {
  const corners = [
    [left, top],
    [left + width, top],
    [left + width, top + height],
    [left, top + height],
  ] as const;
  return boxAround(
    corners.map(([x, y]) => {
      const [sheetX, sheetY] = printed(x, y, print);
      return onScan([sheetX * pixelsPerMm, sheetY * pixelsPerMm], pose);
    }),
  );
}
