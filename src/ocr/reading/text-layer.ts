import { fieldOf, type FieldKey } from '../../domain/fields.js';
import { maskNumber, maskNumbersIn } from '../../domain/masking.js';
import type { Reference } from '../../domain/reference.js';
import type { Box, Straightening } from '../../domain/scan.js';
import { inReadingOrder, type TextLine } from '../page-text/reading-order.js';
import type { PageImage, PageText } from '../pages/scan.js';
import { at, fromScan } from '../preparing/geometry.js';
import { barring, evidenceOf, revised, type FieldDraft } from './field-draft.js';
import { allowedIn, cleaned, storedForm } from './written-text.js';

/** Of a text layer, no more than this of a field is told. */
const MOST_SHOWN = 60;
/** Figures and Latin letters are half as wide as Han characters. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;
const UNPRINTABLE = /\p{C}/gu;

type Drafts = ReadonlyMap<FieldKey, FieldDraft>;

/**
 * Holds what was read against the text layer of a PDF, which somebody else made from the same paper. That it agrees is a reason beside
 * others: it may have been made by this very engine. Where it says something else, a person has to look.
 */
export function heldAgainstTextLayer(drafts: Drafts, page: PageImage, straightening: Straightening, reference: Reference): Drafts {
  if (page.text.length === 0) return drafts;
  const pieces = page.text.map((piece) => onStraightened(piece, page, straightening));
  return new Map([...drafts].map(([key, draft]) => [key, compared(draft, pieces, reference)]));
}

/** Where a piece lies on the straightened page, on which lines run level. */
function onStraightened({ text, box }: PageText, { image }: PageImage, straightening: Straightening): TextLine {
  const { turn, scale } = straightening;
  const [x, y] = at(fromScan(straightening, image), box.left + box.width / 2, box.top + box.height / 2);
  const [width, height] = turn === 90 || turn === 270 ? [box.height * scale, box.width * scale] : [box.width * scale, box.height * scale];
  return { text, box: { left: x - width / 2, top: y - height / 2, width, height } };
}

function compared(draft: FieldDraft, pieces: readonly TextLine[], reference: Reference): FieldDraft {
  const { zone, box, value, written } = draft;
  const touching = pieces.flatMap((piece) => {
    const inside = partInside(piece, box);
    return inside.text === '' ? [] : [{ piece, inside }];
  });
  const text = textIn(touching.map(({ inside }) => inside));
  const allowed = allowedIn(zone);
  const bare = cleaned(zone.kind, [...text].filter((character) => allowed(character)).join(''));
  const stored = storedForm(zone.key, bare, reference);
  if (stored === '') return draft;
  // Layers may hold a whole row of the form as one piece, and where it is cut is a guess.
  const rows = touching.filter(({ piece, inside }) => inside.text !== piece.text).map(({ piece }) => piece.text);
  if (rows.length > 0 && value === '') return draft;
  if (stored === value || ([...written].length > 1 && rows.some((row) => row.includes(written))))
    return revised(draft, { evidence: [evidenceOf('text-layer-agrees')] });
  const masked = fieldOf(zone.key).kind === 'document-number' ? maskNumber(text) : maskNumbersIn(text);
  return barring(draft, evidenceOf('text-layer-differs', { text: shown(masked) }));
}

/** The characters of a piece that lie in a box, by the room each takes. */
function partInside({ text, box }: TextLine, zone: Box): TextLine {
  const middle = box.top + box.height / 2;
  const isLevel = zone.top <= middle && middle <= zone.top + zone.height;
  const characters = isLevel ? [...text] : [];
  const widths = characters.map((character) => (WIDE.test(character) ? 2 : 1));
  const unit =
    box.width /
    Math.max(
      1,
      widths.reduce((sum, width) => sum + width, 0),
    );
  let before = 0;
  const inside = characters.filter((_, index) => {
    const width = (widths[index] ?? 0) * unit;
    const x = box.left + before + width / 2;
    before += width;
    return zone.left <= x && x <= zone.left + zone.width;
  });
  return { text: inside.join(''), box };
}

function textIn(parts: readonly TextLine[]): string {
  return inReadingOrder(parts)
    .map(({ text }) => text)
    .join('')
    .replaceAll(UNPRINTABLE, '');
}

function shown(text: string): string {
  const characters = [...text];
  return characters.length > MOST_SHOWN ? `${characters.slice(0, MOST_SHOWN).join('')}…` : text;
}
