/** What one cell of an XLSX sheet can hold (ECMA-376, Excel's own limit). */
export const MAX_CELL_CHARACTERS = 32_767;
const CUT_MARK = '…';

/** Control characters XML 1.0 has no way to write, lone surrogates and the two non-characters. */
// oxlint-disable-next-line no-control-regex
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;
const LINE_END = /\r\n?/gu;
const SPECIAL = /[&<>"]|_(?=x[0-9A-Fa-f]{4}_)/gu;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', _: '_x005F_' };
const FORMULA_START = /^[=+\-@\t\r]/u;

/**
 * The text as a spreadsheet can show and give back: line ends as LF, unwritable characters as U+FFFD, cut at the length
 * of a cell. Applying it twice changes nothing, so a cell that comes back equal to it was not edited.
 */
export function sheetText(text: string): string {
  const written = text.replace(LINE_END, '\n').replace(UNWRITABLE, '\uFFFD');
  return written.length <= MAX_CELL_CHARACTERS ? written : cutAtCharacter(written, MAX_CELL_CHARACTERS - CUT_MARK.length) + CUT_MARK;
}

/** Never between the halves of a surrogate pair. */
function cutAtCharacter(text: string, length: number): string {
  const cut = text.slice(0, length);
  return /[\uD800-\uDBFF]$/u.test(cut) ? cut.slice(0, -1) : cut;
}

/** Escapes a sheet text for XML, and `_xHHHH_`, which Excel would read as a character code (ECMA-376 ST_Xstring). */
export function escapeXml(text: string): string {
  return text.replace(SPECIAL, (character) => ESCAPES[character] ?? character);
}

/** Whether a program that reads cells as input would take the text for a formula. */
export function looksLikeFormula(text: string): boolean {
  return FORMULA_START.test(text);
}

/** 1 → A, 27 → AA. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}
