import type { Random } from '../../../samples/generate/random.js';
import type { Range } from './profiles.js';

/** From 0 to 1, the end not included. */
export function unit(random: Random): number {
  return random.next() / 4_294_967_296;
}

export function within([low, high]: Range, random: Random): number {
  return low + unit(random) * (high - low);
}

/** Around nought, up to `size` either way. */
export function about(size: number, random: Random): number {
  return (unit(random) * 2 - 1) * size;
}

/** Around nought with the bell of three dice: rarely far out. */
export function bellAbout(size: number, random: Random): number {
  return (about(size, random) + about(size, random) + about(size, random)) / 3;
}
