import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** One number for two tokens, whichever comes first; tokens are below 2²⁵. */
export function pairKey(a: number, b: number): number {
  return Math.min(a, b) * TOKEN_SPAN + Math.max(a, b);
}

const TOKEN_SPAN = 2 ** 26;

export function tokensOfPair(key: number): readonly [number, number] {
  return [Math.floor(key / TOKEN_SPAN), key % TOKEN_SPAN];
}

export interface Truth {
  /** `typist:name-sound+date-near` by pair. */
  readonly duplicates: ReadonlyMap<number, string>;
  /** `twin` by pair: what only looks like a duplicate. */
  readonly lookalikes: ReadonlyMap<number, string>;
}

/** Reads truth.csv. `known`: whether the registry took the row; pairs of refused rows do not count. */
export async function readTruth(path: string, known: (token: number) => boolean): Promise<Truth> {
  const duplicates = new Map<number, string>();
  const lookalikes = new Map<number, string>();
  for await (const [first = '', second = '', relation = '', how = ''] of cellsOf(path)) {
    if (!known(Number(first)) || !known(Number(second))) continue;
    const key = pairKey(Number(first), Number(second));
    if (relation === 'duplicate') duplicates.set(key, how);
    else lookalikes.set(key, relation);
  }
  return { duplicates, lookalikes };
}

/** The cells of each line after the first; no cell of ours is quoted. */
export async function* cellsOf(path: string): AsyncGenerator<string[]> {
  let isHeader = true;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (!isHeader) yield line.split(',');
    isHeader = false;
  }
}
