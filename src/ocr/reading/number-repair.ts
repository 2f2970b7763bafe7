import { parseDocument, type ResidentNumber } from '../../domain/identity-document.js';
import type { Sex } from '../../domain/registration.js';
import { decodeEitherNumber } from '../decoding/id-number.js';
import type { CtcLattice } from '../engines/engine.js';

/** A resident number that a picture may show. */
export interface NumberCandidate {
  readonly number: ResidentNumber;
  /** Natural logarithm of its likelihood against the recogniser's own best path: 0 for that, below for others. */
  readonly score: number;
  readonly repairs: readonly NumberRepair[];
  /** Whether digits were left out or read twice, so that places cannot be named. */
  readonly lengthRepaired: boolean;
}

export interface NumberRepair {
  readonly place: number;
  readonly from: string;
  readonly to: string;
}

export interface NumberChecks {
  readonly sex: Sex;
  readonly regionExisted: (code: string) => boolean;
  /** yyyymmdd; nobody is born later. */
  readonly today: number;
}

/** First and last day of birth, as yyyymmdd. */
export interface BirthSpan {
  readonly first: number;
  readonly last: number;
}

/** Nobody whose papers these archives hold was born earlier. */
const FIRST_BIRTH = 18500101;

/** The likeliest numbers with a right check digit, a real birth date within the span, the party's sex and a region that existed. */
export function soundNumbers(lattice: CtcLattice, checks: NumberChecks, born?: BirthSpan): readonly NumberCandidate[] {
  const { candidates, free, cost } = decodeEitherNumber(lattice, {
    admitsRegion: checks.regionExisted,
    bornFrom: born?.first ?? FIRST_BIRTH,
    bornTo: born?.last ?? checks.today,
    sex: checks.sex,
  });
  const likeliest = candidates[0]?.logProbability ?? 0;
  return candidates.flatMap(({ value, logProbability }) => {
    const number = soundNumber(value, checks);
    return number === undefined ? [] : [candidateOf(number, logProbability - likeliest - cost, free)];
  });
}

/** @param read what stands there by the reading alone */
export function candidateOf(number: ResidentNumber, score: number, read: string): NumberCandidate {
  const lengthRepaired = read.length !== number.text.length;
  const places = lengthRepaired ? [] : [...number.text].map((to, index) => ({ place: index + 1, from: read.charAt(index), to }));
  return { number, score, repairs: places.filter(({ from, to }) => from !== to), lengthRepaired };
}

/** The reading of a number that passes every check it has by itself. */
export function soundNumber(text: string, { sex, regionExisted }: NumberChecks): ResidentNumber | undefined {
  const document = parseDocument(text, '1', '1');
  if (document?.kind !== 'resident-18' && document?.kind !== 'resident-15' && document?.kind !== 'residence-permit') return undefined;
  const isSound = document.checkPasses && document.birthIsRealDay && document.sex === sex && regionExisted(document.region);
  return isSound ? document : undefined;
}
