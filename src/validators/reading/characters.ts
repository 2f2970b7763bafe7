/** Rare characters outside the BMP are ordinary in names; what is judged here are code units and pairs without meaning. */
const SURROGATES_BEGIN = 0xd800;
const LOW_SURROGATES_BEGIN = 0xdc00;
const SURROGATES_END = 0xdfff;
const PRIVATE_USE_BEGIN = 0xe000;
const PRIVATE_USE_END = 0xf8ff;
/** High surrogates of planes 15 and 16, which are private use. */
const PRIVATE_PLANES_BEGIN = 0xdb80;

const LINE_BREAKS_AND_TAB: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d]);

/** Where a control character, U+FFFD, a lone surrogate or a noncharacter stands in the text; -1 for none. */
export function illegalAt(text: string, lineBreaksAllowed: boolean): number {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x20 && unit < 0x7f) continue;
    if (unit > 0x9f && unit < SURROGATES_BEGIN && !isInvisible(unit)) continue;
    if (isPair(text, at)) at += 1;
    else if (isIllegal(unit) && !(lineBreaksAllowed && LINE_BREAKS_AND_TAB.has(unit))) return at;
  }
  return -1;
}

/** Where a private-use character stands in the text; -1 for none. */
export function privateUseAt(text: string): number {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < PRIVATE_PLANES_BEGIN) continue;
    if (unit < LOW_SURROGATES_BEGIN || (unit >= PRIVATE_USE_BEGIN && unit <= PRIVATE_USE_END)) return at;
  }
  return -1;
}

/** A character by its code point, because most of these cannot be seen. */
export function codePointName(text: string, at: number): string {
  return `U+${(text.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Zero-width, line and paragraph separators, and direction controls: they hide in names and break comparisons. */
function isInvisible(unit: number): boolean {
  return (unit >= 0x200b && unit <= 0x200f) || (unit >= 0x2028 && unit <= 0x202e) || (unit >= 0x2060 && unit <= 0x206f);
}

function isIllegal(unit: number): boolean {
  if (unit < 0xa0 || unit <= SURROGATES_END || isInvisible(unit)) return true;
  return unit === 0xfeff || unit >= 0xfffd || (unit >= 0xfdd0 && unit <= 0xfdef);
}

function isPair(text: string, at: number): boolean {
  const high = text.charCodeAt(at);
  if (high < SURROGATES_BEGIN || high >= LOW_SURROGATES_BEGIN) return false;
  const low = text.charCodeAt(at + 1);
  return low >= LOW_SURROGATES_BEGIN && low <= SURROGATES_END;
}
