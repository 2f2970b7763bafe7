import type { Damage } from './damage-log.js';
import type { CsvEncoding, EncodingScan } from './encoding-scan.js';
import { Gb18030Scan } from './gb18030-scan.js';
import { Utf8Scan } from './utf8-scan.js';

/** Takes the text for UTF-8 until it proves to be something else, then for GB 18030, whose ASCII part is the same. */
export class DetectingScan implements EncodingScan {
  readonly #utf8 = new Utf8Scan({ probing: true });
  #gb18030: Gb18030Scan | undefined;

  get encoding(): CsvEncoding {
    return this.#gb18030 === undefined ? 'utf-8' : 'gb18030';
  }

  push(block: Buffer, offset: number): void {
    if (this.#gb18030 !== undefined) return this.#gb18030.push(block, offset);
    this.#utf8.push(block, offset);
    if (this.#utf8.foreignOffset !== undefined) this.#switch(block, offset);
  }

  finish(): void {
    (this.#gb18030 ?? this.#utf8).finish();
  }

  get damage(): Damage | undefined {
    return (this.#gb18030 ?? this.#utf8).damage;
  }

  #switch(block: Buffer, offset: number): void {
    const { tail } = this.#utf8;
    this.#gb18030 = new Gb18030Scan();
    this.#gb18030.push(tail, offset - tail.length);
    this.#gb18030.push(block, offset);
  }
}
