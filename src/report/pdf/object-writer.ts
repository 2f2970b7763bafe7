import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { ByteSink } from '../xlsx/zip-writer.js';
import { pdfReference } from './pdf-syntax.js';

/** The second line tells programs that look at the first bytes that the file is no text. */
const HEADER = Buffer.from('%PDF-1.7\n%\xE2\xE3\xCF\xD3\n', 'latin1');
const ID_BYTES = 16;

/**
 * Writes the objects of a PDF one after another: of what is written it keeps where it lies and nothing else, so a volume of any
 * length takes the memory of one page. The same objects make the same bytes.
 */
export class ObjectWriter {
  private readonly sink: ByteSink;
  private readonly offsets: number[] = [];
  private readonly hash = createHash('sha256');
  private written = 0;

  constructor(sink: ByteSink) {
    this.sink = sink;
  }

  async begin(): Promise<void> {
    await this.put(HEADER);
  }

  /** A number for an object that is written later. */
  reserve(): number {
    this.offsets.push(0);
    return this.offsets.length;
  }

  async object(number: number, body: string): Promise<void> {
    this.offsets[number - 1] = this.written;
    await this.put(Buffer.from(`${number} 0 obj\n${body}\nendobj\n`, 'latin1'));
  }

  /** `entries`: of its dictionary but for its length. */
  async stream(number: number, entries: string, bytes: Uint8Array): Promise<void> {
    this.offsets[number - 1] = this.written;
    await this.put(Buffer.from(`${number} 0 obj\n<< ${entries} /Length ${bytes.byteLength} >>\nstream\n`, 'latin1'));
    await this.put(bytes);
    await this.put(Buffer.from('\nendstream\nendobj\n', 'latin1'));
  }

  async deflated(number: number, entries: string, bytes: Uint8Array): Promise<void> {
    await this.stream(number, `${entries} /Filter /FlateDecode`.trim(), deflateSync(bytes));
  }

  /** The table of objects and the end of the file. */
  async end(root: number, info: number): Promise<void> {
    const start = this.written;
    await this.put(Buffer.from(`xref\n0 ${this.offsets.length + 1}\n0000000000 65535 f \n`, 'latin1'));
    await this.put(Buffer.from(this.offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join(''), 'latin1'));
    const id = this.hash
      .copy()
      .digest('hex')
      .slice(0, ID_BYTES * 2);
    const trailer = `<< /Size ${this.offsets.length + 1} /Root ${pdfReference(root)} /Info ${pdfReference(info)} /ID [<${id}> <${id}>] >>`;
    await this.put(Buffer.from(`trailer\n${trailer}\nstartxref\n${start}\n%%EOF\n`, 'latin1'));
  }

  private async put(bytes: Uint8Array): Promise<void> {
    this.hash.update(bytes);
    this.written += bytes.byteLength;
    await this.sink(bytes);
  }
}
