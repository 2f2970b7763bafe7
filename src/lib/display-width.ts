// oxlint-disable-next-line no-control-regex -- the escape character is what is looked for
const ANSI = /\u001B\[[0-9;]*m/gu;
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;
/** Characters that take two columns on a terminal: East Asian Wide and Fullwidth of UAX #11, and emoji. */
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1F64F}\u{1F900}-\u{1F9FF}\u{20000}-\u{3FFFD}]/u;

/** Terminal columns a text takes; colour codes take none. */
export function displayWidth(text: string): number {
  let columns = 0;
  for (const character of text.replace(ANSI, '')) columns += characterWidth(character);
  return columns;
}

function characterWidth(character: string): number {
  if (NO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

export function padEndColumns(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)));
}

export function padStartColumns(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - displayWidth(text))) + text;
}

/** A text of at most `columns`; one that is cut ends in `…`. */
export function cutColumns(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let kept = '';
  let width = 0;
  for (const character of text) {
    width += characterWidth(character);
    if (width > columns - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** Breaks a text into lines of at most `columns`: at spaces, and between any two wide characters. */
export function wrapColumns(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(BREAKABLE) ?? []) {
    if (line !== '' && displayWidth(line + piece.trimEnd()) > columns) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}

/** A wide character with the closing punctuation that may not begin a line, or a word with its spaces. */
const BREAKABLE =
  /[\u3041-\u33FF\u3400-\u9FFF\uFF08\u201C][\uFF0C\u3002\u3001\uFF1B\uFF1A\uFF01\uFF1F\u201D\uFF09\u300B\u300D\u2026]*|[^\s\u3041-\u33FF\u3400-\u9FFF\uFF08\u201C]+\s*|\s+/gu;
