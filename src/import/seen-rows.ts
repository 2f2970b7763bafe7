import { KeyMap } from './key-map.js';

const INITIAL_ROWS = 1 << 14;

/** A registration that a check has met before. */
export interface SeenRow {
  readonly line: number;
  /** The earlier table of the input that holds it; `undefined` when it is the present one. */
  readonly table: string | undefined;
  readonly sameContent: boolean;
}

/** The new registrations of the tables checked so far: what an import would have added to the registry by then. */
export class SeenRows {
  private readonly numberOf = new KeyMap();
  private lines = new Uint32Array(INITIAL_ROWS);
  private contents = new Float64Array(INITIAL_ROWS);
  private readonly tables: { readonly name: string; readonly firstRow: number }[] = [];
  private count = 0;

  beginTable(name: string): void {
    this.tables.push({ name, firstRow: this.count });
  }

  /** Keeps the row unless its key was seen. `content` is a number that two rows share when all their values agree. */
  putIfAbsent(key: number, line: number, content: number): SeenRow | undefined {
    const number = this.numberOf.putIfAbsent(key, this.count);
    if (number !== undefined) return this.seenRow(number, content);
    if (this.count === this.lines.length) this.grow();
    this.lines[this.count] = line;
    this.contents[this.count] = content;
    this.count += 1;
    return undefined;
  }

  private seenRow(number: number, content: number): SeenRow {
    const table = this.tables.findLast(({ firstRow }) => firstRow <= number);
    const isPresent = table === this.tables.at(-1);
    return {
      line: this.lines[number] as number,
      table: isPresent ? undefined : table?.name,
      sameContent: this.contents[number] === content,
    };
  }

  private grow(): void {
    const { lines, contents } = this;
    this.lines = new Uint32Array(lines.length * 2);
    this.lines.set(lines);
    this.contents = new Float64Array(contents.length * 2);
    this.contents.set(contents);
  }
}
