import { closeSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { HEADER } from './row-text.js';
import { RegistrationStream, type LabelledPair, type MadeRow, type StreamOrder } from './stream.js';

export interface WriteOrder extends StreamOrder {
  readonly folder: string;
  /** Share of the rows that go to a second file, as what came after the first run. */
  readonly later: number;
}

export const FILES = { rows: 'rows.csv', later: 'later.csv', truth: 'truth.csv' } as const;
export const TRUTH_HEADER = 'first,second,relation,how\n';

const BLOCK_BYTES = 1 << 20;
const MOST_BYTES_A_UNIT = 3;

/** Text to a file in blocks. Each piece becomes bytes at once, so that the strings it is made of die young. */
class TextFile {
  readonly #descriptor: number;
  readonly #block = Buffer.allocUnsafe(BLOCK_BYTES);
  #held = 0;

  constructor(path: string, head: string) {
    this.#descriptor = openSync(path, 'w');
    this.add(head);
  }

  add(text: string): void {
    if (this.#held + text.length * MOST_BYTES_A_UNIT > BLOCK_BYTES) this.#flush();
    this.#held += this.#block.write(text, this.#held);
  }

  close(): void {
    this.#flush();
    closeSync(this.#descriptor);
  }

  #flush(): void {
    for (let at = 0; at < this.#held;) at += writeSync(this.#descriptor, this.#block, at, this.#held - at);
    this.#held = 0;
  }
}

/** Writes rows.csv, later.csv and truth.csv; the folder has them all or is not there. */
export function writeArchive({ folder, later, ...order }: WriteOrder): void {
  const partial = `${folder}.partial`;
  mkdirSync(partial, { recursive: true });
  const rows = new TextFile(join(partial, FILES.rows), HEADER);
  const after = new TextFile(join(partial, FILES.later), HEADER);
  const truth = new TextFile(join(partial, FILES.truth), TRUTH_HEADER);
  // A multiplicative hash of the token, so that the split does not disturb the stream.
  const isLater = ({ token }: MadeRow): boolean => (Math.imul(token, 0x9e3779b1) >>> 0) / 4_294_967_296 < later;
  new RegistrationStream(order, {
    row: (row) => (isLater(row) ? after : rows).add(row.text),
    pair: ({ first, second, relation, how }: LabelledPair) => truth.add(`${first},${second},${relation},${how}\n`),
  }).run();
  for (const file of [rows, after, truth]) file.close();
  renameSync(partial, folder);
}
