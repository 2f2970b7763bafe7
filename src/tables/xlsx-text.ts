import { XmlError } from './xml-cursor.js';
import type { XmlCursor } from './xml-cursor.js';

/** Takes the text of string items: the table of shared strings, or a cell. */
export interface TextSink {
  addBytes(bytes: Buffer, from: number, to: number): void;
  addText(text: string): void;
}

/**
 * Reads the content of `si` or `is` to its closing tag: one `t`, or runs of rich text `r` with a `t` each.
 * Phonetic readings (`rPh`) are not part of the text. The usual single, unescaped `t` is passed on as bytes.
 */
export function readStringItem(cursor: XmlCursor, sink: TextSink): void {
  cursor.endTag();
  if (cursor.isEmpty) return sink.addText('');
  let plainFrom = 0;
  let plainTo = 0;
  let rich: string | undefined;
  let texts = 0;
  while (nextTextOf(cursor)) {
    texts += 1;
    if (texts === 1 && !cursor.isEscaped) [plainFrom, plainTo] = [cursor.valueFrom, cursor.valueTo];
    else rich = (rich ?? cursor.bytes.toString('utf8', plainFrom, plainTo)) + cursor.value();
  }
  if (rich === undefined) sink.addBytes(cursor.bytes, plainFrom, plainTo);
  else sink.addText(rich);
}

/** Goes to the next `t` of the item and past its text; false after the item's closing tag. */
function nextTextOf(cursor: XmlCursor): boolean {
  while (cursor.nextTag()) {
    const { isClosing } = cursor;
    const isText = cursor.isNamed('t');
    const isEnd = isClosing && (cursor.isNamed('si') || cursor.isNamed('is'));
    const isSkipped = !isClosing && (cursor.isNamed('rPh') || cursor.isNamed('rPr') || cursor.isNamed('phoneticPr'));
    cursor.endTag();
    if (isEnd) return false;
    if (isSkipped) cursor.skipElement();
    else if (isText && !isClosing && !cursor.isEmpty) {
      cursor.text();
      return true;
    }
  }
  throw new XmlError('a string does not end');
}
