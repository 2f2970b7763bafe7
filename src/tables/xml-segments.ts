import { XmlError } from './xml-cursor.js';

/** One element, a row or a shared string, is never larger: a cell holds at most 32,767 characters. */
const LONGEST_ELEMENT_BYTES = 32 * 1024 * 1024;

export interface XmlSegment {
  readonly bytes: Buffer;
  /** Everything from here on is whole elements, or the closing of their container. */
  readonly from: number;
  readonly to: number;
  /** The container ends in this segment, at `to`. */
  readonly isLast: boolean;
}

export interface ElementNames {
  readonly container: string;
  readonly element: string;
}

interface Marks {
  readonly element: Buffer;
  readonly containerEnd: Buffer;
}

/**
 * Cuts an XML part into pieces that hold only whole elements: `row` in `sheetData`, `si` in `sst`. They do not nest, so what
 * stands before the last opening tag is complete. The head of the part, up to the container, is handed to `onHead`.
 * @throws XmlError when the container never ends: the part was cut off, or holds what a spreadsheet program does not write
 */
export async function* xmlSegments(
  chunks: AsyncIterable<Buffer>,
  names: ElementNames,
  onHead: (head: string) => void = () => undefined,
): AsyncGenerator<XmlSegment> {
  let waiting: Buffer = Buffer.alloc(0);
  let marks: Marks | undefined;
  let isOver = false;
  for await (const chunk of chunks) {
    if (isOver) continue;
    waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
    refuseUnusual(waiting);
    const start = marks === undefined ? containerStart(waiting, names) : 0;
    if (start === undefined) continue;
    if (marks === undefined) {
      const head = waiting.toString('utf8', 0, start);
      onHead(head);
      marks = marksOf(head, names);
      isOver = head.endsWith('/>');
      if (isOver) continue;
    }
    const end = waiting.indexOf(marks.containerEnd, start);
    isOver ||= end >= 0;
    const to = end >= 0 ? end : Math.max(waiting.lastIndexOf(marks.element), start);
    if (to > start || isOver) yield { bytes: waiting, from: start, to: Math.max(to, start), isLast: isOver };
    waiting = waiting.subarray(to);
  }
  if (!isOver) throw new XmlError(`${names.container} does not end`);
}

/** Where the content of the container begins; `undefined` while its opening tag has not come. */
function containerStart(waiting: Buffer, names: ElementNames): number | undefined {
  const text = waiting.toString('latin1', 0, Math.min(waiting.length, LONGEST_ELEMENT_BYTES));
  const opening = new RegExp(`<(?:[\\w.-]+:)?${names.container}(?:\\s[^>]*)?/?>`, 'u').exec(text);
  return opening === null ? undefined : opening.index + opening[0].length;
}

function marksOf(head: string, names: ElementNames): Marks {
  const prefix = new RegExp(`<([\\w.-]+:)?${names.container}(?:\\s[^>]*)?/?>$`, 'u').exec(head)?.[1] ?? '';
  return { element: Buffer.from(`<${prefix}${names.element}`), containerEnd: Buffer.from(`</${prefix}${names.container}`) };
}

/**
 * Comments, CDATA and document types do not occur in what Excel, WPS and LibreOffice write, and a document type can be an
 * attack (entity expansion). UTF-16 parts do not occur either.
 */
function refuseUnusual(bytes: Buffer): void {
  if (bytes.includes('<!')) throw new XmlError('a comment, CDATA section or document type');
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) throw new XmlError('UTF-16');
  if (bytes.length > LONGEST_ELEMENT_BYTES) throw new XmlError('an element is too long');
}
