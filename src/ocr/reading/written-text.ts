import type { FieldKey } from '../../domain/fields.js';
import { fieldOf } from '../../domain/fields.js';
import { NUMERAL_CHARACTERS } from '../../domain/chinese-numerals.js';
import { normaliseField } from '../../domain/normalise.js';
import type { Reference } from '../../domain/reference.js';
import type { LineReading } from '../engines/engine.js';
import type { Zone, ZoneKind } from '../templates/template.js';

/** Marks that specks and rests of rules are read as, at the ends of a line. */
const STRAY = '[\\s.,，。、·•:：;；\'"‘’“”`´|｜_~—\\-–*＊^°!！/\\\\]';
const STRAY_ENDS = new RegExp(`^${STRAY}+|${STRAY}+$`, 'gu');
const BLANKS = /\s+/gu;

const DATE_MARKS = /[年月日号.\-/、]/u;
const DATE_CHARACTER = new RegExp(`[${NUMERAL_CHARACTERS}年月日号.\\-/、]`, 'u');
const NUMBER_MARK = /[-—–]/u;

/** Which characters a zone's kind leaves possible; what a template says about its alphabet comes on top. */
export function allowedIn(zone: Zone): (character: string) => boolean {
  if (zone.kind === 'date') return (character) => DATE_CHARACTER.test(character);
  const { alphabet } = zone;
  if (alphabet === undefined) return () => true;
  return (character) => alphabet.includes(character) || (zone.kind === 'number' && alphabet.includes('-') && NUMBER_MARK.test(character));
}

/** What was read, without marks that are no writing. */
export function cleaned(kind: ZoneKind, text: string): string {
  if (kind === 'date') return dateText(text.replace(BLANKS, ''));
  const bare = text.replace(STRAY_ENDS, '');
  return kind === 'address' || kind === 'text' ? bare : bare.replace(BLANKS, '');
}

/** The units alone are the form's, not a date; a mark before the first figure is a speck. */
function dateText(text: string): string {
  const trimmed = text.replace(/^[^\p{Nd}\p{Script=Han}Oo]+|[^\p{Nd}\p{Script=Han}Oo]+$/gu, '');
  return [...trimmed].every((character) => DATE_MARKS.test(character)) ? '' : trimmed;
}

/** The stored form of a written text. */
export function storedForm(key: FieldKey, text: string, reference: Reference): string {
  return normaliseField(fieldOf(key), text, reference);
}

/** All lines of a field as one text, of the characters that can stand there. */
export function lettersIn(readings: readonly Pick<LineReading, 'characters'>[], zone: Zone): string {
  const allowed = allowedIn(zone);
  return readings
    .flatMap(({ characters }) => characters.map(({ text }) => text))
    .filter((text) => allowed(text))
    .join('');
}
