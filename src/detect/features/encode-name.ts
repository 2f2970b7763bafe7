import { decodeUnits, toCapitalUnit } from './code-units.js';
import { addUnit, finished, HASH_START } from './text-hash.js';

/** Of a longer name the last unit held is a hash of what follows the third. */
const HELD_UNITS = 4;
const LONGEST_COUNTED = 255;
/** What parts a name of several words, written or left out as one likes. */
const SEPARATORS: ReadonlySet<number> = new Set([..." .·-'"].map((character) => character.charCodeAt(0)));
const LAST_SEPARATOR = 0xb7;

/** Reads names into two words: their first four UTF-16 code units, capital letters, without what only parts words. */
export class NameEncoder {
  low = 0;
  high = 0;
  private readonly units = new Uint16Array(LONGEST_COUNTED + 1);

  /** @returns the true length, without what parts words; the words are in `low` and `high` */
  encode(bytes: Buffer, start: number, end: number): number {
    const length = this.readUnits(bytes, start, end);
    const { units } = this;
    for (let at = length; at < HELD_UNITS; at += 1) units[at] = 0;
    const last = length > HELD_UNITS ? this.restHash(length) : (units[3] as number);
    this.low = ((units[0] as number) | ((units[1] as number) << 16)) >>> 0;
    this.high = ((units[2] as number) | (last << 16)) >>> 0;
    return length;
  }

  private readUnits(bytes: Buffer, start: number, end: number): number {
    const { units } = this;
    const count = decodeUnits(bytes, start, end, units);
    let length = 0;
    for (let at = 0; at < count; at += 1) {
      const unit = units[at] as number;
      if (unit <= LAST_SEPARATOR && SEPARATORS.has(unit)) continue;
      units[length] = toCapitalUnit(unit);
      length += 1;
    }
    return Math.min(length, LONGEST_COUNTED);
  }

  private restHash(length: number): number {
    let hash = HASH_START;
    for (let at = HELD_UNITS - 1; at < length; at += 1) hash = addUnit(hash, this.units[at] as number);
    const whole = finished(hash);
    return (whole ^ (whole >>> 16)) & 0xffff || 1;
  }
}
