import { existsSync, readFileSync } from 'node:fs';

/**
 * Characters that the eye or OCR takes for one another (未 and 末, 陈 and 阵). The table is our own: pairs of the characters of GB 2312
 * and of names whose pictures cover each other, and classic confusions (docs/reference-tables.md). Asked by UTF-16 unit and
 * answered from one typed array, which the first question builds from data/han-lookalikes.txt.
 */

/** An open hash table of `low << 16 | high`; 0 is an empty place. */
let pairs: Uint32Array | undefined;

/** Whether the two are different and look alike. */
export function looksAlike(a: number, b: number): boolean {
  const table = (pairs ??= buildPairs());
  const pair = pairOf(a, b);
  for (let place = placeOf(pair, table.length); ; place = (place + 1) & (table.length - 1)) {
    const held = table[place];
    if (held === pair) return true;
    if (held === 0) return false;
  }
}

function pairOf(a: number, b: number): number {
  return a < b ? ((a << 16) | b) >>> 0 : ((b << 16) | a) >>> 0;
}

function placeOf(pair: number, length: number): number {
  return (Math.imul(pair, 0x9e3779b1) >>> 12) & (length - 1);
}

/** Of a fixed size, a power of two, and mostly empty: the table has some 12,000 pairs. */
const PLACES = 65_536;

function buildPairs(): Uint32Array {
  const table = new Uint32Array(PLACES);
  for (const line of readFileSync(tablePath(), 'utf8').split('\n')) {
    if (!line.startsWith('#')) addPairs(table, line);
  }
  return table;
}

/** `data` beside `src` or `dist`; one level higher for the bench build, which keeps `src` in its path. */
function tablePath(): URL {
  const beside = new URL('../../data/han-lookalikes.txt', import.meta.url);
  return existsSync(beside) ? beside : new URL('../../../data/han-lookalikes.txt', import.meta.url);
}

function addPairs(table: Uint32Array, line: string): void {
  for (let index = 1; index < line.length; index += 1) {
    const pair = pairOf(line.charCodeAt(0), line.charCodeAt(index));
    let place = placeOf(pair, table.length);
    while (table[place] !== 0) place = (place + 1) & (table.length - 1);
    table[place] = pair;
  }
}
