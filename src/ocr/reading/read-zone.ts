import type { Box } from '../../domain/scan.js';
import { parseDate } from '../../domain/partial-date.js';
import type { Reference } from '../../domain/reference.js';
import { decodeDate } from '../decoding/date.js';
import { decodeWord } from '../decoding/lexicon.js';
import type { CtcLattice, LineReading } from '../engines/engine.js';
import type { GreyImage } from '../image.js';
import type { Zone } from '../templates/template.js';
import { withCertificate } from './certificate-zone.js';
import { coveredShare } from './coverage.js';
import { logit, NO_FEATURES, type Features } from './features.js';
import { barring, evidenceOf, passing, revised, type FieldDraft } from './field-draft.js';
import { glyphsOf, type Glyph } from './glyphs.js';
import { weighing } from './weigh-text.js';
import type { WordList } from './word-lists.js';
import { allowedIn, cleaned, storedForm } from './written-text.js';
import type { Ink } from './zone-lines.js';

/** What was seen in a zone before anything is made of it. */
export interface ZoneSight {
  readonly zone: Zone;
  readonly box: Box;
  readonly ink: Ink;
  readonly lines: readonly GreyImage[];
  readonly lostShare: number;
  /** Whether another line may stand outside the zone. */
  readonly mayGoOn: boolean;
  readonly readings: readonly LineReading[];
  /** The second reading's text; absent when there was none. */
  readonly second: string | undefined;
}

export interface ZoneFacts {
  readonly reference: Reference;
  /** The words of a zone that has a list; `undefined` for others. */
  readonly words: (zone: Zone) => WordList | undefined;
  /** yyyymmdd; no date on a form is later. */
  readonly today: number;
}

/** Makes a field of what was seen in its zone alone; the other fields have their say later (record.ts). */
export function draftZone(sight: ZoneSight, facts: ZoneFacts): FieldDraft {
  const { zone, box, ink } = sight;
  const lines = sight.readings.map((reading, index) => glyphsIn(reading, zone, sight.lines[index]));
  const written = cleaned(zone.kind, lines.map(({ glyphs }) => glyphs.map(({ text }) => text).join('')).join(''));
  const draft: FieldDraft = {
    zone,
    box,
    ink,
    written,
    value: storedForm(zone.key, written, facts.reference),
    lattice: zone.kind === 'id-number' ? onlyLattice(sight) : undefined,
    bears: zone.kind === 'date' ? weighing(onlyLattice(sight), DATE_TEXT) : cannotTell,
    second: sight.second === undefined ? undefined : storedForm(zone.key, cleaned(zone.kind, sight.second), facts.reference),
    confirmed: false,
    features: NO_FEATURES,
    evidence: [],
    barred: false,
  };
  const seen = revised(draft, { features: featuresOf(lines, sight.lostShare) });
  const dated = withDate(withWord(seen, facts.words(zone), sight, facts), sight, facts);
  const held = compared(withCertificate(dated, onlyLattice(sight), facts.reference, facts.today));
  return sight.mayGoOn && GOES_ON.has(zone.kind) ? barring(held, evidenceOf('may-go-on')) : held;
}

/** Kinds of which a part looks like the whole. */
const GOES_ON: ReadonlySet<Zone['kind']> = new Set(['address', 'text', 'name']);

interface GlyphLine {
  readonly glyphs: readonly Glyph[];
  readonly covered: number;
}

/** A reading without a lattice has characters without rivals and without a place. */
function glyphsIn(reading: LineReading, zone: Zone, line: GreyImage | undefined): GlyphLine {
  const allowed = allowedIn(zone);
  if (reading.lattice === undefined) {
    const characters = reading.characters.filter(({ text }) => allowed(text));
    return { glyphs: characters.map(({ text, confidence }) => ({ text, confidence, step: 0, rivals: [] })), covered: 1 };
  }
  const glyphs = glyphsOf(reading.lattice, allowed);
  return { glyphs, covered: line === undefined ? 1 : coveredShare(line, glyphs, reading.lattice.steps) };
}

/** A lead over all other characters says nothing about the blank: a character read out of nothing leads by far. */
const HIGHEST_LEAD = 6;

