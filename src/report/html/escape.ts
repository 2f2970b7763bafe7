const SPECIAL = /[&<>"'`]/gu;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' };
/** Control characters that browsers report or drop, and the marks that turn the direction of text around. */
// oxlint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u200E\u200F\u202A-\u202E\u2066-\u2069]|\p{Surrogate}/gu;

/** Escapes a value for the text of an element or a quoted attribute. */
export function escapeHtml(value: string | number): string {
  return String(value)
    .replace(UNSEEN, '\uFFFD')
    .replace(SPECIAL, (character) => ENTITIES[character] ?? character);
}
