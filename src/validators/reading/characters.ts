/*
 * Rare characters outside the BMP are ordinary in names; what is judged here are code units and pairs without meaning.
 * Every cell of every row passes through, and a compiled pattern takes a third of the time of a loop (measured).
 */
/** Code units that are illegal, or may be: control, zero-width and direction characters, surrogates, noncharacters, U+FFFD. */
// oxlint-disable-next-line no-control-regex -- finding them is the purpose
const SUSPECT = /[\0-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffd-\uffff]/;
const SUSPECTS = new RegExp(SUSPECT, 'g');
/** The private-use area of the BMP, and the high surrogates of planes 15 and 16. */
const PRIVATE_USE = /[\udb80-\udbff\ue000-\uf8ff]/;

const LOW_SURROGATES_BEGIN = 0xdc00;
const LINE_BREAKS_AND_TAB: ReadonlySet<string> = new Set(['\t', '\n', '\r']);

/** Where a control character, U+FFFD, a lone surrogate or a noncharacter stands in the text; -1 for none. */
export function illegalAt(text: string, lineBreaksAllowed: boolean): number {
  if (!SUSPECT.test(text)) return -1;
  for (const { 0: character, index } of text.matchAll(SUSPECTS)) {
    if (lineBreaksAllowed && LINE_BREAKS_AND_TAB.has(character)) continue;
    if (!isHalfOfPair(text, index)) return index;
  }
  return -1;
}

/** Where a private-use character stands in the text; -1 for none. */
export function privateUseAt(text: string): number {
  return text.search(PRIVATE_USE);
}

/** A character by its code point, because most of these cannot be seen. */
export function codePointName(text: string, at: number): string {
  return `U+${(text.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Whether the code unit is a surrogate with its other half beside it. */
function isHalfOfPair(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  const high = unit >= LOW_SURROGATES_BEGIN ? at - 1 : at;
  return (text.codePointAt(high) ?? 0) > 0xffff;
}
