/** XML that is not what a spreadsheet program writes. The caller adds the file, sheet and row. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
}

const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const SLASH = 0x2f;
const COLON = 0x3a;
const EQUALS = 0x3d;
const AMPERSAND = 0x26;
const LOW_LINE = 0x5f;
const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/**
 * Walks over the bytes of well-formed XML without comments, CDATA or entity declarations, which is what sheets consist of.
 * It makes no string and no object on the way: a sheet of 200,000 rows has some twenty million tags.
 * Names are local names; a namespace prefix (`x:row`) is passed over.
 */
export class XmlCursor {
  readonly bytes: Buffer;
  at: number;
  readonly end: number;
  /** Of the tag `nextTag` found. */
  isClosing = false;
  nameFrom = 0;
  nameTo = 0;
  /** Of the tag whose attributes have been passed: `<v/>`. */
  isEmpty = false;
  /** Of the attribute `nextAttribute` found. */
  attributeFrom = 0;
  attributeTo = 0;
  valueFrom = 0;
  valueTo = 0;
  /** Of the text `text` passed: it holds `&` or `_`, so it may need unescaping. */
  isEscaped = false;

  constructor(bytes: Buffer, at = 0, end: number = bytes.length) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  /** Goes to the next tag and past its name; false when there is none. */
  nextTag(): boolean {
    const { bytes, end } = this;
    let at = this.at;
    while (at < end && bytes[at] !== LESS_THAN) at += 1;
    if (at >= end) return false;
    at += 1;
    this.isClosing = bytes[at] === SLASH;
    if (this.isClosing) at += 1;
    this.nameFrom = at;
    for (; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte === COLON) this.nameFrom = at + 1;
      else if (byte === GREATER_THAN || byte === SLASH || isSpace(byte)) break;
    }
    this.nameTo = at;
    this.at = at;
    return true;
  }

  /** Whether the local name is this one. */
  isNamed(name: string): boolean {
    const length = this.nameTo - this.nameFrom;
    if (length !== name.length) return false;
    for (let index = 0; index < length; index += 1) if (this.bytes[this.nameFrom + index] !== name.charCodeAt(index)) return false;
    return true;
  }

  /** Goes to the next attribute of the present tag; at the tag's end, goes past it and returns false. */
  nextAttribute(): boolean {
    const { bytes, end } = this;
    let at = this.at;
    while (at < end && isSpace(bytes[at] ?? 0)) at += 1;
    const byte = bytes[at];
    if (byte === GREATER_THAN || byte === SLASH) return this.#closeTag(at, byte === SLASH);
    this.attributeFrom = at;
    while (at < end && bytes[at] !== EQUALS && bytes[at] !== GREATER_THAN) at += 1;
    this.attributeTo = at;
    return this.#readValue(at + 1);
  }

  /** Passes over the rest of the present tag. */
  endTag(): void {
    while (this.nextAttribute());
  }

  /** Passes over the text up to the next tag. */
  text(): void {
    const { bytes, end } = this;
    let at = this.at;
    this.valueFrom = at;
    this.isEscaped = false;
    for (; at < end; at += 1) {
      const byte = bytes[at];
      if (byte === LESS_THAN) break;
      if (byte === AMPERSAND || byte === LOW_LINE) this.isEscaped = true;
    }
    this.valueTo = at;
    this.at = at;
  }

  /** The text or attribute value just passed. */
  value(): string {
    const text = this.bytes.toString('utf8', this.valueFrom, this.valueTo);
    return this.isEscaped ? unescapeXml(text) : text;
  }

  /** Passes over the content and closing tag of the element whose opening tag has just been passed. */
  skipElement(): void {
    for (let depth = this.isEmpty ? 0 : 1; depth > 0;) {
      if (!this.nextTag()) throw new XmlError('an element does not end');
      const wasClosing = this.isClosing;
      this.endTag();
      if (wasClosing) depth -= 1;
      else if (!this.isEmpty) depth += 1;
    }
  }

  /** Passes over an element that means nothing to us, its opening tag just met. */
  skipOther(): void {
    if (this.isClosing) throw new XmlError('a closing tag without its opening tag');
    this.endTag();
    this.skipElement();
  }

  #closeTag(at: number, isEmpty: boolean): false {
    this.isEmpty = isEmpty;
    const close = isEmpty ? at + 1 : at;
    if (this.bytes[close] !== GREATER_THAN || close >= this.end) throw new XmlError('a tag does not end');
    this.at = close + 1;
    return false;
  }

  #readValue(at: number): true {
    const quote = this.bytes[at];
    if (quote !== 0x22 && quote !== 0x27) throw new XmlError('an attribute has no value');
    this.valueFrom = at + 1;
    let to = at + 1;
    while (to < this.end && this.bytes[to] !== quote) to += 1;
    if (to >= this.end) throw new XmlError('an attribute does not end');
    this.valueTo = to;
    this.isEscaped = true;
    this.at = to + 1;
    return true;
  }
}

const NAMED_ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Resolves the entities of XML, then the `_x000D_` by which workbooks write control characters (ECMA-376 part 1, 22.9.2.19). */
export function unescapeXml(text: string): string {
  const resolved = text.includes('&') ? text.replace(/&(#x?[0-9a-f]+|\w+);/giu, (entity, name: string) => entityText(entity, name)) : text;
  return resolved.includes('_x')
    ? resolved.replace(/_x([0-9a-f]{4})_/giu, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : resolved;
}

function entityText(entity: string, name: string): string {
  if (!name.startsWith('#')) return NAMED_ENTITIES.get(name) ?? entity;
  const code = /^#x/iu.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
}
