const BYTES = 256;
const ROOT = 0;

/** Names byte by byte in UTF-8, to find the longest one that a text begins with. */
export class NameTree {
  /** For each node the node behind each byte; 0 is none, because nothing leads back to the root. */
  private readonly next: Uint32Array;
  private readonly isName: Uint8Array;
  private nodes = 1;

  constructor(names: Iterable<string>) {
    const encoded = [...new Set(names)].map((name) => Buffer.from(name));
    const most = encoded.reduce((bytes, name) => bytes + name.length, 1);
    this.next = new Uint32Array(most * BYTES);
    this.isName = new Uint8Array(most);
    for (const name of encoded) this.add(name);
    this.isName[ROOT] = 0;
  }

  /** Where the longest name that begins at `from` ends; `from` when none does. */
  endOfName(text: Uint8Array, from: number, to: number): number {
    const { next, isName } = this;
    let node = ROOT;
    let end = from;
    for (let at = from; at < to; at += 1) {
      node = next[node * BYTES + (text[at] as number)] as number;
      if (node === ROOT) break;
      if (isName[node] === 1) end = at + 1;
    }
    return end;
  }

  private add(name: Uint8Array): void {
    let node = ROOT;
    for (const byte of name) {
      const at = node * BYTES + byte;
      if (this.next[at] === 0) this.next[at] = this.nodes++;
      node = this.next[at] as number;
    }
    this.isName[node] = 1;
  }
}