function featuresOf(lines: readonly GlyphLine[], lostShare: number): Partial<Features> {
  const glyphs = lines.flatMap((line) => line.glyphs).filter(({ text }) => text.trim() !== '');
  if (glyphs.length === 0) return {};
  const leads = glyphs.map(({ confidence, rivals }) => Math.log(Math.max(confidence, 1e-6) / Math.max(rivals[0]?.probability ?? 0, 1e-6)));
  return {
    surest: logit(Math.min(...glyphs.map(({ confidence }) => confidence))),
    lead: Math.min(HIGHEST_LEAD, ...leads),
    covered: Math.min(...lines.map(({ covered }) => covered)) - lostShare,
  };
}

/** Nobody in these archives was born earlier. */
const FIRST_DAY = 18500101;
/** All that dates are written with, for weighing one that is known from elsewhere. */
const DATE_TEXT = '0123456789年月日.-/〇零O一二三四五六七八九十';

const cannotTell = (): number => -Infinity;

/** Texts are weighed on a single line; a field of several lines cannot be. */
function onlyLattice({ readings }: ZoneSight): CtcLattice | undefined {
  return readings.length === 1 ? readings[0]?.lattice : undefined;
}

/** A value that the rules of a field ask for may be taken for what was read when it is this likely against it, and leads by this much. */
const MOST_COST = 7;
const LEAST_MARGIN = 3;
/** A list finds its likeliest word on an empty crop too: by this much the word has to be likelier than nothing. */
const LEAST_PRESENCE = 3;

/** A text of a list that is listed passes a check; another may be a word of it that was misread. */
function withWord(draft: FieldDraft, words: WordList | undefined, sight: ZoneSight, { reference }: ZoneFacts): FieldDraft {
  if (words === undefined || draft.written === '') return draft;
  if (words.means.has(draft.written)) return draft.zone.kind === 'office' ? draft : passing(draft, evidenceOf('listed'));
  const lattice = onlyLattice(sight);
  const decoded = lattice === undefined ? undefined : decodeWord(lattice, words.lexicon);
  const [best] = decoded?.candidates ?? [];
  if (
    decoded === undefined ||
    best === undefined ||
    decoded.cost > MOST_COST ||
    decoded.margin < LEAST_MARGIN ||
    decoded.presence < LEAST_PRESENCE
  )
    return draft;
  const value = storedForm(draft.zone.key, best.written, reference);
  const evidence = [evidenceOf('repaired-word', { from: draft.written, to: best.written })];
  const features = { repairs: -differences(draft.written, best.written), lead: Math.min(draft.features.lead, decoded.margin) };
  return revised(draft, { value, written: best.written, evidence, features });
}

/** Dates that were read are weighed against all others; one that makes no sense may be a date that was misread. */
function withDate(draft: FieldDraft, sight: ZoneSight, { today }: ZoneFacts): FieldDraft {
  const lattice = onlyLattice(sight);
  if (draft.zone.kind !== 'date' || draft.value === '' || lattice === undefined) return draft;
  const precision = parseDate(draft.value)?.precision ?? 'day';
  const decoded = decodeDate(lattice, { from: FIRST_DAY, to: today, precision });
  const [best] = decoded.candidates;
  if (best?.value === draft.value) return revised(draft, { features: { lead: Math.min(draft.features.lead, decoded.margin) } });
  const isLikely = best !== undefined && decoded.cost <= MOST_COST && decoded.margin >= LEAST_MARGIN;
  if (parseDate(draft.value) !== undefined) return isLikely ? revised(draft, { features: { lead: 0 } }) : draft;
  if (!isLikely) return unreadable(draft);
  const evidence = [evidenceOf('repaired-date-shape', { from: draft.written, to: best.value })];
  const features = { repairs: -differences(draft.written, best.written), lead: Math.min(draft.features.lead, decoded.margin) };
  return revised(draft, { value: best.value, written: best.written, evidence, features });
}

function differences(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const longest = Math.max(left.length, right.length);
  return Array.from({ length: longest }, (_, at) => (left[at] === right[at] ? 0 : 1)).reduce<number>((sum, one) => sum + one, 0);
}

function unreadable(draft: FieldDraft): FieldDraft {
  return revised(draft, { barred: true, evidence: [evidenceOf('no-date')] });
}

function compared(draft: FieldDraft): FieldDraft {
  if (draft.second === undefined || draft.ink !== 'some') return draft;
  const isSame = draft.second === draft.value;
  return revised(draft, {
    evidence: [evidenceOf(isSame ? 'readings-agree' : 'readings-differ')],
    features: { agreement: isSame ? 1 : -1 },
  });
}
