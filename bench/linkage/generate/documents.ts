import type { Sex } from '../../../src/domain/registration.js';
import type { CivilDay } from '../../../samples/generate/civil-day.js';
import { checkCharacter } from '../../../samples/generate/identity-numbers.js';
import type { Random } from '../../../samples/generate/random.js';
import { Choice } from './choice.js';
import { compactText } from './days.js';

/**
 * Resident numbers with a right check character that can be nobody's: the county part of the region is `99xx`, which no province ever
 * gave out. Outside Guangdong the program holds provinces only, so it takes them as it would a real one; Guangdong's own
 * counties are held one by one, so the couples of this bench all had their numbers from elsewhere.
 */
const PROVINCES = new Choice(
  [...'36 45 43 51 52 42 41 35 34 33 37 50 61 53 13 32 23 22 21 14'.matchAll(/\d\d/gu)].map(([code]) => code),
  (_, index) => 1 / (index + 2),
);

export function makeRegion(random: Random): string {
  // Eight counties of a province have most of its people here: neighbours go where neighbours went.
  const county = random.chance(0.7) ? random.between(1, 8) : random.between(9, 60);
  return `${PROVINCES.pick(random)}99${county < 10 ? '0' : ''}${county}`;
}

const MOST_SEQUENCES = 990;
/** Sequences are given out from the bottom in each office: low ones are common. */
const LOW_SEQUENCES = 60;

export function makeSequence(sex: Sex, random: Random): number {
  const step = random.below(random.chance(0.5) ? LOW_SEQUENCES : MOST_SEQUENCES / 2);
  return 2 * step + (sex === 'male' ? 1 : 2);
}

export function numberFrom(region: string, bornOn: CivilDay, sequence: number): string {
  const body = region + compactText(bornOn) + String(sequence).padStart(3, '0');
  return body + checkCharacter(body);
}

/** The number with another body and the check character that goes with it: a wrong one would not get into the registry. */
export function withBody(seventeen: string): string {
  return seventeen + checkCharacter(seventeen);
}

/** The sequence of a twin: the next that the office gave out to the same sex. */
export function twinSequence(number: string): number {
  return Number(number.slice(14, 17)) + 2;
}
