/**
 * SipHash-2-4 (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012): a keyed pseudo-random function of 64 bits,
 * made for short inputs. Without its 128-bit key its outputs cannot be told from chance, which is all that marks and
 * pseudonyms ask of it, and a row costs a tenth of what an HMAC through the crypto module would.
 * State and results are pairs of 32-bit words, low word first, because integers of JavaScript end at 53 bits.
 */
export class SipHash {
  /** The result of the last call. */
  low = 0;
  high = 0;
  readonly #key: Int32Array;
  readonly #state = new Int32Array(8);

  /** @param key 16 bytes, little-endian as in the paper. */
  constructor(key: Buffer) {
    if (key.length !== KEY_BYTES) throw new Error(`a key of ${KEY_BYTES} bytes`);
    this.#key = Int32Array.from([0, 4, 8, 12], (at) => key.readInt32LE(at));
  }

  /** Hashes one message of eight bytes. */
  ofWords(low: number, high: number): void {
    this.#begin();
    this.#absorb(low, high);
    this.#end(8, 0, 0);
  }

  /** Hashes a whole number up to 2^53 − 1 as eight bytes. */
  ofInteger(value: number): void {
    this.ofWords(value | 0, Math.floor(value / 2 ** 32));
  }

  /** Hashes a text as its UTF-16 code units, two bytes each, low byte first. */
  ofText(text: string): void {
    this.#begin();
    const { length } = text;
    let at = 0;
    for (; at + 4 <= length; at += 4) this.#absorb(wordAt(text, at), wordAt(text, at + 2));
    const left = length - at;
    const low = left >= 2 ? wordAt(text, at) : left === 1 ? text.charCodeAt(at) : 0;
    this.#end((length * 2) & 0xff, low, left === 3 ? text.charCodeAt(at + 2) : 0);
  }

  #begin(): void {
    const state = this.#state;
    for (let word = 0; word < 8; word += 1) state[word] = (INITIAL[word] as number) ^ (this.#key[word & 3] as number);
  }

  #absorb(low: number, high: number): void {
    const state = this.#state;
    state[6] = (state[6] as number) ^ low;
    state[7] = (state[7] as number) ^ high;
    round(state);
    round(state);
    state[0] = (state[0] as number) ^ low;
    state[1] = (state[1] as number) ^ high;
  }

  /** The last block holds what is left over and, in its highest byte, the length of the message. */
  #end(length: number, low: number, high: number): void {
    this.#absorb(low, high | (length << 24));
    const state = this.#state;
    state[4] = (state[4] as number) ^ 0xff;
    for (let turn = 0; turn < 4; turn += 1) round(state);
    this.low = (state[0] as number) ^ (state[2] as number) ^ state[4] ^ (state[6] as number);
    this.high = (state[1] as number) ^ (state[3] as number) ^ (state[5] as number) ^ (state[7] as number);
  }
}

const KEY_BYTES = 16;

/** "somepseudorandomlygeneratedbytes", the four constants of the paper. */
const INITIAL = Int32Array.of(0x70736575, 0x736f6d65, 0x6e646f6d, 0x646f7261, 0x6e657261, 0x6c796765, 0x79746573, 0x74656462);

function wordAt(text: string, at: number): number {
  return text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16);
}

/** One SipRound. Variables: a, b, c, d are v0 to v3 of the paper; the two halves of a sum meet by the carry. */
function round(state: Int32Array): void {
  let aLow = state[0] as number;
  let aHigh = state[1] as number;
  let bLow = state[2] as number;
  let bHigh = state[3] as number;
  let cLow = state[4] as number;
  let cHigh = state[5] as number;
  let dLow = state[6] as number;
  let dHigh = state[7] as number;
  let word = 0;

  aHigh = (aHigh + bHigh + carryOf(aLow, bLow)) | 0;
  aLow = (aLow + bLow) | 0;
  word = (bLow << 13) | (bHigh >>> 19);
  bHigh = ((bHigh << 13) | (bLow >>> 19)) ^ aHigh;
  bLow = word ^ aLow;
  cHigh = (cHigh + dHigh + carryOf(cLow, dLow)) | 0;
  cLow = (cLow + dLow) | 0;
  word = (dLow << 16) | (dHigh >>> 16);
  dHigh = ((dHigh << 16) | (dLow >>> 16)) ^ cHigh;
  dLow = word ^ cLow;

  // v0 is rotated by 32: its halves change places.
  word = aLow;
  aLow = aHigh;
  aHigh = word;

  aHigh = (aHigh + dHigh + carryOf(aLow, dLow)) | 0;
  aLow = (aLow + dLow) | 0;
  word = (dLow << 21) | (dHigh >>> 11);
  dHigh = ((dHigh << 21) | (dLow >>> 11)) ^ aHigh;
  dLow = word ^ aLow;
  cHigh = (cHigh + bHigh + carryOf(cLow, bLow)) | 0;
  cLow = (cLow + bLow) | 0;
  word = (bLow << 17) | (bHigh >>> 15);
  bHigh = ((bHigh << 17) | (bLow >>> 15)) ^ cHigh;
  bLow = word ^ cLow;

  state[0] = aLow;
  state[1] = aHigh;
  state[2] = bLow;
  state[3] = bHigh;
  // And v2 by 32.
  state[4] = cHigh;
  state[5] = cLow;
  state[6] = dLow;
  state[7] = dHigh;
}

function carryOf(left: number, right: number): number {
  return (left + right) >>> 0 < left >>> 0 ? 1 : 0;
}
